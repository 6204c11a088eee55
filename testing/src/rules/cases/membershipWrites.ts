/** What a write to a membership may contain, and batches that try to combine writes. */
import { LIMITS, groupPath, memberPath, messagePath, type Membership } from '@firegroups/model';
import { serverTimestamp } from 'firebase/firestore';
import {
  banNonMember,
  createMembership,
  deleteMembership,
  invite,
  join,
  remove,
  requestToJoin,
  sendMessage,
  setJoined,
  setRole,
  update,
  withFields,
} from '../../fixtures/clientWrites.ts';
import { storedMember } from '../../fixtures/documents.ts';
import { ACTOR, MEMBERSHIP_STATES, TARGET } from '../../fixtures/membershipStates.ts';
import { creationCases, type CreatableSpec } from '../documentCases.ts';
import { exactly, field, fixed, now, oneOf, type FieldKinds } from '../fields.ts';
import { write } from '../operations.ts';
import { GROUP } from '../placeholder.ts';
import { allowed, denied, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith, profilesOf } from '../seedData.ts';
import { membershipUpdates } from './membershipUpdates.ts';

// ---- The fields of a new membership ----

const fieldsOf = ({ role, status, invitedBy }: Membership): FieldKinds => ({
  userId: exactly(TARGET),
  groupId: exactly(GROUP),
  role: { ...exactly(role), bad: ['admin', 'creator', 'other', null, 7] },
  status: { ...oneOf([status]), bad: ['other', '', null, 7] },
  invitedBy: fixed(field({ good: [invitedBy], bad: ['somebody', '', 7] })),
  createdAt: fixed(now()),
  updatedAt: now(),
  joinedAt:
    status === 'joined'
      ? now()
      : field({ good: [null], bad: [serverTimestamp(), new Date(0), true] }),
});

const asCreator = { ...groupWith(GROUP, { [ACTOR]: 'creator' }), ...profilesOf(TARGET) };

const NEW_MEMBERSHIPS: CreatableSpec[] = [
  {
    what: 'an invite',
    by: ACTOR,
    given: asCreator,
    fields: fieldsOf({ role: 'member', status: 'pending_invite', invitedBy: ACTOR }),
    create: () => [invite(GROUP, TARGET, ACTOR)],
  },
  {
    what: 'a request to join',
    by: TARGET,
    given: asCreator,
    fields: fieldsOf({ role: 'member', status: 'pending_request', invitedBy: null }),
    create: () => [requestToJoin(GROUP, TARGET)],
  },
  {
    what: 'a membership by joining',
    by: TARGET,
    given: {
      ...groupWith(GROUP, { [ACTOR]: 'creator' }, { joinPolicy: 'open' }),
      ...profilesOf(TARGET),
    },
    fields: fieldsOf({ role: 'member', status: 'joined', invitedBy: null }),
    create: () => [join(GROUP, TARGET)],
  },
  {
    what: 'a ban of a non-member',
    by: ACTOR,
    given: asCreator,
    fields: fieldsOf({ role: 'member', status: 'banned', invitedBy: null }),
    create: () => [banNonMember(GROUP, TARGET)],
  },
];

// ---- Batches, and other attempts ----

const approve = setJoined(GROUP, TARGET);
const accept = setJoined(GROUP, ACTOR);

const attempts: PolicyCase[] = [
  ...(
    [
      ['a member', 'promote themselves', 'member', setRole(GROUP, ACTOR, 'admin')],
      ['a waiting user', 'approve themselves', 'waiting', accept],
      ['an invited user', 'accept', 'invited', accept],
    ] as const
  ).map(([label, what, state, first]) =>
    denied({
      name: `${label} cannot ${what} and approve another user in one batch`,
      by: ACTOR,
      given: groupWith(GROUP, { [ACTOR]: state, [TARGET]: 'waiting' }),
      does: write(first, approve),
    }),
  ),
  denied({
    name: 'an invited user cannot accept and send a message in one batch',
    by: ACTOR,
    given: groupWith(GROUP, { [ACTOR]: 'invited' }),
    does: write(accept, sendMessage(messagePath(GROUP, 'm1'), ACTOR)),
  }),
  denied({
    name: 'a banned user cannot delete their membership and join in one batch',
    by: ACTOR,
    given: {
      ...groupWith(GROUP, { [ACTOR]: 'banned' }, { joinPolicy: 'open' }),
      ...profilesOf(ACTOR),
    },
    does: write(deleteMembership(GROUP, ACTOR), join(GROUP, ACTOR)),
  }),
  ...(
    [
      ['accept their invite as an admin', withFields(accept, { role: 'admin' })],
      ["accept another user's invite", approve],
    ] as const
  ).map(([what, attempt]) =>
    denied({
      name: `an invited user cannot ${what}`,
      by: ACTOR,
      given: groupWith(GROUP, { [ACTOR]: 'invited', [TARGET]: 'invited' }),
      does: write(attempt),
    }),
  ),
  denied({
    name: 'an admin cannot approve a request that does not exist, not even with a whole document',
    by: ACTOR,
    given: groupWith(GROUP, { [ACTOR]: 'admin' }),
    does: write({ ...join(GROUP, TARGET), kind: 'update' } as ReturnType<typeof update>),
  }),
  ...(['joined', 'banned'] as const).map((status) =>
    denied({
      name: `a member cannot delete the ${status} membership of a user whom they invited`,
      by: ACTOR,
      given: {
        ...groupWith(GROUP, { [ACTOR]: 'member' }),
        [memberPath(GROUP, TARGET)]: storedMember(GROUP, TARGET, {
          role: 'member',
          status,
          invitedBy: ACTOR,
        }),
      },
      does: write(remove(memberPath(GROUP, TARGET))),
    }),
  ),
  denied({
    name: 'a creator cannot step down if the group does not exist',
    by: ACTOR,
    given: { ...groupWith(GROUP, { [ACTOR]: 'creator' }), [groupPath(GROUP)]: null },
    does: write(setRole(GROUP, ACTOR, 'admin')),
  }),
  denied({
    name: "a user cannot create a creator's membership if the group does not exist",
    by: ACTOR,
    given: profilesOf(ACTOR),
    does: write(createMembership(GROUP, ACTOR, MEMBERSHIP_STATES.creator)),
  }),
  allowed({
    name: `an admin can ban a non-member whose uid has ${LIMITS.uid} letters`,
    by: ACTOR,
    given: groupWith(GROUP, { [ACTOR]: 'admin' }),
    does: write(banNonMember(GROUP, 'x'.repeat(LIMITS.uid))),
  }),
  denied({
    name: 'an admin cannot ban a longer uid',
    by: ACTOR,
    given: groupWith(GROUP, { [ACTOR]: 'admin' }),
    does: write(banNonMember(GROUP, 'x'.repeat(LIMITS.uid + 1))),
  }),
];

export const memberWrites: Policy = {
  of: 'groups/{groupId}/members/{uid}, written',
  cases: [...NEW_MEMBERSHIPS.flatMap(creationCases), ...membershipUpdates, ...attempts],
};
