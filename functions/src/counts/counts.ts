/** What is counted, and in which fields. */
import type { DocumentReference, Query } from 'firebase-admin/firestore';
import { deleteAll } from '../firestore/deleteAll.ts';
import { joinedMembersQuery, votesQuery } from '../firestore/queries.ts';
import { collectionIn, pathOf } from '../firestore/store.ts';

interface Counted {
  /** The count fields, and the query that each one counts. */
  fields: Record<string, (document: DocumentReference) => Query>;
  /** The subcollection to delete after the document. A group's members are deleted before the group. */
  subcollection?: string;
}

/** By the id of the collection that holds the documents. */
const COUNTED: Record<string, Counted> = {
  groups: { fields: { memberCount: (group) => joinedMembersQuery(group.id) } },
  posts: {
    fields: { commentCount: (post) => collectionIn(post, 'comments') },
    subcollection: 'comments',
  },
  events: {
    fields: {
      goingCount: (event) => votesQuery(event, 'going'),
      notGoingCount: (event) => votesQuery(event, 'not_going'),
    },
    subcollection: 'votes',
  },
};

/** Returns the id in the model of the collection that holds a document. */
const kindOf = (document: DocumentReference) => pathOf(document).split('/').at(-2)!;

/** Returns the count fields of the documents in a collection. */
export function countFieldsOf(collectionId: string): readonly string[] {
  return Object.keys(COUNTED[collectionId]?.fields ?? {});
}

/** Returns the present counts of a group, a post or an event. An absent field stands for 0. */
export async function countsOf(document: DocumentReference): Promise<Record<string, number>> {
  const fields = Object.entries(COUNTED[kindOf(document)]?.fields ?? {});
  const counts = fields.map(async ([field, queryOf]) => {
    const count = await queryOf(document).count().get();
    return [field, count.data().count] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Deletes the comments of a deleted post, or the votes of a deleted event. */
export async function deleteCounted(document: DocumentReference): Promise<void> {
  const subcollection = COUNTED[kindOf(document)]?.subcollection;
  if (subcollection) await deleteAll(collectionIn(document, subcollection));
}
