/** What functions leave of a deleted group: a stub, so that nobody can create a group with its id again. */
import { groupPath, memberPath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { limit, where } from 'firebase/firestore';
import {
  banNonMember,
  createGroup,
  deleteGroup,
  invite,
  join,
  remove,
  requestToJoin,
  sendMessage,
  updateGroup,
} from '../../fixtures/clientWrites.ts';
import { ACTOR, TARGET } from '../../fixtures/membershipStates.ts';
import { get, list, write } from '../operations.ts';
import { GROUP } from '../placeholder.ts';
import { allDenied, type Policy } from '../policyCase.ts';
import { profilesOf } from '../seedData.ts';

const path = groupPath(GROUP);
const stub = {
  ...profilesOf(ACTOR, TARGET),
  [path]: { visibility: 'private', deletedAt: Timestamp.fromMillis(0) },
  [memberPath(GROUP, ACTOR)]: null,
  [memberPath(GROUP, TARGET)]: null,
};
const [group, creator] = createGroup(GROUP, ACTOR);

export const deletedGroups: Policy = {
  of: 'groups/{groupId}, deleted',
  cases: allDenied(ACTOR, stub, {
    'nobody can create a group with the id of a deleted one': write(group!, creator!),
    'nobody can create a group in place of a deleted one without a membership': write(group!),
    'nobody can create the membership of a creator in a deleted group': write(creator!),
    'nobody can get a deleted group': get(path),
    'nobody can list private groups to find a deleted one': list(
      'groups',
      where('visibility', '==', 'private'),
      limit(1),
    ),
    'nobody can edit a deleted group': write(updateGroup(GROUP, { title: 'Mine' })),
    'nobody can make themselves the creator of a deleted group': write(
      updateGroup(GROUP, { creatorId: ACTOR }),
    ),
    'nobody can delete a deleted group again': write(deleteGroup(GROUP)),
    'nobody can delete the document of a deleted group': write(remove(path)),
    'nobody can request to join a deleted group': write(requestToJoin(GROUP, ACTOR)),
    'nobody can join a deleted group': write(join(GROUP, ACTOR)),
    'nobody can invite to a deleted group': write(invite(GROUP, TARGET, ACTOR)),
    'nobody can ban from a deleted group': write(banNonMember(GROUP, TARGET)),
    'nobody can send a message to a deleted group': write(
      sendMessage(`${path}/messages/m1`, ACTOR),
    ),
  }),
};
