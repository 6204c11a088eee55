/** What a write to a membership may and may not contain, and batches that try to be clever. */
import { LIMITS, groupPath, memberPath, type Membership } from '@firegroups/model';
import { deleteDoc, doc, serverTimestamp, setDoc, updateDoc, writeBatch } from 'firebase/firestore';
import { createdMember, storedMember } from '../../fixtures/documents.ts';
import { ACTOR, TARGET, type MembershipState } from '../../fixtures/membershipStates.ts';
import { creationCases, type DocumentSpec } from '../documentCases.ts';
import { exactly, fixed, now, oneOf, type Fields } from '../fields.ts';
import { allowed, denied, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith, profilesOf } from '../worlds.ts';
import { memberChanges } from './memberChanges.ts';

// ---- what a write may and may not contain ----

/** The fields of a membership that is created, where the group's and the user's ids are known. */
const fieldsOf = (membership: Membership): Fields => ({
  userId: exactly(TARGET),
  role: { ...exactly(membership.role), bad: ['admin', 'creator', 'other', null, 7] },
  status: { ...oneOf([membership.status]), bad: ['other', '', null, 7] },
  invitedBy: {
    ...exactly(''),
    stored: membership.invitedBy,
    good: [membership.invitedBy],
    bad: ['somebody', '', 7],
  },
  createdAt: fixed(now()),
  updatedAt: now(),
  joinedAt: { ...now(), good: [null], bad: [serverTimestamp(), new Date(0), true] },
});

/** Creates the membership with the group's id in it, unless the case gives another. */
const createIn: DocumentSpec['create'] = (firestore, path, fields, groupId) =>
  setDoc(doc(firestore, path), { groupId, ...fields });

const invitation: DocumentSpec = {
  what: 'an invite',
  by: ACTOR,
  given: (groupId) => ({ ...groupWith(groupId, { [ACTOR]: 'creator' }), ...profilesOf(TARGET) }),
  path: (groupId) => memberPath(groupId, TARGET),
  fields: fieldsOf({ role: 'member', status: 'pending_invite', invitedBy: ACTOR }),
  create: createIn,
};

const request: DocumentSpec = {
  ...invitation,
  what: 'a request',
  by: TARGET,
  fields: fieldsOf({ role: 'member', status: 'pending_request', invitedBy: null }),
};

const join: DocumentSpec = {
  ...request,
  what: 'a membership by joining',
  given: (groupId) => ({
    ...groupWith(groupId, { [ACTOR]: 'creator' }, { joinPolicy: 'open' }),
    ...profilesOf(TARGET),
  }),
  fields: { ...fieldsOf({ role: 'member', status: 'joined', invitedBy: null }), joinedAt: now() },
};

const ban: DocumentSpec = {
  ...invitation,
  what: 'a ban of one who has no membership',
  fields: fieldsOf({ role: 'member', status: 'banned', invitedBy: null }),
};

const forgedGroup = [invitation, request, join, ban].map((spec) => {
  const fields = Object.fromEntries(
    Object.entries(spec.fields).map(([name, { good }]) => [name, good[0]]),
  );
  return denied({
    name: `refuses ${spec.what} that names another group`,
    by: spec.by,
    given: spec.given,
    does: (firestore, groupId) =>
      setDoc(doc(firestore, spec.path(groupId)), { ...fields, groupId: 'another' }),
  });
});

// ---- batches that try to be clever, and the rest ----

const asJoined = { joinedAt: serverTimestamp(), updatedAt: serverTimestamp() };

const clever: PolicyCase[] = [
  ...[
    ['promote themselves', 'member', { role: 'admin', updatedAt: serverTimestamp() }],
    ['let themselves in', 'waiting', { status: 'joined', ...asJoined }],
    ['accept for themselves', 'invited', { status: 'joined', ...asJoined }],
  ].map(([what, standing, change]) =>
    denied({
      name: `refuses one who is ${standing as string} to ${what as string} and approve in one batch`,
      by: ACTOR,
      given: (groupId) =>
        groupWith(groupId, { [ACTOR]: standing as MembershipState, [TARGET]: 'waiting' }),
      does: (firestore, groupId) => {
        const batch = writeBatch(firestore);
        batch.update(doc(firestore, memberPath(groupId, ACTOR)), change as object);
        batch.update(doc(firestore, memberPath(groupId, TARGET)), {
          status: 'joined',
          ...asJoined,
        });
        return batch.commit();
      },
    }),
  ),
  denied({
    name: 'refuses one who is invited to accept and write in one batch',
    by: ACTOR,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'invited' }),
    does: (firestore, groupId) => {
      const batch = writeBatch(firestore);
      batch.update(doc(firestore, memberPath(groupId, ACTOR)), { status: 'joined', ...asJoined });
      const message = { authorId: ACTOR, text: 'Hello', createdAt: serverTimestamp() };
      batch.set(doc(firestore, `groups/${groupId}/messages/m1`), message);
      return batch.commit();
    },
  }),
  denied({
    name: 'refuses one who is banned to delete their membership and join in one batch',
    by: ACTOR,
    given: (groupId) => ({
      ...groupWith(groupId, { [ACTOR]: 'banned' }, { joinPolicy: 'open' }),
      ...profilesOf(ACTOR),
    }),
    does: (firestore, groupId) => {
      const ref = doc(firestore, memberPath(groupId, ACTOR));
      const batch = writeBatch(firestore);
      batch.delete(ref);
      batch.set(
        ref,
        createdMember(groupId, ACTOR, { role: 'member', status: 'joined', invitedBy: null }),
      );
      return batch.commit();
    },
  }),
  ...[ACTOR, TARGET].map((uid) =>
    denied({
      name: `refuses one who is invited by another to accept as ${uid === ACTOR ? 'an admin' : 'another'}`,
      by: ACTOR,
      given: (groupId) => groupWith(groupId, { [ACTOR]: 'invited', [TARGET]: 'invited' }),
      does: (firestore, groupId) =>
        updateDoc(doc(firestore, memberPath(groupId, uid)), {
          status: 'joined',
          ...asJoined,
          ...(uid === ACTOR ? { role: 'admin' } : {}),
        }),
    }),
  ),
  denied({
    name: 'refuses staff to approve a request that is not there, even by a whole document',
    by: ACTOR,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'admin' }),
    does: (firestore, groupId) =>
      updateDoc(
        doc(firestore, memberPath(groupId, TARGET)),
        createdMember(groupId, TARGET, { role: 'member', status: 'joined', invitedBy: null }),
      ),
  }),
  ...(['joined', 'banned'] as const).map((status) =>
    denied({
      name: `refuses a member to remove one whom they invited and who is ${status}`,
      by: ACTOR,
      given: (groupId) => ({
        ...groupWith(groupId, { [ACTOR]: 'member' }),
        [memberPath(groupId, TARGET)]: storedMember(groupId, TARGET, {
          role: 'member',
          status,
          invitedBy: ACTOR,
        }),
      }),
      does: (firestore, groupId) => deleteDoc(doc(firestore, memberPath(groupId, TARGET))),
    }),
  ),
  denied({
    name: 'refuses a creator to step down where the group is gone',
    by: ACTOR,
    given: (groupId) => ({
      ...groupWith(groupId, { [ACTOR]: 'creator' }),
      [groupPath(groupId)]: null,
    }),
    does: (firestore, groupId) =>
      updateDoc(doc(firestore, memberPath(groupId, ACTOR)), {
        role: 'admin',
        updatedAt: serverTimestamp(),
      }),
  }),
  denied({
    name: 'refuses the membership of a creator where there is no group',
    by: ACTOR,
    given: () => profilesOf(ACTOR),
    does: (firestore, groupId) =>
      setDoc(
        doc(firestore, memberPath(groupId, ACTOR)),
        createdMember(groupId, ACTOR, { role: 'creator', status: 'joined', invitedBy: null }),
      ),
  }),
  allowed({
    name: `allows a ban of one who has no membership, by a uid of ${LIMITS.uid} letters`,
    by: ACTOR,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'admin' }),
    does: banOf('x'.repeat(LIMITS.uid)),
  }),
  denied({
    name: 'refuses a ban of a longer uid',
    by: ACTOR,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'admin' }),
    does: banOf('x'.repeat(LIMITS.uid + 1)),
  }),
];

function banOf(uid: string): PolicyCase['does'] {
  const membership = { role: 'member', status: 'banned', invitedBy: null } as const;
  return (firestore, groupId) =>
    setDoc(doc(firestore, memberPath(groupId, uid)), createdMember(groupId, uid, membership));
}

export const memberWrites: Policy = {
  of: 'groups/{groupId}/members/{uid}, written',
  cases: [
    ...[invitation, request, join, ban].flatMap(creationCases),
    ...forgedGroup,
    ...memberChanges,
    ...clever,
  ],
};
