/** A transfer of the group: three writes in one batch, not one more or less. */
import type { Group } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { deleteField, serverTimestamp } from 'firebase/firestore';
import {
  setRole,
  transferOwnership,
  withFields,
  type Fields,
} from '../../fixtures/clientWrites.ts';
import { ACTOR, type MembershipState } from '../../fixtures/membershipStates.ts';
import { write } from '../operations.ts';
import { LABELS } from '../people.ts';
import { GROUP } from '../placeholder.ts';
import { allDenied, allowed, twins, type Policy } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

const SUCCESSOR = 'successor';
const OTHER = 'other';

/** A transfer whose three writes differ from a valid one in these fields. Null leaves a write out. */
function transfer(
  successor: Fields | null = {},
  creator: Fields | null = {},
  group: Fields | null = {},
) {
  const changed = [successor, creator, group];
  const writes = transferOwnership(GROUP, ACTOR, SUCCESSOR).flatMap((each, i) => {
    const fields = changed[i];
    return fields ? [withFields(each, fields)] : [];
  });
  return write(...writes);
}

const given = (
  actor: MembershipState,
  successor: MembershipState,
  change: Partial<Group<Timestamp>> = {},
) => groupWith(GROUP, { [ACTOR]: actor, [SUCCESSOR]: successor, [OTHER]: 'admin' }, change);

const createdAt = serverTimestamp();
const updatedAt = new Date(0);

export const transfers: Policy = {
  of: 'groups/{groupId}, a transfer',
  cases: [
    ...twins(
      ACTOR,
      given('creator', 'member'),
      ['a transfer to a member', transfer()],
      ['a transfer without the old creator', transfer({}, null)],
      ['a transfer without the group', transfer({}, {}, null)],
      ['a transfer without the successor', transfer(null)],
      ['the group alone', transfer(null, null)],
      ['the successor alone', transfer({}, null, null)],
      ['the old creator alone', transfer(null, {}, null)],
      ['a transfer whose group names another user', transfer({}, {}, { creatorId: OTHER })],
      ['a transfer whose group names nobody', transfer({}, {}, { creatorId: null })],
      ['the group alone if it names nobody', transfer(null, null, { creatorId: null })],
      [
        'a transfer without the successor whose group names nobody',
        transfer(null, {}, { creatorId: null }),
      ],
      [
        'a transfer without the successor whose group names two users',
        transfer(null, {}, { creatorId: [SUCCESSOR, OTHER] }),
      ],
      [
        'a transfer without the successor that removes creatorId',
        transfer(null, {}, { creatorId: deleteField() }),
      ],
      ["a transfer that sets the group's createdAt", transfer({}, {}, { createdAt })],
      ["a transfer that sets the successor's createdAt", transfer({ createdAt })],
      ["a transfer that sets the old creator's createdAt", transfer({}, { createdAt })],
      ['a transfer whose group names the old creator', transfer({}, {}, { creatorId: ACTOR })],
      ['a transfer that makes the old creator a member', transfer({}, { role: 'member' })],
      ['a transfer that makes the successor an admin', transfer({ role: 'admin' })],
      ['a transfer that edits the group', transfer({}, {}, { title: 'Mine' })],
      [
        'a transfer that sets the notify level of the old creator',
        transfer({}, { notify: 'none' }),
      ],
      ['a transfer that sets the notify level of the successor', transfer({ notify: 'none' })],
      ['a transfer that names nobody as its sender', transfer({ updatedBy: undefined })],
      ['a transfer that names the successor as its sender', transfer({ updatedBy: SUCCESSOR })],
      ["a transfer that sets the old creator's updatedBy", transfer({}, { updatedBy: ACTOR })],
      ["a transfer that backdates the successor's change", transfer({ updatedAt })],
      ["a transfer that backdates the old creator's change", transfer({}, { updatedAt })],
      ["a transfer that backdates the group's change", transfer({}, {}, { updatedAt })],
      [
        'a transfer to two successors',
        write(
          ...transferOwnership(GROUP, ACTOR, SUCCESSOR),
          setRole(GROUP, OTHER, 'creator', ACTOR),
        ),
      ],
    ),
    allowed({
      name: 'allows a transfer to an admin',
      by: ACTOR,
      given: given('creator', 'admin'),
      does: transfer(),
    }),
    ...(['invited', 'waiting', 'banned'] as const).flatMap((state) =>
      allDenied(ACTOR, given('creator', state), {
        [`refuses a transfer to ${LABELS[state]}`]: transfer(),
      }),
    ),
    ...(['admin', 'member', 'none', 'banned'] as const).flatMap((state) =>
      allDenied(ACTOR, given(state, 'creator'), {
        [`${LABELS[state]} cannot make themselves the creator`]: write(
          ...transferOwnership(GROUP, SUCCESSOR, ACTOR, ACTOR),
        ),
      }),
    ),
    ...allDenied(
      ACTOR,
      given('creator', 'member', { deletedAt: Timestamp.now(), visibility: 'private' }),
      { 'refuses a transfer of a group that is being deleted': transfer() },
    ),
  ],
};
