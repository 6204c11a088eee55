import { groupPath } from '@firegroups/model';
import { recount, scheduleRecount } from '../counts/recount.ts';
import type { StoredMember } from '../firestore/documents.ts';
import { deleteAnswered } from '../notifications/answered.ts';
import { updateTargetsOfGroup } from '../devices/targets.ts';
import { sendNotification } from '../notifications/send.ts';
import { startCooldown } from './cooldown.ts';
import { withdrawVotes } from './withdrawVotes.ts';
import { membershipEffects, type MembershipEffect } from './effects.ts';
import { docAt } from '../firestore/store.ts';

/** Applies what follows from a change of a membership at a time, in milliseconds. Null stands for no document. */
export async function applyMembershipChange(
  groupId: string,
  before: StoredMember | null,
  after: StoredMember | null,
  changedAt: number,
): Promise<void> {
  const effects = membershipEffects(before, after);
  const group = docAt(groupPath(groupId));
  const needsGroup = effects.some(({ kind }) => kind === 'notify' || kind === 'recount');
  const stored = needsGroup ? await group.get() : undefined;
  const apply = async (effect: MembershipEffect) => {
    switch (effect.kind) {
      case 'recount':
        return recount(stored!);
      case 'scheduleRecount':
        return scheduleRecount(group);
      case 'startCooldown':
        return startCooldown(effect.membership, changedAt);
      case 'withdrawVotes':
        return withdrawVotes(effect.membership);
      case 'updatePushTargets':
        return updateTargetsOfGroup(groupId, effect.uid);
      case 'notify':
        return sendNotification(effect.occurrence, stored!);
      case 'deleteAnswered':
        return deleteAnswered(effect.answered, effect.membership);
    }
  };
  await Promise.all(effects.map(apply));
}
