import type { DocumentReference, Query } from 'firebase-admin/firestore';
import { deleteAll } from '../firestore/deleteAll.ts';
import { joinedMembersQuery, votesQuery } from '../firestore/queries.ts';

interface Counted {
  /** The fields that count, and what they count. */
  fields: Record<string, (document: DocumentReference) => Query>;
  /** The collection that ends with the document by itself; a group's members end before it. */
  ownCollection?: string;
}

/** By the collection of the documents. */
const COUNTED: Record<string, Counted> = {
  groups: { fields: { memberCount: (group) => joinedMembersQuery(group.id) } },
  posts: {
    fields: { commentCount: (post) => post.collection('comments') },
    ownCollection: 'comments',
  },
  events: {
    fields: {
      goingCount: (event) => votesQuery(event, 'going'),
      notGoingCount: (event) => votesQuery(event, 'not_going'),
    },
    ownCollection: 'votes',
  },
};

/** The fields that count in the documents of a collection. */
export function countFieldsOf(collectionId: string): readonly string[] {
  return Object.keys(COUNTED[collectionId]?.fields ?? {});
}

/** Counts what the fields of a group, a post or an event should say now. A field that is absent stands for 0. */
export async function countsOf(document: DocumentReference): Promise<Record<string, number>> {
  const fields = Object.entries(COUNTED[document.parent.id]?.fields ?? {});
  const counts = fields.map(async ([field, queryOf]) => {
    const count = await queryOf(document).count().get();
    return [field, count.data().count] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Deletes the comments of a post, or the votes of an event, that is gone. */
export async function deleteCounted(document: DocumentReference): Promise<void> {
  const own = COUNTED[document.parent.id]?.ownCollection;
  if (own) await deleteAll(document.collection(own));
}
