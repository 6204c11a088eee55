/**
 * What a random walk knows of its groups: it follows the model's membership table alone, and says before each step
 * whether the rules must let it through.
 */
import {
  decideMembership,
  isJoined,
  isAdmin,
  type Group,
  type Membership,
  type MembershipAction,
} from '@firegroups/model';
import { MEMBERSHIP_WRITES } from '../../fixtures/membershipWrites.ts';
import { SIGNED_OUT } from '../policyCase.ts';
import { PROFILED, type Step } from './steps.ts';

export interface KnownGroup {
  /** Absent until somebody has founded it. */
  group?: Pick<
    Group<unknown>,
    'joinPolicy' | 'invitePolicy' | 'visibility' | 'creatorId' | 'deletedAt'
  >;
  members: Map<string, Membership>;
  /** By which action each joined member came in. */
  ways: Map<string, MembershipAction>;
}

/** How a step must end. `either`: it changes nothing, and may pass or not. */
export interface Forecast {
  outcome: 'allowed' | 'denied' | 'either';
  /** Takes note of it, once it was let through. */
  apply: () => void;
}

const DENIED: Forecast = { outcome: 'denied', apply: () => {} };
const onlyIf = (isAllowed: boolean, apply = () => {}): Forecast =>
  isAllowed ? { outcome: 'allowed', apply } : DENIED;

/** Says how the step must end, where these people have a profile. */
export function forecast(
  known: KnownGroup,
  step: Step,
  profiled: readonly string[] = PROFILED,
): Forecast {
  if (step.actor === SIGNED_OUT) return DENIED;
  if (step.deed in MEMBERSHIP_WRITES) return forecastWrite(known, step as MembershipStep, profiled);
  const { group, members } = known;
  const actor = members.get(step.actor) ?? null;
  if (!group) return DENIED;
  const mayEdit = isAdmin(actor) && !group.deletedAt;
  switch (step.deed) {
    case 'read the chat':
    case 'write in the chat':
      return onlyIf(isJoined(actor));
    case 'get the group':
      return onlyIf(group.visibility === 'public' || (actor !== null && actor.status !== 'banned'));
    case 'have it erased':
      return onlyIf(group.creatorId === step.actor && !group.deletedAt, () => {
        group.deletedAt = new Date();
        group.visibility = 'private';
      });
    default:
      return onlyIf(mayEdit, () => Object.assign(group, step.edit));
  }
}

type MembershipStep = Step & { deed: keyof typeof MEMBERSHIP_WRITES };

function forecastWrite(
  known: KnownGroup,
  step: MembershipStep,
  profiled: readonly string[],
): Forecast {
  const { members, ways } = known;
  const { deed, actor: actorId, target: targetId, slip } = step;
  const isDeletion = deed === 'delete the membership';
  if (slip && !isDeletion) return DENIED;
  const target = members.get(targetId) ?? null;
  const sameRole =
    (deed === 'set role admin' && target?.role === 'admin') ||
    (deed === 'set role member' && target?.role === 'member');
  if (sameRole) return { outcome: 'either', apply: () => {} };
  const question = {
    actorId,
    actor: members.get(actorId) ?? null,
    targetId,
    target,
    targetHasProfile: profiled.includes(targetId),
    group: known.group ?? null,
  };
  for (const action of MEMBERSHIP_WRITES[deed].actions) {
    const decision = decideMembership({ ...question, action });
    if (!decision.allowed) continue;
    const apply = () => {
      if (decision.becomes) members.set(targetId, decision.becomes);
      else members.delete(targetId);
      if (decision.actorBecomes) members.set(actorId, decision.actorBecomes);
      if (!isJoined(decision.becomes)) ways.delete(targetId);
      else if (!isJoined(target)) ways.set(targetId, action);
      if (action === 'createGroup') known.group = { ...step.founded, creatorId: actorId };
      if (action === 'transferOwnership' && known.group) known.group.creatorId = targetId;
    };
    return { outcome: 'allowed', apply };
  }
  return DENIED;
}
