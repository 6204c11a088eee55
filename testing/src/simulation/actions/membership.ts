/** Changes of memberships: whatever the model's table allows, by the writes of the random walk. */
import type { MembershipWriteName } from '../../fixtures/membershipWrites.ts';
import { everyWrite, sentenceOf, take } from '../../rules/walk/steps.ts';
import { forecast } from '../../rules/walk/world.ts';
import { knownGroup } from '../world.ts';
import type { Actions } from './action.ts';

/** How often a change comes where it can: groups are to fill. */
const WEIGHTS: Record<MembershipWriteName, number> = {
  'found the group': 12,
  'create a request': 6,
  'create a joined membership': 8,
  'create an invite': 6,
  'set joined': 9,
  'set banned': 1,
  'set role admin': 3,
  'set role member': 2,
  'transfer the ownership': 1,
  'delete the membership': 3,
};

/** Every change of a membership that the table allows now; one deed is picked first, so that not those that many can do come most. */
export const changeMembership: Actions = (world, chance) => {
  const allowed = [...world.members.keys()].flatMap((groupId, group) => {
    const known = knownGroup(world, groupId);
    const picked = { group, outcome: 'allowed', number: chance.below(100) } as const;
    return everyWrite(picked, world.people)
      .filter((step) => forecast(known, step, [...world.named]).outcome === 'allowed')
      .map((step) => ({ step, groupId, target: known.members.get(step.target) ?? null }));
  });
  const deeds = Object.entries(WEIGHTS).flatMap(([name, weight]) =>
    allowed.some(({ step }) => step.deed === name)
      ? Array.from({ length: weight }, () => name)
      : [],
  );
  if (deeds.length === 0) return [];
  const deed = chance.pick(deeds);
  return allowed
    .filter(({ step }) => step.deed === deed)
    .map(({ step, groupId, target }) => ({
      actor: step.actor,
      what: sentenceOf(step).slice(step.actor.length + 2),
      run: (firestore) => take(step, firestore, groupId, target),
    }));
};
