/** Members: who reads whose membership, and muting. */
import { memberPath, membersPath } from '@firegroups/model';
import {
  collection,
  collectionGroup,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  query,
  serverTimestamp,
  updateDoc,
  where,
} from 'firebase/firestore';
import { storedMember } from '../../fixtures/documents.ts';
import { ACTOR, MEMBERSHIP_STATES, TARGET } from '../../fixtures/membershipStates.ts';
import { updateCases } from '../documentCases.ts';
import { bool, now, optional } from '../fields.ts';
import { decided, type Policy, type PolicyCase } from '../policyCase.ts';
import { ASKERS, groupWith, isJoinedAsker, isAdminAsker, type Asker } from '../worlds.ts';

const withTargets = (asker: Asker) => (groupId: string) =>
  groupWith(groupId, {
    [asker.by]: asker.standing,
    waiting: 'waiting',
    joined: 'member',
    shut: 'banned',
  });

function reading(asker: Asker): PolicyCase[] {
  const cell = (
    name: string,
    isAllowed: boolean,
    does: PolicyCase['does'],
    otherwise: PolicyCase['outcome'] = 'denied',
  ): PolicyCase => ({
    name: `${asker.who} ${isAllowed ? 'may' : 'may not'} ${name}`,
    by: asker.by,
    given: withTargets(asker),
    does,
    outcome: isAllowed ? 'allowed' : otherwise,
  });
  const get =
    (uid: string): PolicyCase['does'] =>
    (firestore, groupId) =>
      getDoc(doc(firestore, memberPath(groupId, uid)));
  const list =
    (status: string): PolicyCase['does'] =>
    (firestore, groupId) =>
      getDocs(query(collection(firestore, membersPath(groupId)), where('status', '==', status)));
  const listIn =
    (...statuses: string[]): PolicyCase['does'] =>
    (firestore, groupId) =>
      getDocs(query(collection(firestore, membersPath(groupId)), where('status', 'in', statuses)));
  const own =
    (uid: string): PolicyCase['does'] =>
    (firestore) =>
      getDocs(query(collectionGroup(firestore, 'members'), where('userId', '==', uid)));
  const isSignedIn = asker.by === ACTOR;
  const isJoined = isJoinedAsker(asker);
  const isAdmin = isAdminAsker(asker);
  return [
    cell('get their own membership', isSignedIn, get(asker.by)),
    cell("get a joined member's", isJoined, get('joined')),
    cell("get a waiting user's", isJoined, get('waiting')),
    cell("get a banned user's", isAdmin, get('shut')),
    cell('look whether somebody has one', isJoined, get('nobody')),
    cell('list the joined', isJoined, list('joined')),
    cell('list the waiting', isJoined, list('pending_request')),
    cell('list the banned', isAdmin, list('banned')),
    cell('list the joined and the waiting', isJoined, listIn('joined', 'pending_request')),
    cell('list the joined and the banned', isAdmin, listIn('joined', 'banned')),
    cell(
      'list all members',
      isAdmin,
      (firestore, groupId) => getDocs(collection(firestore, membersPath(groupId))),
      // A plain member may, but for the banned: so the query has to name the statuses that it wants.
      isJoined ? 'too wide' : 'denied',
    ),
    cell('count the joined', isJoined, (firestore, groupId) =>
      getCountFromServer(
        query(collection(firestore, membersPath(groupId)), where('status', '==', 'joined')),
      ),
    ),
    cell('list their own memberships in all groups', isSignedIn, own(asker.by)),
    cell("list another's memberships in all groups", false, own('joined')),
    cell(
      'list all memberships in all groups',
      false,
      (firestore) => getDocs(collectionGroup(firestore, 'members')),
      isSignedIn ? 'too wide' : 'denied',
    ),
    cell('count all memberships of a group by collection group', false, (firestore, groupId) =>
      getCountFromServer(
        query(
          collectionGroup(firestore, 'members'),
          where('groupId', '==', groupId),
          where('userId', '==', 'joined'),
        ),
      ),
    ),
  ];
}

const muting: PolicyCase[] = [
  ...ASKERS.flatMap((asker) =>
    (['own', 'other'] as const).map((whose): PolicyCase => {
      const isAllowed = whose === 'own' && isJoinedAsker(asker);
      const uid = whose === 'own' ? asker.by : TARGET;
      return {
        name: `${asker.who} ${isAllowed ? 'may' : 'may not'} mute the group for ${whose === 'own' ? 'themselves' : 'another'}`,
        by: asker.by,
        given: (groupId) => groupWith(groupId, { [asker.by]: asker.standing, [TARGET]: 'member' }),
        does: (firestore, groupId) =>
          updateDoc(doc(firestore, memberPath(groupId, uid)), {
            muted: true,
            updatedAt: serverTimestamp(),
          }),
        outcome: decided(isAllowed),
      };
    }),
  ),
  ...updateCases({
    what: 'muting',
    by: TARGET,
    given: (groupId) => groupWith(groupId, {}),
    path: (groupId) => memberPath(groupId, TARGET),
    fields: {
      ...Object.fromEntries(
        Object.entries<unknown>({ ...storedMember('g', TARGET, MEMBERSHIP_STATES.member) }).map(
          ([name, stored]) => [
            name,
            { isOptional: false, change: 'fixed', stored, good: [], bad: [] } as const,
          ],
        ),
      ),
      updatedAt: now(),
      muted: optional(bool()),
    },
    update: { muted: true, updatedAt: serverTimestamp() },
  }),
];

export const members: Policy = {
  of: 'groups/{groupId}/members/{uid}',
  cases: [...ASKERS.flatMap(reading), ...muting],
};
