/** A transfer of the ownership: three writes in one batch, and nothing less or more. */
import { groupPath, memberPath } from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { deleteField, doc, serverTimestamp, writeBatch } from 'firebase/firestore';
import { ACTOR, type MembershipState } from '../../fixtures/membershipStates.ts';
import { denied, twins, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith } from '../worlds.ts';

const HEIR = 'heir';
const OTHER = 'other';

/** What differs from a valid transfer: in the heir's write, the old creator's and the group's; null leaves one out. */
interface Change {
  heir?: object | null;
  old?: object | null;
  group?: object | null;
  heirId?: string;
}

const transfer =
  ({ heir = {}, old = {}, group = {}, heirId = HEIR }: Change): PolicyCase['does'] =>
  (firestore, groupId) => {
    const updatedAt = serverTimestamp();
    const batch = writeBatch(firestore);
    const update = (path: string, fields: object, own: object | null) => {
      if (own) batch.update(doc(firestore, path), { ...fields, updatedAt, ...own });
    };
    update(memberPath(groupId, heirId), { role: 'creator' }, heir);
    update(memberPath(groupId, ACTOR), { role: 'admin' }, old);
    update(groupPath(groupId), { creatorId: heirId }, group);
    return batch.commit();
  };

const given =
  (actor: MembershipState, heir: MembershipState) =>
  (groupId: string): Record<string, object> =>
    groupWith(groupId, { [ACTOR]: actor, [HEIR]: heir, [OTHER]: 'admin' }) as Record<
      string,
      object
    >;

const takeover: PolicyCase['does'] = (firestore, groupId) => {
  const updatedAt = serverTimestamp();
  const batch = writeBatch(firestore);
  batch.update(doc(firestore, memberPath(groupId, ACTOR)), { role: 'creator', updatedAt });
  batch.update(doc(firestore, memberPath(groupId, HEIR)), { role: 'admin', updatedAt });
  batch.update(doc(firestore, groupPath(groupId)), { creatorId: ACTOR, updatedAt });
  return batch.commit();
};

export const transfers: Policy = {
  of: 'groups/{groupId}, a transfer',
  cases: [
    ...twins(
      { by: ACTOR, given: given('creator', 'member') },
      ['a transfer to a member', transfer({})],
      ['one that leaves the old creator', transfer({ old: null })],
      ['one that leaves the group', transfer({ group: null })],
      ['one without the heir', transfer({ heir: null })],
      ['the group alone', transfer({ heir: null, old: null })],
      ['the heir alone', transfer({ old: null, group: null })],
      ['the old creator alone', transfer({ heir: null, group: null })],
      ['one whose group names another', transfer({ group: { creatorId: OTHER } })],
      ['one whose group names nobody', transfer({ group: { creatorId: null } })],
      [
        'a group alone that names nobody',
        transfer({ heir: null, old: null, group: { creatorId: null } }),
      ],
      [
        'one without the heir whose group names nobody',
        transfer({ heir: null, group: { creatorId: null } }),
      ],
      [
        'one without the heir whose group names several',
        transfer({ heir: null, group: { creatorId: [HEIR, OTHER] } }),
      ],
      [
        'one without the heir that takes the creator away',
        transfer({ heir: null, group: { creatorId: deleteField() } }),
      ],
      ['one that makes the group new', transfer({ group: { createdAt: serverTimestamp() } })],
      ['one that makes the heir new', transfer({ heir: { createdAt: serverTimestamp() } })],
      ['one that makes the old creator new', transfer({ old: { createdAt: serverTimestamp() } })],
      ['one whose group names the old creator', transfer({ group: { creatorId: ACTOR } })],
      ['one that makes the old creator a member', transfer({ old: { role: 'member' } })],
      ['one that makes the heir an admin', transfer({ heir: { role: 'admin' } })],
      ['one that edits the group', transfer({ group: { title: 'Mine' } })],
      ['one that mutes the old creator', transfer({ old: { muted: true } })],
      ['one that mutes the heir', transfer({ heir: { muted: true } })],
      ['one that dates the heir back', transfer({ heir: { updatedAt: new Date(0) } })],
      ['one that dates the old creator back', transfer({ old: { updatedAt: new Date(0) } })],
      ['one that dates the group back', transfer({ group: { updatedAt: new Date(0) } })],
      [
        'one with a second heir',
        async (firestore, groupId) => {
          const updatedAt = serverTimestamp();
          const batch = writeBatch(firestore);
          for (const uid of [HEIR, OTHER]) {
            batch.update(doc(firestore, memberPath(groupId, uid)), { role: 'creator', updatedAt });
          }
          batch.update(doc(firestore, memberPath(groupId, ACTOR)), { role: 'admin', updatedAt });
          batch.update(doc(firestore, groupPath(groupId)), { creatorId: HEIR, updatedAt });
          await batch.commit();
        },
      ],
    ),
    ...twins({ by: ACTOR, given: given('creator', 'admin') }, [
      'a transfer to an admin',
      transfer({}),
    ]),
    ...(['invited', 'waiting', 'banned'] as const).map((heir) =>
      denied({
        name: `refuses a transfer to one who is ${heir}`,
        by: ACTOR,
        given: given('creator', heir),
        does: transfer({}),
      }),
    ),
    ...(['admin', 'member', 'none', 'banned'] as const).map((actor) =>
      denied({
        name: `refuses one who is ${actor} to take over`,
        by: ACTOR,
        given: given(actor, 'creator'),
        does: takeover,
      }),
    ),
    denied({
      name: 'refuses a transfer of a group that is being erased',
      by: ACTOR,
      given: (groupId) => ({
        ...given('creator', 'member')(groupId),
        ...groupWith(
          groupId,
          { [ACTOR]: 'creator', [HEIR]: 'member' },
          { deletedAt: Timestamp.now(), visibility: 'private' },
        ),
      }),
      does: transfer({}),
    }),
  ],
};
