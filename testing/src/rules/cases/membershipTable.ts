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
import {
  MEMBERSHIP_WRITES,
  membershipWrites,
  type MembershipWriteName,
} from '../../fixtures/membershipWrites.ts';
import {
  ACTOR,
  ALL_STATES,
  MEMBERSHIP_STATES,
  TARGET,
  type MembershipState,
} from '../../fixtures/membershipStates.ts';
import { write as sending } from '../operations.ts';
import { LABELS } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import { personCase, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

interface Cell {
  write: MembershipWriteName;
  actor: MembershipState;
  target: MembershipState | 'self';
  /** Fields in which the group differs from one whose policies allow the write. */
  group?: Partial<Group<Timestamp>>;
  targetHasProfile?: boolean;
  /** What is special, in words. */
  circumstance?: string;
}

// ---- The cells in words ----

const TARGETS: Record<MembershipState, string> = {
  ...LABELS,
  invited: 'a user whom somebody else invited',
  'invited by the actor': 'a user whom they invited',
};

/** Deletions of a membership, by its state. */
const OWN_DELETIONS: Record<MembershipState, string> = {
  none: 'delete a membership of their own',
  invited: 'decline their invite',
  'invited by the actor': 'decline an invite by themselves',
  waiting: 'withdraw their request',
  member: 'leave',
  admin: 'leave',
  creator: 'leave',
  banned: 'lift their own ban',
};
const OTHER_DELETIONS: Partial<Record<MembershipState, string>> = {
  invited: "delete another user's invite",
  'invited by the actor': 'revoke an invite that they sent',
  waiting: "reject another user's request",
};

/** "an admin" and "another admin". */
function targetOf({ actor, target }: Cell): string {
  if (target === 'self') return 'themselves';
  return target === actor ? TARGETS[target].replace(/^an? /, 'another ') : TARGETS[target];
}

function describe(cell: Cell): string {
  const { write, actor, target } = cell;
  const onSelf = target === 'self';
  const whom = targetOf(cell);
  switch (write) {
    case 'create a group':
      return onSelf ? write : `create a group with ${whom} as its creator`;
    case 'request to join':
      return onSelf ? write : `request to join for ${whom}`;
    case 'join':
      return onSelf ? write : `add ${whom} as a member`;
    case 'set joined':
      return onSelf && actor === 'invited' ? 'accept their invite' : `approve ${whom}`;
    case 'transfer the group':
      return `transfer the group to ${whom}`;
    case 'delete the membership':
      if (onSelf) return OWN_DELETIONS[actor];
      if (target === 'banned') return `unban ${whom}`;
      return OTHER_DELETIONS[target] ?? `remove ${whom}`;
    default:
      return `${write} ${whom}`;
  }
}

// ---- The cells ----

/** The case of a cell; none if the write changes nothing, because the rules may then allow or refuse it. */
function caseOf(cell: Cell): PolicyCase[] {
  const { write, actor, targetHasProfile = true, circumstance = '' } = cell;
  const onSelf = cell.target === 'self';
  const targetId = onSelf ? ACTOR : TARGET;
  const target = MEMBERSHIP_STATES[cell.target === 'self' ? actor : cell.target];
  if (write === 'promote' && target?.role === 'admin') return [];
  if (write === 'demote' && target?.role === 'member') return [];
  const isNew = write === 'create a group';
  const group = { joinPolicy: write === 'join' ? 'open' : 'approval', ...cell.group } as const;
  const question = {
    actorId: ACTOR,
    actor: MEMBERSHIP_STATES[actor],
    targetId,
    target,
    targetHasProfile,
    group: isNew ? null : { invitePolicy: 'members' as const, ...group },
  };
  const isAllowed = MEMBERSHIP_WRITES[write].actions.some(
    (action) => decideMembership({ ...question, action }).allowed,
  );
  const states =
    cell.target === 'self' ? { [ACTOR]: actor } : { [ACTOR]: actor, [TARGET]: cell.target };
  return [
    personCase(
      { label: LABELS[actor], uid: ACTOR },
      isAllowed,
      describe(cell) + circumstance,
      {
        ...(isNew ? { [groupPath(GROUP)]: null } : groupWith(GROUP, states, group)),
        [userPath(ACTOR)]: storedUser(ACTOR),
        [userPath(targetId)]: targetHasProfile ? storedUser(targetId) : null,
      },
      sending(...membershipWrites(write, { groupId: GROUP, actorId: ACTOR, targetId, target })),
    ),
  ];
}

const WRITES = (Object.keys(MEMBERSHIP_WRITES) as MembershipWriteName[]).filter(
  (write) => write !== 'create a group',
);

/** Every pair of states that a group with one creator can have. */
const ACTORS = ALL_STATES.filter((state) => state !== 'invited by the actor');
const PAIRS = ACTORS.flatMap((actor) =>
  ALL_STATES.filter((target) => actor !== 'creator' || target !== 'creator').map(
    (target) => [actor, target] as const,
  ),
);

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
        circumstance: ` if the joinPolicy is ${joinPolicy}`,
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
        circumstance: ` if the invitePolicy is ${invitePolicy}`,
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
).flatMap(([write, actor, target]) => {
  const circumstance = target === 'self' ? ' without a profile' : ' who has no profile';
  return caseOf({ write, actor, target, targetHasProfile: false, circumstance });
});

const beingDeleted = WRITES.flatMap((write) => {
  const circumstance = ' while the group is being deleted';
  const group = { deletedAt: Timestamp.now(), visibility: 'private' } as const;
  return [
    ...(['none', 'invited', 'waiting', 'member'] as const).flatMap((actor) =>
      caseOf({ write, actor, target: 'self', group, circumstance }),
    ),
    ...ALL_STATES.filter((state) => state !== 'creator').flatMap((target) =>
      caseOf({ write, actor: 'creator', target, group, circumstance }),
    ),
  ];
});

/** If the group does not exist, nobody gets in, and no invite or request is created under it. */
const withoutGroup = WRITES.flatMap((write) =>
  caseOf({ write, actor: 'none', target: 'self' })
    .filter(({ outcome }) => outcome === 'allowed')
    .map((cell): PolicyCase => ({
      ...cell,
      name: `${cell.name.replace(' can ', ' cannot ')} if the group does not exist`,
      given: { ...cell.given, [groupPath(GROUP)]: null },
      outcome: 'denied',
    })),
);

export const membershipTable: Policy = {
  of: 'groups/{groupId}/members/{uid}, the table',
  cases: [
    ...caseOf({ write: 'create a group', actor: 'none', target: 'self' }),
    ...caseOf({ write: 'create a group', actor: 'none', target: 'none' }),
    ...everyPair,
    ...policies,
    ...withoutProfile,
    ...beingDeleted,
    ...withoutGroup,
  ],
};
