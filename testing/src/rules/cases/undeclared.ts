/** Paths that are not in the data model: closed to everybody. */
import {
  collection,
  collectionGroup,
  deleteDoc,
  doc,
  getDoc,
  getDocs,
  setDoc,
} from 'firebase/firestore';
import { accountDeletionPath, deadLetterPath } from '@firegroups/model';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { denied, type Policy } from '../policyCase.ts';
import { groupWith } from '../worlds.ts';

const PATHS = [
  (_groupId: string) => 'secrets/s1',
  // For functions alone.
  () => accountDeletionPath(ACTOR),
  () => deadLetterPath('onMemberWritten_e1'),
  (_groupId: string) => 'migrations/m1',
  (groupId: string) => `groups/${groupId}/secrets/s1`,
  (groupId: string) => `groups/${groupId}/members/${ACTOR}/more/m1`,
  (groupId: string) => `groups/${groupId}/posts/p1/votes/v1`,
  (groupId: string) => `groups/${groupId}/events/e1/comments/c1`,
  (groupId: string) => `groups/${groupId}/messages/m1/comments/c1`,
  () => `users/${ACTOR}/secrets/s1`,
  () => `users/${ACTOR}/private/more`,
  () => `users/${ACTOR}/posts/p1/comments/c1/more/m1`,
  // The collection group of memberships opens lists alone, and only of one's own.
  () => `more/m1/members/${ACTOR}`,
];

const OPERATIONS = {
  get: (firestore, path) => getDoc(doc(firestore, path)),
  list: (firestore, path) => getDocs(collection(firestore, path.slice(0, path.lastIndexOf('/')))),
  write: (firestore, path) => setDoc(doc(firestore, path), { userId: ACTOR }),
  delete: (firestore, path) => deleteDoc(doc(firestore, path)),
} satisfies Record<
  string,
  (firestore: Parameters<typeof doc>[0] & object, path: string) => Promise<unknown>
>;

export const undeclared: Policy = {
  of: 'paths that are not declared',
  cases: [
    ...PATHS.flatMap((path) =>
      Object.entries(OPERATIONS)
        .filter(([operation]) => operation !== 'list' || !path('').startsWith('more/'))
        .map(([operation, perform]) =>
          denied({
            name: `nobody may ${operation} ${path('{groupId}')}`,
            by: ACTOR,
            given: (groupId) => groupWith(groupId, { [ACTOR]: 'creator' }),
            does: (firestore, groupId) => perform(firestore as never, path(groupId)),
          }),
        ),
    ),
    denied({
      name: 'nobody may list secrets across collections',
      by: ACTOR,
      given: () => ({}),
      does: (firestore) => getDocs(collectionGroup(firestore, 'secrets')),
    }),
  ],
};
