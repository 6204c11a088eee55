/** Changes of memberships: everything that the model's table allows. */
import { cooldownPath } from '@firegroups/model';
import { membershipWrites, type MembershipWriteName } from '../../fixtures/membershipWrites.ts';
import { describeStep, everyWrite } from '../../rules/walk/steps.ts';
import { forecast } from '../../rules/walk/forecast.ts';
import { knownGroup } from '../state.ts';
import type { Actions } from './action.ts';

/** How often each change is picked while it is possible. The weights fill the groups. */
const WEIGHTS: Record<MembershipWriteName, number> = {
  'create a group': 12,
  'request to join': 6,
  join: 8,
  invite: 6,
  'set joined': 9,
  ban: 1,
  promote: 3,
  demote: 2,
  'transfer the group': 1,
  'delete the membership': 3,
};

/** Picks the kind of change first. Otherwise the changes that many users can make would come most often. */
export const changeMembership: Actions = (state, random) => {
  const allowed = [...state.members.keys()].flatMap((groupId, group) => {
    const known = knownGroup(state, groupId);
    const picked = { group, outcome: 'allowed', number: random.below(100) } as const;
    return everyWrite(picked, state.users)
      .filter((step) => forecast(known, step, [...state.withProfile]).outcome === 'allowed')
      .map((step) => ({ step, groupId, target: known.members.get(step.target) ?? null }));
  });
  const kinds = Object.entries(WEIGHTS).flatMap(([name, weight]) =>
    allowed.some(({ step }) => step.action === name)
      ? Array.from({ length: weight }, () => name)
      : [],
  );
  if (kinds.length === 0) return [];
  const kind = random.pick(kinds);
  return allowed
    .filter(({ step }) => step.action === kind)
    .map(({ step, groupId, target }) => ({
      actor: step.actor,
      cooldown: cooldownPath(groupId, step.target),
      // "ann: invite, for bob in group 0" becomes "invites, for bob in group 0".
      what: describeStep(step).replace(/^\S+ (\w+)/, '$1s'),
      writes: membershipWrites(step.action, {
        groupId,
        actorId: step.actor,
        targetId: step.target,
        target,
        group: step.policies,
      }),
    }));
};
