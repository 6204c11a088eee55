/** What staff do to a group. */
import { groupPath } from '@firegroups/model';
import { doc, serverTimestamp, updateDoc, type Firestore } from 'firebase/firestore';
import { adminsOf, type World } from '../world.ts';
import type { Action, Actions } from './action.ts';

const change = (groupId: string, fields: object) => (firestore: Firestore) =>
  updateDoc(doc(firestore, groupPath(groupId)), { ...fields, updatedAt: serverTimestamp() });

function byStaff(world: World, what: string, fields: object): Action[] {
  const live = [...world.groups].filter(([, { deletedAt }]) => !deletedAt);
  return live.flatMap(([groupId]) =>
    adminsOf(world, groupId).map((actor) => ({
      actor,
      what: `${what} of ${groupId}`,
      run: change(groupId, fields),
    })),
  );
}

export const changeTitle: Actions = (world, chance) => {
  const title = chance.pick(['Éva’s Club', 'CHESS', 'Łódź läuft']);
  return byStaff(world, `sets the title "${title}"`, { title });
};

export const changeJoinPolicy: Actions = (world, chance) => {
  const joinPolicy = chance.pick(['open', 'approval', 'approval', 'invite_only']);
  return byStaff(world, `sets joinPolicy ${joinPolicy}`, { joinPolicy });
};

export const deleteGroup: Actions = (world) =>
  [...world.groups]
    .filter(([, { deletedAt }]) => !deletedAt)
    .map(([groupId, { creatorId }]) => ({
      actor: creatorId,
      what: `has ${groupId} erased`,
      run: change(groupId, { deletedAt: serverTimestamp(), visibility: 'private' }),
    }));
