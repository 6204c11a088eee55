/** Members: who reads which membership, and which pushes a member chooses. */
import { NOTIFY_LEVELS, memberPath, membersPath } from '@firegroups/model';
import { collectionGroup, getCountFromServer, limit, query, where } from 'firebase/firestore';
import { setNotify } from '../../fixtures/clientWrites.ts';
import { storedMember } from '../../fixtures/documents.ts';
import { BYSTANDER, MEMBERSHIP_STATES, TARGET } from '../../fixtures/membershipStates.ts';
import { updateCases } from '../documentCases.ts';
import { field, fixed, now, oneOf, optional, server, timeOrNull } from '../fields.ts';
import { count, get, list, listAcross, write, type Operation } from '../operations.ts';
import { PEOPLE, isAdmin, isJoined, isSignedIn, type Person } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import { personCase, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

const MEMBERS = membersPath(GROUP);
/** Every list inside a group states a limit. */
const page = limit(50);
const getMember = (uid: string) => get(memberPath(GROUP, uid));
const listBy = (...statuses: string[]) => list(MEMBERS, where('status', 'in', statuses), page);
const listOne = (status: string) => list(MEMBERS, where('status', '==', status), page);
const listOf = (uid: string) => listAcross('members', where('userId', '==', uid));
const countByCollectionGroup: Operation = (firestore, groupId) =>
  getCountFromServer(
    query(
      collectionGroup(firestore, 'members'),
      where('groupId', '==', groupId),
      where('userId', '==', 'joined'),
    ),
  );

function reading(person: Person): PolicyCase[] {
  const given = groupWith(GROUP, {
    [person.uid]: person.state,
    waiting: 'waiting',
    joined: 'member',
    banned: 'banned',
  });
  const [signedIn, joined, admin] = [isSignedIn(person), isJoined(person), isAdmin(person)];
  const cases: [what: string, isAllowed: boolean, does: Operation, isTooWide?: boolean][] = [
    ['get their own membership', signedIn, getMember(person.uid)],
    ["get a joined member's membership", joined, getMember('joined')],
    ["get a waiting user's membership", joined, getMember('waiting')],
    ["get a banned user's membership", admin, getMember('banned')],
    ['check whether a user has a membership', joined, getMember('nobody')],
    ['list the joined', joined, listOne('joined')],
    ['list the waiting', joined, listOne('pending_request')],
    ['list the invited', joined, listOne('pending_invite')],
    ['list the banned', admin, listOne('banned')],
    ['list the joined and the waiting', joined, listBy('joined', 'pending_request')],
    ['list the joined and the banned', admin, listBy('joined', 'banned')],
    // A member sees all but the banned, so the query has to name the statuses that it wants.
    ['list all members', admin, list(MEMBERS, page), joined],
    ['list all but the banned', admin, list(MEMBERS, where('status', '!=', 'banned'), page)],
    ['count the joined', joined, count(MEMBERS, where('status', '==', 'joined'), page)],
    ['list their own memberships in all groups', signedIn, listOf(person.uid)],
    ["list another user's memberships in all groups", false, listOf('joined')],
    ['list all memberships in all groups', false, listAcross('members'), signedIn],
    ['count the memberships of a group by collection group', false, countByCollectionGroup],
  ];
  return cases.map(([what, isAllowed, does, isTooWide]) =>
    personCase(person, isAllowed, what, given, does, isTooWide ? 'too wide' : 'denied'),
  );
}

const choosingPushes: PolicyCase[] = [
  ...PEOPLE.flatMap((person) => {
    const given = groupWith(GROUP, { [person.uid]: person.state, [TARGET]: 'member' });
    const chooseFor = (uid: string) => write(setNotify(GROUP, uid, undefined, person.uid));
    return [
      personCase(person, isJoined(person), 'set the notify level', given, chooseFor(person.uid)),
      personCase(person, false, 'choose the pushes of another user', given, chooseFor(TARGET)),
    ];
  }),
  ...updateCases({
    what: 'notify level',
    by: TARGET,
    given: groupWith(GROUP, {}),
    fields: {
      ...Object.fromEntries(
        Object.entries<unknown>({ ...storedMember('g', TARGET, MEMBERSHIP_STATES.member) }).map(
          ([name, stored]) => [name, fixed(field({ stored, good: [], bad: [] }))],
        ),
      ),
      updatedAt: now(),
      updatedBy: { ...server(BYSTANDER), bad: [BYSTANDER, TARGET, ''] },
      notify: optional(oneOf(NOTIFY_LEVELS)),
      mutedUntil: optional(timeOrNull()),
    },
    update: setNotify(GROUP, TARGET),
  }),
];

export const members: Policy = {
  of: 'groups/{groupId}/members/{uid}',
  cases: [...PEOPLE.flatMap(reading), ...choosingPushes],
};
