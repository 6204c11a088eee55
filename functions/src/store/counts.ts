import type { DocumentReference, Query } from 'firebase-admin/firestore';
import { joinedMembersQuery, votesQuery } from './queries.ts';

type Counted = Record<string, (document: DocumentReference) => Query>;

/** By the collection of the documents: the fields that count, and what they count. */
const COUNTED: Record<string, Counted> = {
  groups: { memberCount: (group) => joinedMembersQuery(group.id) },
  posts: { commentCount: (post) => post.collection('comments') },
  events: {
    goingCount: (event) => votesQuery(event, 'going'),
    notGoingCount: (event) => votesQuery(event, 'not_going'),
  },
};

/** Counts what the fields of a group, a post or an event should say now. A field that is absent stands for 0. */
export async function countsOf(document: DocumentReference): Promise<Record<string, number>> {
  const counted = Object.entries(COUNTED[document.parent.id] ?? {});
  const counts = counted.map(async ([field, queryOf]) => {
    const count = await queryOf(document).count().get();
    return [field, count.data().count] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}
