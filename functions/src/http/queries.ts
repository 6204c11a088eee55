/** The queries that the API adds to the SDK's. They are in one file so that the test of firestore.indexes.json finds them. */
import { Timestamp, documentId, orderBy, query, startAfter, type Query } from 'firebase/firestore';
import { publicGroupsQuery, type Firegroups, type Group } from 'firegroups';

/**
 * The position of a page's last group. The list is ordered by creation time (seconds and nanoseconds), a search by title.
 */
export type Position = { id: string } & ({ createdAt: [number, number] } | { titleSearch: string });

/** A page of the public groups, newest first; a search is ordered by title. */
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
