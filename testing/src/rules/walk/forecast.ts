/**
 * What a random walk knows of its groups. It follows the model's membership table alone, and predicts before each step
 * whether the rules must allow it.
 */
import {
  decideMembership,
  isAdmin,
  isJoined,
  type Group,
  type Member,
  type Membership,
  type MembershipAction,
} from '@firegroups/model';
import { MEMBERSHIP_WRITES, type MembershipWriteName } from '../../fixtures/membershipWrites.ts';
import { SIGNED_OUT } from '../policyCase.ts';
import { USERS_WITH_PROFILE, isMembershipStep, type Step } from './steps.ts';

/** A membership with the user who last updated it for its member. */
export type KnownMember = Membership & Pick<Member, 'updatedBy'>;

export interface KnownGroup {
  /** Absent until a user has created it. */
  group?: Pick<
    Group<unknown>,
    'joinPolicy' | 'invitePolicy' | 'visibility' | 'creatorId' | 'deletedAt'
  >;
  members: Map<string, KnownMember>;
  /** The action by which each joined member came in. */
  ways: Map<string, MembershipAction>;
}

/** How a step must end. `either`: the write changes nothing, so the rules may allow or refuse it. */
export interface Forecast {
  outcome: 'allowed' | 'denied' | 'either';
  /** Call it once the rules have allowed the step. It updates what is known. */
  apply: () => void;
}

const DENIED: Forecast = { outcome: 'denied', apply: () => {} };
const onlyIf = (isAllowed: boolean, apply = () => {}): Forecast =>
  isAllowed ? { outcome: 'allowed', apply } : DENIED;

/** Predicts how the step must end, given the users who have a profile. */
export function forecast(
  known: KnownGroup,
  step: Step,
  usersWithProfile: readonly string[] = USERS_WITH_PROFILE,
): Forecast {
  if (step.actor === SIGNED_OUT) return DENIED;
  if (isMembershipStep(step)) return forecastWrite(known, step, usersWithProfile);
  const { group, members } = known;
  const actor = members.get(step.actor) ?? null;
  if (!group) return DENIED;
  switch (step.action) {
    case 'read the chat':
    case 'send a message':
      return onlyIf(isJoined(actor));
    case 'get the group':
      return onlyIf(group.visibility === 'public' || (actor !== null && actor.status !== 'banned'));
    case 'delete the group':
      return onlyIf(group.creatorId === step.actor && !group.deletedAt, () => {
        group.deletedAt = new Date();
        group.visibility = 'private';
      });
    default:
      return onlyIf(isAdmin(actor) && !group.deletedAt, () => Object.assign(group, step.edit));
  }
}

function forecastWrite(
  known: KnownGroup,
  step: Step<MembershipWriteName>,
  usersWithProfile: readonly string[],
): Forecast {
  const { members, ways } = known;
  const { action: write, actor: actorId, target: targetId, slip } = step;
  if (slip && write !== 'delete the membership') return DENIED;
  const target = members.get(targetId) ?? null;
  const keepsRole =
    (write === 'promote' && target?.role === 'admin') ||
    (write === 'demote' && target?.role === 'member');
  if (keepsRole) return { outcome: 'either', apply: () => {} };
  const question = {
    actorId,
    actor: members.get(actorId) ?? null,
    targetId,
    target,
    targetHasProfile: usersWithProfile.includes(targetId),
    group: known.group ?? null,
  };
  for (const action of MEMBERSHIP_WRITES[write].actions) {
    const decision = decideMembership({ ...question, action });
    if (!decision.allowed) continue;
    const apply = () => {
      const isByOther = target !== null && actorId !== targetId;
      const updatedBy = isByOther ? actorId : target?.updatedBy;
      if (decision.becomes) members.set(targetId, { ...decision.becomes, updatedBy });
      else members.delete(targetId);
      if (decision.actorBecomes) {
        const own = members.get(actorId);
        members.set(actorId, { ...decision.actorBecomes, updatedBy: own?.updatedBy });
      }
      if (!isJoined(decision.becomes)) ways.delete(targetId);
      else if (!isJoined(target)) ways.set(targetId, action);
      if (action === 'createGroup') known.group = { ...step.policies, creatorId: actorId };
      if (action === 'transferOwnership' && known.group) known.group.creatorId = targetId;
    };
    return { outcome: 'allowed', apply };
  }
  return DENIED;
}
