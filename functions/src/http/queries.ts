/** The queries that the API adds to the SDK's: here, so that the test of firestore.indexes.json finds them. */
import { Timestamp, documentId, orderBy, query, startAfter, type Query } from 'firebase/firestore';
import { publicGroupsQuery, type Firegroups, type Group } from 'firegroups';

/** The last group of a page: its place in the list, which is by time (seconds and nanoseconds), or of a search, by title. */
export type Position = { id: string } & ({ createdAt: [number, number] } | { titleSearch: string });

/** A page of the list: newest first, of a search by title. */
export function publicGroupsPageQuery(
  fg: Firegroups,
  page: { limit: number; search?: string | undefined; after?: Position | undefined },
): Query<Group> {
  const { limit, search, after } = page;
  const first = publicGroupsQuery(fg, { limit, search });
  if (!after) return first;
  const [place, direction] =
    'createdAt' in after
      ? ([new Timestamp(...after.createdAt), 'desc'] as const)
      : ([after.titleSearch, 'asc'] as const);
  return query(first, orderBy(documentId(), direction), startAfter(place, after.id));
}
