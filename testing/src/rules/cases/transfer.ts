/** A transfer of the group: three writes in one batch, not one more or less. */
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
import { allowed, denied, twins, type Policy } from '../policyCase.ts';
import { groupWith } from '../seedData.ts';

const SUCCESSOR = 'successor';
const OTHER = 'other';

/** The fields in which the three writes differ from a valid transfer; null leaves a write out. */
interface Changed {
  successor?: Fields | null;
  creator?: Fields | null;
  group?: Fields | null;
}

function transfer({ successor = {}, creator = {}, group = {} }: Changed = {}) {
  const changed = [successor, creator, group];
  const writes = transferOwnership(GROUP, ACTOR, SUCCESSOR).flatMap((each, i) => {
    const fields = changed[i];
    return fields ? [withFields(each, fields)] : [];
  });
  return write(...writes);
}

const given = (actor: MembershipState, successor: MembershipState) =>
  groupWith(GROUP, { [ACTOR]: actor, [SUCCESSOR]: successor, [OTHER]: 'admin' });

const createdAt = serverTimestamp();
const updatedAt = new Date(0);

export const transfers: Policy = {
  of: 'groups/{groupId}, a transfer',
  cases: [
    ...twins(
      ACTOR,
      given('creator', 'member'),
      ['a transfer to a member', transfer()],
      ['a transfer without the old creator', transfer({ creator: null })],
      ['a transfer without the group', transfer({ group: null })],
      ['a transfer without the successor', transfer({ successor: null })],
      ['the group alone', transfer({ successor: null, creator: null })],
      ['the successor alone', transfer({ creator: null, group: null })],
      ['the old creator alone', transfer({ successor: null, group: null })],
      ['a transfer whose group names another user', transfer({ group: { creatorId: OTHER } })],
      ['a transfer whose group names nobody', transfer({ group: { creatorId: null } })],
      [
        'the group alone if it names nobody',
        transfer({ successor: null, creator: null, group: { creatorId: null } }),
      ],
      [
        'a transfer without the successor whose group names nobody',
        transfer({ successor: null, group: { creatorId: null } }),
      ],
      [
        'a transfer without the successor whose group names two users',
        transfer({ successor: null, group: { creatorId: [SUCCESSOR, OTHER] } }),
      ],
      [
        'a transfer without the successor that removes creatorId',
        transfer({ successor: null, group: { creatorId: deleteField() } }),
      ],
      ["a transfer that sets the group's createdAt", transfer({ group: { createdAt } })],
      ["a transfer that sets the successor's createdAt", transfer({ successor: { createdAt } })],
      ["a transfer that sets the old creator's createdAt", transfer({ creator: { createdAt } })],
      ['a transfer whose group names the old creator', transfer({ group: { creatorId: ACTOR } })],
      ['a transfer that makes the old creator a member', transfer({ creator: { role: 'member' } })],
      ['a transfer that makes the successor an admin', transfer({ successor: { role: 'admin' } })],
      ['a transfer that edits the group', transfer({ group: { title: 'Mine' } })],
      ['a transfer that mutes the old creator', transfer({ creator: { muted: true } })],
      ['a transfer that mutes the successor', transfer({ successor: { muted: true } })],
      ["a transfer that backdates the successor's change", transfer({ successor: { updatedAt } })],
      ["a transfer that backdates the old creator's change", transfer({ creator: { updatedAt } })],
      ["a transfer that backdates the group's change", transfer({ group: { updatedAt } })],
      [
        'a transfer to two successors',
        write(...transferOwnership(GROUP, ACTOR, SUCCESSOR), setRole(GROUP, OTHER, 'creator')),
      ],
    ),
    allowed({
      name: 'allows a transfer to an admin',
      by: ACTOR,
      given: given('creator', 'admin'),
      does: transfer(),
    }),
    ...(['invited', 'waiting', 'banned'] as const).map((state) =>
      denied({
        name: `refuses a transfer to ${LABELS[state]}`,
        by: ACTOR,
        given: given('creator', state),
        does: transfer(),
      }),
    ),
    ...(['admin', 'member', 'none', 'banned'] as const).map((state) =>
      denied({
        name: `${LABELS[state]} cannot make themselves the creator`,
        by: ACTOR,
        given: given(state, 'creator'),
        does: write(...transferOwnership(GROUP, SUCCESSOR, ACTOR)),
      }),
    ),
    denied({
      name: 'refuses a transfer of a group that is being deleted',
      by: ACTOR,
      given: groupWith(
        GROUP,
        { [ACTOR]: 'creator', [SUCCESSOR]: 'member', [OTHER]: 'admin' },
        { deletedAt: Timestamp.now(), visibility: 'private' },
      ),
      does: transfer(),
    }),
  ],
};
