/** Changes of groups by their admins. */
import { deleteGroup as deletion, updateGroup, type Fields } from '../../fixtures/clientWrites.ts';
import { adminsOf, type SeedState } from '../state.ts';
import type { Action, Actions } from './action.ts';

const live = ({ groups }: SeedState) => [...groups].filter(([, { deletedAt }]) => !deletedAt);

const byAdmins = (state: SeedState, what: string, fields: Fields): Action[] =>
  live(state).flatMap(([groupId]) =>
    adminsOf(state, groupId).map((actor) => ({
      actor,
      what: `${what} of ${groupId}`,
      writes: [updateGroup(groupId, fields)],
    })),
  );

export const changeTitle: Actions = (state, random) => {
  const title = random.pick(['Éva’s Club', 'CHESS', 'Łódź läuft']);
  return byAdmins(state, `sets the title "${title}"`, { title });
};

export const changeJoinPolicy: Actions = (state, random) => {
  const joinPolicy = random.pick(['open', 'approval', 'approval', 'invite_only']);
  return byAdmins(state, `sets joinPolicy ${joinPolicy}`, { joinPolicy });
};

export const deleteGroup: Actions = (state) =>
  live(state).map(([groupId, { creatorId }]) => ({
    actor: creatorId,
    what: `deletes ${groupId}`,
    writes: [deletion(groupId)],
  }));
