/** The steps of a random walk: who does what to whom in which group. Some are slightly wrong. */
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  VISIBILITIES,
  groupPath,
  messagePath,
  messagesPath,
  type Membership,
} from '@firegroups/model';
import fc from 'fast-check';
import { collection, doc, getDoc, getDocs, limit, query, type Firestore } from 'firebase/firestore';
import { deleteGroup, send, sendMessage, updateGroup } from '../../fixtures/clientWrites.ts';
import { withCounts } from '../../fixtures/counts.ts';
import {
  MEMBERSHIP_WRITES,
  membershipWrites,
  type MembershipWriteName,
} from '../../fixtures/membershipWrites.ts';
import { SIGNED_OUT } from '../policyCase.ts';

/** The users who have a profile. */
export const USERS_WITH_PROFILE = ['ann', 'ben', 'cleo', 'dan', 'eve'];
const USERS = [...USERS_WITH_PROFILE, 'no-profile'];
/** How many groups a walk has. */
export const GROUPS = 3;

const OTHER_ACTIONS = [
  'read the chat',
  'send a message',
  'get the group',
  'set joinPolicy',
  'set invitePolicy',
  'set visibility',
  'delete the group',
] as const;

const SLIPS = {
  'an undeclared field': { undeclared: true },
  'a forged createdAt': { createdAt: new Date(0) },
  'a forged updatedAt': { updatedAt: new Date(0) },
  'a forged joinedAt': { joinedAt: new Date(0) },
  'a forged updatedBy': { updatedBy: 'somebody' },
  "another user's userId": { userId: 'somebody' },
  "another group's groupId": { groupId: 'another' },
} as const;

export interface Step<Action = MembershipWriteName | (typeof OTHER_ACTIONS)[number]> {
  group: number;
  actor: string;
  target: string;
  action: Action;
  slip: keyof typeof SLIPS | null;
  /** The policies of a new group. */
  policies: ReturnType<typeof policiesOf>;
  /** The policy that an edit of the group sets. */
  edit: object;
}

const WRITES = Object.keys(MEMBERSHIP_WRITES) as MembershipWriteName[];

const policiesOf = (pick: number) => ({
  joinPolicy: JOIN_POLICIES[pick % JOIN_POLICIES.length]!,
  invitePolicy: INVITE_POLICIES[pick % INVITE_POLICIES.length]!,
  visibility: VISIBILITIES[pick % VISIBILITIES.length]!,
});

const EDITS: Partial<Record<Step['action'], 'joinPolicy' | 'invitePolicy' | 'visibility'>> = {
  'set joinPolicy': 'joinPolicy',
  'set invitePolicy': 'invitePolicy',
  'set visibility': 'visibility',
};

/** Any step, sensible or not. Half of them are about the actor, one in eight has a slip, and few delete the group. */
const wildStep: fc.Arbitrary<Step> = fc
  .record({
    group: fc.nat(GROUPS - 1),
    actor: fc.oneof(
      { weight: 30, arbitrary: fc.constantFrom(...USERS) },
      { weight: 1, arbitrary: fc.constant(SIGNED_OUT) },
    ),
    other: fc.constantFrom(...USERS),
    isOnSelf: fc.boolean(),
    action: fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom(...WRITES) },
      { weight: 30, arbitrary: fc.constantFrom(...OTHER_ACTIONS.slice(0, -1)) },
      { weight: 1, arbitrary: fc.constant('delete the group' as const) },
    ),
    slip: fc.oneof(
      { weight: 7, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(...(Object.keys(SLIPS) as (keyof typeof SLIPS)[])),
      },
    ),
    pick: fc.nat(5),
  })
  .map(({ other, isOnSelf, pick, ...step }) => ({
    ...step,
    target: isOnSelf && step.actor !== SIGNED_OUT ? step.actor : other,
    ...policiesBy(step.action, pick),
  }));

/** A change of a membership by what the model says of it at that moment: the one with this number among them. */
export interface PickedStep {
  group: number;
  outcome: 'allowed' | 'denied';
  number: number;
}

/**
 * A step of a walk. A walk of wild steps alone would get nowhere, so some are picked among those that are allowed. Some
 * are picked among those that are denied, so that members try them, too.
 */
export const anyStep: fc.Arbitrary<Step | PickedStep> = fc.oneof(
  { weight: 1, arbitrary: wildStep },
  { weight: 2, arbitrary: pickedStep('allowed') },
  { weight: 2, arbitrary: pickedStep('denied') },
);

function pickedStep(outcome: PickedStep['outcome']): fc.Arbitrary<PickedStep> {
  return fc.record({
    group: fc.nat(GROUPS - 1),
    outcome: fc.constant(outcome),
    number: fc.nat(1000),
  });
}

/** Every change of a membership that a user could try in a group, for every user. */
export function everyWrite(
  { group, number }: PickedStep,
  users: readonly string[] = USERS,
): Step<MembershipWriteName>[] {
  return WRITES.flatMap((action) =>
    users.flatMap((actor) =>
      users.map((target) => ({
        group,
        actor,
        target,
        action,
        slip: null,
        ...policiesBy(action, number),
      })),
    ),
  );
}

function policiesBy(action: Step['action'], pick: number): Pick<Step, 'policies' | 'edit'> {
  const policies = policiesOf(pick);
  const field = EDITS[action];
  return { policies, edit: field ? { [field]: policies[field] } : {} };
}

/** True for a change of a membership. */
export const isMembershipStep = (step: Step): step is Step<MembershipWriteName> =>
  step.action in MEMBERSHIP_WRITES;

/** The step as a sentence. */
export function describeStep(step: Step): string {
  const { group, actor, target, action, slip, policies, edit } = step;
  const whom = isMembershipStep(step) && target !== actor ? `, for ${target}` : '';
  const what = action === 'create a group' ? ` ${JSON.stringify(policies)}` : '';
  const to = Object.keys(edit).length > 0 ? ` ${JSON.stringify(edit)}` : '';
  return `${actor}: ${action}${what}${to}${whom} in group ${group}${slip ? `, with ${slip}` : ''}`;
}

/** Takes the step through a client. Rejects if the rules refuse it. */
export async function takeStep(
  step: Step,
  firestore: Firestore,
  groupId: string,
  target: Membership | null,
): Promise<unknown> {
  const { actor, target: targetId, slip } = step;
  if (isMembershipStep(step)) {
    const { action, policies: group } = step;
    const change = { groupId, actorId: actor, targetId, target, group };
    const writes = membershipWrites(action, { ...change, slip: slip ? SLIPS[slip] : undefined });
    return send(firestore, withCounts(actor, writes));
  }
  const messages = collection(firestore, messagesPath(groupId));
  switch (step.action) {
    case 'read the chat':
      return getDocs(query(messages, limit(50)));
    case 'send a message':
      return send(firestore, [sendMessage(messagePath(groupId, doc(messages).id), actor)]);
    case 'get the group':
      return getDoc(doc(firestore, groupPath(groupId)));
    case 'delete the group':
      return send(firestore, [deleteGroup(groupId)]);
    default:
      return send(firestore, [updateGroup(groupId, { ...step.edit })]);
  }
}
