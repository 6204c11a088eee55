/** The membership table, cell by cell: the rules and the model must give the same answer. */
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  decideMembership,
  groupPath,
  userPath,
  type Group,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { storedUser } from '../../fixtures/documents.ts';
import { send } from '../../fixtures/clientWrites.ts';
import {
  MEMBERSHIP_WRITES,
  membershipWrites,
  type MembershipWriteName,
} from '../../fixtures/membershipWrites.ts';
import {
  ACTOR,
  ALL_STANDINGS,
  MEMBERSHIP_STATES,
  TARGET,
  type MembershipState,
} from '../../fixtures/membershipStates.ts';
import { decided, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith } from '../worlds.ts';

interface Cell {
  write: MembershipWriteName;
  actor: MembershipState;
  target: MembershipState | 'self';
  /** Where the group differs from one with the policies that favour the write. */
  group?: Partial<Group<Timestamp>>;
  targetHasProfile?: boolean;
  /** What is special, in words. */
  circumstance?: string;
}

/** The case of a cell; none where the write changes nothing, which may pass or not. */
function caseOf(cell: Cell): PolicyCase[] {
  const { write, actor, targetHasProfile = true, circumstance = '' } = cell;
  const onSelf = cell.target === 'self';
  const targetId = onSelf ? ACTOR : TARGET;
  const target = MEMBERSHIP_STATES[cell.target === 'self' ? cell.actor : cell.target];
  if (write === 'promote' && target?.role === 'admin') return [];
  if (write === 'demote' && target?.role === 'member') return [];
  const isNew = write === 'create a group';
  const joinPolicy = write === 'join' ? 'open' : 'approval';
  const group = { joinPolicy, ...cell.group } as const;
  const question = {
    actorId: ACTOR,
    actor: MEMBERSHIP_STATES[actor],
    targetId,
    target,
    targetHasProfile,
    group: isNew ? null : { invitePolicy: 'members' as const, ...group },
  };
  const { actions } = MEMBERSHIP_WRITES[write];
  const isAllowed = actions.some((action) => decideMembership({ ...question, action }).allowed);
  const standings =
    cell.target === 'self' ? { [ACTOR]: actor } : { [ACTOR]: actor, [TARGET]: cell.target };
  const whom = onSelf ? 'themselves' : `another who is ${cell.target}`;
  return [
    {
      name: `one who is ${actor} ${isAllowed ? 'may' : 'may not'} ${write}, for ${whom}${circumstance}`,
      given: (groupId) => ({
        ...(isNew ? { [groupPath(groupId)]: null } : groupWith(groupId, standings, group)),
        [userPath(ACTOR)]: storedUser(ACTOR),
        [userPath(targetId)]: targetHasProfile ? storedUser(targetId) : null,
      }),
      by: ACTOR,
      does: (firestore, groupId) =>
        send(firestore, membershipWrites(write, { groupId, actorId: ACTOR, targetId, target })),
      outcome: decided(isAllowed),
    },
  ];
}

const WRITES = (Object.keys(MEMBERSHIP_WRITES) as MembershipWriteName[]).filter(
  (write) => write !== 'create a group',
);

/** Every pair of standings that a group with one creator can have. */
const PAIRS = ALL_STANDINGS.filter((standing) => standing !== 'invited by the actor').flatMap(
  (actor) =>
    ALL_STANDINGS.filter((target) => actor !== 'creator' || target !== 'creator').map(
      (target) => [actor, target] as const,
    ),
);
const ACTORS = ALL_STANDINGS.filter((standing) => standing !== 'invited by the actor');

const everyPair = WRITES.flatMap((write) => [
  ...ACTORS.flatMap((actor) => caseOf({ write, actor, target: 'self' })),
  ...PAIRS.flatMap(([actor, target]) => caseOf({ write, actor, target })),
]);

const policies = [
  ...JOIN_POLICIES.flatMap((joinPolicy) =>
    (['request to join', 'join'] as const).flatMap((write) =>
      caseOf({
        write,
        actor: 'none',
        target: 'self',
        group: { joinPolicy },
        circumstance: ` where the joinPolicy is ${joinPolicy}`,
      }),
    ),
  ),
  ...INVITE_POLICIES.flatMap((invitePolicy) =>
    (['member', 'admin', 'creator'] as const).flatMap((actor) =>
      caseOf({
        write: 'invite',
        actor,
        target: 'none',
        group: { invitePolicy },
        circumstance: ` where ${invitePolicy} invite`,
      }),
    ),
  ),
];

const withoutProfile = (
  [
    ['create a group', 'none', 'self'],
    ['request to join', 'none', 'self'],
    ['join', 'none', 'self'],
    ['invite', 'admin', 'none'],
    ['ban', 'admin', 'none'],
  ] as const
).flatMap(([write, actor, target]) =>
  caseOf({ write, actor, target, targetHasProfile: false, circumstance: ' without a profile' }),
);

const beingErased = WRITES.flatMap((write) => {
  const circumstance = ' while the group is being erased';
  const group = { deletedAt: Timestamp.now(), visibility: 'private' } as const;
  return [
    ...(['none', 'invited', 'waiting', 'member'] as const).flatMap((actor) =>
      caseOf({ write, actor, target: 'self', group, circumstance }),
    ),
    ...ALL_STANDINGS.filter((standing) => standing !== 'creator').flatMap((target) =>
      caseOf({ write, actor: 'creator', target, group, circumstance }),
    ),
  ];
});

/** A group that is not there: nobody gets in, and no invite or request is left under it. */
const withoutGroup = WRITES.flatMap((write) =>
  caseOf({ write, actor: 'none', target: 'self' })
    .filter(({ outcome }) => outcome === 'allowed')
    .map((cell): PolicyCase => ({
      ...cell,
      name: `one who is none may not ${write}, for themselves where there is no group`,
      given: (groupId) => ({ ...cell.given(groupId), [groupPath(groupId)]: null }),
      outcome: 'denied',
    })),
);

export const membership: Policy = {
  of: 'groups/{groupId}/members/{uid}, the table',
  cases: [
    ...caseOf({ write: 'create a group', actor: 'none', target: 'self' }),
    ...caseOf({ write: 'create a group', actor: 'none', target: 'none' }),
    ...everyPair,
    ...policies,
    ...withoutProfile,
    ...beingErased,
    ...withoutGroup,
  ],
};
