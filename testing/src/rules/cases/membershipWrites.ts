/** What a write to a membership may contain, and batches that try to combine writes. */
import { LIMITS, groupPath, memberPath, messagePath, type Membership } from '@firegroups/model';
import { serverTimestamp } from 'firebase/firestore';
import {
  banNonMember,
  createMembership,
  deleteMembership,
  invite,
  join,
  requestToJoin,
  sendMessage,
  setJoined,
  setRole,
  update,
  withFields,
  type ClientWrite,
} from '../../fixtures/clientWrites.ts';
import { startCount } from '../../fixtures/counts.ts';
import { storedMember } from '../../fixtures/documents.ts';
import {
  ACTOR,
  MEMBERSHIP_STATES,
  TARGET,
  type MembershipState,
} from '../../fixtures/membershipStates.ts';
import { creationCases, type CreatableSpec } from '../documentCases.ts';
import { exactly, field, fixed, now, oneOf, type FieldKinds } from '../fields.ts';
import { GROUP } from '../placeholder.ts';
import { batchCases, type Policy, type PolicyCase, type SeedData } from '../policyCase.ts';
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
const open = groupWith(GROUP, { [ACTOR]: 'creator' }, { joinPolicy: 'open' });

const newMembership = (
  what: string,
  by: string,
  status: Membership['status'],
  document: ClientWrite,
  { given = asCreator, invitedBy = null }: { given?: SeedData; invitedBy?: string | null } = {},
): CreatableSpec => ({
  what,
  by,
  given,
  fields: fieldsOf({ role: 'member', status, invitedBy }),
  create: () => [document],
});

const NEW_MEMBERSHIPS = [
  newMembership('an invite', ACTOR, 'pending_invite', invite(GROUP, TARGET, ACTOR), {
    invitedBy: ACTOR,
  }),
  newMembership('a request to join', TARGET, 'pending_request', requestToJoin(GROUP, TARGET)),
  newMembership('a membership by joining', TARGET, 'joined', join(GROUP, TARGET), {
    given: { ...open, ...profilesOf(TARGET) },
  }),
  newMembership('a ban of a non-member', ACTOR, 'banned', banNonMember(GROUP, TARGET)),
];

// ---- Batches, and other attempts ----

const approve = setJoined(GROUP, TARGET, ACTOR);
const accept = setJoined(GROUP, ACTOR, ACTOR);

const withActor = (state: MembershipState, change = {}) =>
  groupWith(GROUP, { [ACTOR]: state }, change);
const withTarget = (actor: MembershipState, target: MembershipState) =>
  groupWith(GROUP, { [ACTOR]: actor, [TARGET]: target });
const invitedByMember = (status: Membership['status']) => ({
  ...withActor('member'),
  [memberPath(GROUP, TARGET)]: storedMember(GROUP, TARGET, {
    role: 'member',
    status,
    invitedBy: ACTOR,
  }),
});

/** An invite with its count, but with another status. */
const inviteAs = (status: Membership['status']) =>
  [
    { ...withActor('member'), ...profilesOf(TARGET) },
    createMembership(GROUP, TARGET, { role: 'member', status, invitedBy: ACTOR }),
    startCount(ACTOR, 'invites', `${GROUP}/${TARGET}`),
  ] as const;

const attempts: PolicyCase[] = [
  ...batchCases('denied', ACTOR, {
    'a member cannot invite a user as a joined member': [...inviteAs('joined')],
    'a member cannot invite a user as a waiting one': [...inviteAs('pending_request')],
    'a member cannot invite a user as a banned one': [...inviteAs('banned')],
    'a member cannot promote themselves and approve another user in one batch': [
      withTarget('member', 'waiting'),
      setRole(GROUP, ACTOR, 'admin', ACTOR),
      approve,
    ],
    'a waiting user cannot approve themselves and approve another user in one batch': [
      withTarget('waiting', 'waiting'),
      accept,
      approve,
    ],
    'an invited user cannot accept and approve another user in one batch': [
      withTarget('invited', 'waiting'),
      accept,
      approve,
    ],
    'an invited user cannot accept and send a message in one batch': [
      withActor('invited'),
      accept,
      sendMessage(messagePath(GROUP, 'm1'), ACTOR),
    ],
    'a banned user cannot delete their membership and join in one batch': [
      { ...withActor('banned', { joinPolicy: 'open' }), ...profilesOf(ACTOR) },
      deleteMembership(GROUP, ACTOR),
      join(GROUP, ACTOR),
    ],
    'an invited user cannot accept their invite as an admin': [
      withTarget('invited', 'invited'),
      withFields(accept, { role: 'admin' }),
    ],
    "an invited user cannot accept another user's invite": [
      withTarget('invited', 'invited'),
      approve,
    ],
    'an admin cannot approve a request that does not exist, not even with a whole document': [
      withActor('admin'),
      { ...join(GROUP, TARGET), kind: 'update' } as ReturnType<typeof update>,
    ],
    'a member cannot delete the joined membership of a user whom they invited': [
      invitedByMember('joined'),
      deleteMembership(GROUP, TARGET),
    ],
    'a member cannot delete the banned membership of a user whom they invited': [
      invitedByMember('banned'),
      deleteMembership(GROUP, TARGET),
    ],
    'a creator cannot step down if the group does not exist': [
      { ...withActor('creator'), [groupPath(GROUP)]: null },
      setRole(GROUP, ACTOR, 'admin', ACTOR),
    ],
    "a user cannot create a creator's membership if the group does not exist": [
      profilesOf(ACTOR),
      createMembership(GROUP, ACTOR, MEMBERSHIP_STATES.creator),
    ],
    'an admin cannot ban a longer uid': [
      withActor('admin'),
      banNonMember(GROUP, 'x'.repeat(LIMITS.uid + 1)),
    ],
  }),
  ...batchCases('allowed', ACTOR, {
    [`an admin can ban a non-member whose uid has ${LIMITS.uid} letters`]: [
      withActor('admin'),
      banNonMember(GROUP, 'x'.repeat(LIMITS.uid)),
    ],
  }),
];

export const memberWrites: Policy = {
  of: 'groups/{groupId}/members/{uid}, written',
  cases: [...NEW_MEMBERSHIPS.flatMap(creationCases), ...membershipUpdates, ...attempts],
};
