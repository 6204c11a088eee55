/** Changes of groups by their admins. */
import { deleteGroup as deletion, updateGroup, type Fields } from '../../fixtures/clientWrites.ts';
import { adminsOf, type World } from '../world.ts';
import type { Action, Actions } from './action.ts';

const live = ({ groups }: World) => [...groups].filter(([, { deletedAt }]) => !deletedAt);

const byAdmins = (world: World, what: string, fields: Fields): Action[] =>
  live(world).flatMap(([groupId]) =>
    adminsOf(world, groupId).map((actor) => ({
      actor,
      what: `${what} of ${groupId}`,
      writes: [updateGroup(groupId, fields)],
    })),
  );

export const changeTitle: Actions = (world, chance) => {
  const title = chance.pick(['Éva’s Club', 'CHESS', 'Łódź läuft']);
  return byAdmins(world, `sets the title "${title}"`, { title });
};

export const changeJoinPolicy: Actions = (world, chance) => {
  const joinPolicy = chance.pick(['open', 'approval', 'approval', 'invite_only']);
  return byAdmins(world, `sets joinPolicy ${joinPolicy}`, { joinPolicy });
};

export const deleteGroup: Actions = (world) =>
  live(world).map(([groupId, { creatorId }]) => ({
    actor: creatorId,
    what: `deletes ${groupId}`,
    writes: [deletion(groupId)],
  }));
