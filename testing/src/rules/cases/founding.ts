/** Founding a group: its document and the membership of its creator in one batch. */
import {
  INVITE_POLICIES,
  JOIN_POLICIES,
  LIMITS,
  VISIBILITIES,
  groupPath,
  memberPath,
} from '@firegroups/model';
import { doc, serverTimestamp, setDoc, writeBatch, type Firestore } from 'firebase/firestore';
import { createdGroup, createdMember, storedMember } from '../../fixtures/documents.ts';
import { ACTOR } from '../../fixtures/membershipStates.ts';
import { creationCases, createdDocument, type UpdatableSpec } from '../documentCases.ts';
import {
  exactly,
  filledText,
  fixed,
  imageId,
  now,
  oneOf,
  optional,
  server,
  text,
  type Fields,
} from '../fields.ts';
import { decided, denied, twins, type Policy, type PolicyCase, type World } from '../policyCase.ts';
import { ASKERS, groupWith, profilesOf } from '../worlds.ts';

const CREATOR = { role: 'creator', status: 'joined', invitedBy: null } as const;
const past = new Date(0);

type Does = PolicyCase['does'];

/** The fields of a group, by its creator. */
export const groupFields: Fields = {
  title: filledText(LIMITS.groupTitle),
  titleSearch: server('text'),
  description: optional(text(LIMITS.groupDescription)),
  photoId: imageId(),
  visibility: oneOf(VISIBILITIES),
  joinPolicy: oneOf(JOIN_POLICIES),
  invitePolicy: oneOf(INVITE_POLICIES),
  creatorId: exactly(ACTOR),
  createdAt: fixed(now()),
  updatedAt: now(),
  memberCount: server(5),
};

/** The two writes of founding a group, the second with what differs from a valid one; undefined leaves a field out. */
function found(
  firestore: Firestore,
  path: string,
  fields: object,
  member: Record<string, unknown> | null = {},
): Promise<void> {
  const groupId = path.split('/')[1]!;
  const batch = writeBatch(firestore);
  batch.set(doc(firestore, path), fields);
  if (member) {
    const membership = Object.entries<unknown>({
      ...createdMember(groupId, ACTOR, CREATOR),
      ...member,
    });
    const present = Object.fromEntries(membership.filter(([, value]) => value !== undefined));
    batch.set(doc(firestore, memberPath(groupId, ACTOR)), present);
  }
  return batch.commit();
}

/** A group with its creator, as the creator founds it. */
export const group: UpdatableSpec = {
  what: 'a group',
  by: ACTOR,
  given: (groupId) => ({
    ...profilesOf(ACTOR),
    // What a longer id leaves behind is founded anew.
    [memberPath(groupId, ACTOR)]: null,
  }),
  path: (groupId) => groupPath(groupId),
  fields: groupFields,
  create: (firestore, path, fields) => found(firestore, path, fields),
  update: { title: 'Better', updatedAt: serverTimestamp() },
};

const founding = { by: ACTOR, given: group.given };
const foundWith =
  (member: Record<string, unknown> | null): Does =>
  (firestore, groupId) =>
    found(firestore, groupPath(groupId), createdDocument(group), member);
/** Founds a group whose id begins with the case's, as long as told. */
const foundLong =
  (length: number): Does =>
  (firestore, groupId) =>
    found(firestore, groupPath(groupId.padEnd(length, '-_Z')), createdDocument(group));

export const foundings: Policy = {
  of: 'groups/{groupId}, founded',
  cases: [
    ...ASKERS.filter(({ by, standing }) => by !== ACTOR || standing === 'none').map((asker) => ({
      name: `${asker.who} ${asker.by === ACTOR ? 'may' : 'may not'} found a group`,
      by: asker.by,
      given: group.given,
      does: foundWith({}),
      outcome: decided(asker.by === ACTOR),
    })),
    ...creationCases(group),
    ...twins(
      founding,
      [`a group under an id of ${LIMITS.id} letters`, foundLong(LIMITS.id)],
      ['a group under a longer id', foundLong(LIMITS.id + 1)],
      [
        'a group under an id with é',
        (firestore, groupId) => found(firestore, groupPath(`${groupId}é`), createdDocument(group)),
      ],
    ),
    denied({
      name: 'refuses a group of one without a profile',
      by: ACTOR,
      given: () => profilesAbsent(ACTOR),
      does: foundWith({}),
    }),
    ...twins(
      founding,
      ["a group with its creator's membership", foundWith({})],
      ['a group without it', foundWith(null)],
      ['a group whose creator is an admin', foundWith({ role: 'admin' })],
      ['a group whose creator waits', foundWith({ status: 'pending_request', joinedAt: null })],
      ['a creator without status', foundWith({ status: undefined })],
      ['a creator whose membership is about another', foundWith({ userId: 'somebody' })],
      ['a creator whose membership is of another group', foundWith({ groupId: 'another' })],
      ['a creator whom somebody invited', foundWith({ invitedBy: 'somebody' })],
      ['a creator who has not joined', foundWith({ joinedAt: null })],
      ['a creator who joined long ago', foundWith({ joinedAt: past })],
      ['a creator since long ago', foundWith({ createdAt: past })],
      ['a creator changed long ago', foundWith({ updatedAt: past })],
      ['a creator who is muted', foundWith({ muted: false })],
      ['a creator with a field that is not declared', foundWith({ points: 1 })],
      [
        'a group deletedAt, at once',
        (firestore, groupId) =>
          found(firestore, groupPath(groupId), {
            ...createdDocument(group),
            deletedAt: serverTimestamp(),
          }),
      ],
      [
        'a group with two creators',
        (firestore, groupId) => {
          const batch = writeBatch(firestore);
          batch.set(doc(firestore, groupPath(groupId)), createdGroup(ACTOR));
          for (const uid of [ACTOR, 'somebody']) {
            const membership = createdMember(groupId, uid, CREATOR);
            batch.set(doc(firestore, memberPath(groupId, uid)), membership);
          }
          return batch.commit();
        },
      ],
      [
        'a group founded for another',
        (firestore, groupId) => {
          const batch = writeBatch(firestore);
          batch.set(doc(firestore, groupPath(groupId)), createdGroup('somebody'));
          const membership = createdMember(groupId, 'somebody', CREATOR);
          batch.set(doc(firestore, memberPath(groupId, 'somebody')), membership);
          return batch.commit();
        },
      ],
    ),
    // Functions delete a group's document last, so this should not come to pass.
    ...twins(
      {
        by: ACTOR,
        given: (groupId) => ({
          ...profilesOf(ACTOR),
          [memberPath(groupId, ACTOR)]: storedMember(groupId, ACTOR, CREATOR),
        }),
      },
      ['a group founded anew by its creator', foundWith(null)],
      [
        'a group founded anew by its creator, long ago',
        (firestore, groupId) => {
          const fields = { ...createdDocument(group), createdAt: past };
          return found(firestore, groupPath(groupId), fields, null);
        },
      ],
    ),
    denied({
      name: 'refuses the membership of a creator in a group that is there',
      by: ACTOR,
      given: (groupId) => groupWith(groupId, {}),
      does: (firestore, groupId) =>
        setDoc(doc(firestore, memberPath(groupId, ACTOR)), createdMember(groupId, ACTOR, CREATOR)),
    }),
    denied({
      name: 'refuses the membership of a creator in a group whose creatorId is theirs and that is there',
      by: ACTOR,
      given: (groupId) => ({
        ...groupWith(groupId, { [ACTOR]: 'creator' }),
        [memberPath(groupId, ACTOR)]: null,
      }),
      does: (firestore, groupId) =>
        setDoc(doc(firestore, memberPath(groupId, ACTOR)), createdMember(groupId, ACTOR, CREATOR)),
    }),
  ],
};

function profilesAbsent(...uids: string[]): World {
  return Object.fromEntries(Object.keys(profilesOf(...uids)).map((path) => [path, null]));
}
