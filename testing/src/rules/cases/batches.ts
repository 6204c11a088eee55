/** Batches: every write is decided on what was there before, not on what the same batch makes. */
import {
  eventPath,
  groupPath,
  memberPath,
  messagePath,
  postPath,
  commentPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import {
  doc,
  serverTimestamp,
  writeBatch,
  type Firestore,
  type WriteBatch,
} from 'firebase/firestore';
import { createdGroup, createdMember, storedMember } from '../../fixtures/documents.ts';
import { ACTOR, MEMBERSHIP_STATES, TARGET } from '../../fixtures/membershipStates.ts';
import { createdDocument } from '../documentCases.ts';
import { allowed, denied, type Policy, type PolicyCase } from '../policyCase.ts';
import { groupWith, profilesOf } from '../worlds.ts';
import { inDays, storedEvent } from './events.ts';
import { commentFields, postFields } from './posts.ts';

type At = (path: string) => ReturnType<typeof doc>;

/** Writes in one batch. */
const batch =
  (fill: (batch: WriteBatch, at: At, groupId: string) => void) =>
  (firestore: Firestore, groupId: string): Promise<void> => {
    const writes = writeBatch(firestore);
    fill(writes, (path) => doc(firestore, path), groupId);
    return writes.commit();
  };

const now = { updatedAt: serverTimestamp() };
const joins = { status: 'joined', joinedAt: serverTimestamp(), ...now };
const waits = { role: 'member', status: 'pending_request', invitedBy: null } as const;
const invited = { role: 'member', status: 'pending_invite', invitedBy: ACTOR } as const;
const going = { userId: ACTOR, vote: 'going', ...now };

const founds = (writes: WriteBatch, at: At, groupId: string) => {
  const creator = { role: 'creator', status: 'joined', invitedBy: null } as const;
  writes.set(at(groupPath(groupId)), createdGroup(ACTOR));
  writes.set(at(memberPath(groupId, ACTOR)), createdMember(groupId, ACTOR, creator));
};

const cases: PolicyCase[] = [
  denied({
    name: 'refuses a message in the batch that founds the group',
    by: ACTOR,
    given: () => profilesOf(ACTOR),
    does: batch((writes, at, groupId) => {
      founds(writes, at, groupId);
      const message = { authorId: ACTOR, text: 'First', createdAt: serverTimestamp() };
      writes.set(at(messagePath(groupId, 'm1')), message);
    }),
  }),
  denied({
    name: 'refuses an invite in the batch that founds the group',
    by: ACTOR,
    given: () => profilesOf(ACTOR, TARGET),
    does: batch((writes, at, groupId) => {
      founds(writes, at, groupId);
      writes.set(at(memberPath(groupId, TARGET)), createdMember(groupId, TARGET, invited));
    }),
  }),
  denied({
    name: 'refuses a request in the batch that creates the profile',
    by: ACTOR,
    given: (groupId) => ({ ...groupWith(groupId, {}), [userPath(ACTOR)]: null }),
    does: batch((writes, at, groupId) => {
      writes.set(at(userPath(ACTOR)), { displayName: 'A', createdAt: serverTimestamp(), ...now });
      writes.set(at(memberPath(groupId, ACTOR)), createdMember(groupId, ACTOR, waits));
    }),
  }),
  denied({
    name: 'refuses an invite in the batch that founds anew a group of which a membership is left',
    by: ACTOR,
    given: (groupId) => ({
      ...profilesOf(ACTOR, TARGET),
      [memberPath(groupId, ACTOR)]: storedMember(groupId, ACTOR, MEMBERSHIP_STATES.creator),
    }),
    does: batch((writes, at, groupId) => {
      writes.set(at(groupPath(groupId)), createdGroup(ACTOR));
      writes.set(at(memberPath(groupId, TARGET)), createdMember(groupId, TARGET, invited));
    }),
  }),
  allowed({
    name: 'allows the creator to ban somebody in the batch that has the group erased',
    by: ACTOR,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'creator', [TARGET]: 'member' }),
    does: batch((writes, at, groupId) => {
      const erasure = { deletedAt: serverTimestamp(), visibility: 'private', ...now };
      writes.update(at(groupPath(groupId)), erasure);
      writes.update(at(memberPath(groupId, TARGET)), { status: 'banned', ...now });
    }),
  }),
  allowed({
    name: 'allows an admin to approve a request in the batch by which they leave',
    by: ACTOR,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'admin', [TARGET]: 'waiting' }),
    does: batch((writes, at, groupId) => {
      writes.update(at(memberPath(groupId, TARGET)), joins);
      writes.delete(at(memberPath(groupId, ACTOR)));
    }),
  }),
  denied({
    name: 'refuses to bring back a cancelled event by deleting and creating it in one batch',
    by: ACTOR,
    given: (groupId) => ({
      ...groupWith(groupId, { [ACTOR]: 'admin' }),
      [eventPath(groupId, 'e1')]: storedEvent({ cancelledAt: inDays(-1) }),
    }),
    does: batch((writes, at, groupId) => {
      const event = {
        creatorId: ACTOR,
        title: 'T',
        eventTime: inDays(1),
        createdAt: serverTimestamp(),
      };
      writes.delete(at(eventPath(groupId, 'e1')));
      writes.set(at(eventPath(groupId, 'e1')), { ...event, ...now });
    }),
  }),
  denied({
    name: 'refuses to transfer the ownership and demote the heir in one batch',
    by: ACTOR,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'creator', [TARGET]: 'member' }),
    does: batch((writes, at, groupId) => {
      writes.update(at(memberPath(groupId, TARGET)), { role: 'creator', ...now });
      writes.update(at(memberPath(groupId, ACTOR)), { role: 'admin', ...now });
      writes.update(at(groupPath(groupId)), { creatorId: TARGET, ...now });
      writes.update(at(memberPath(groupId, TARGET)), { role: 'admin', ...now });
    }),
  }),
  denied({
    name: 'refuses a comment in the batch that creates the post',
    by: ACTOR,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'member' }),
    does: batch((writes, at, groupId) => {
      writes.set(at(postPath(groupId, 'p1')), createdDocument({ fields: postFields(ACTOR) }));
      const comment = createdDocument({ fields: commentFields(ACTOR) });
      writes.set(at(commentPath(groupId, 'p1', 'c1')), comment);
    }),
  }),
  denied({
    name: 'refuses a wall comment in the batch that creates the post',
    by: ACTOR,
    given: () => ({
      [wallPostPath(ACTOR, 'p1')]: null,
      [wallCommentPath(ACTOR, 'p1', 'c1')]: null,
    }),
    does: batch((writes, at) => {
      writes.set(at(wallPostPath(ACTOR, 'p1')), createdDocument({ fields: postFields(ACTOR) }));
      const comment = createdDocument({ fields: commentFields(ACTOR) });
      writes.set(at(wallCommentPath(ACTOR, 'p1', 'c1')), comment);
    }),
  }),
  denied({
    name: 'refuses a vote in the batch that creates the event',
    by: ACTOR,
    given: (groupId) => groupWith(groupId, { [ACTOR]: 'member' }),
    does: batch((writes, at, groupId) => {
      const event = {
        creatorId: ACTOR,
        title: 'T',
        eventTime: inDays(1),
        createdAt: serverTimestamp(),
      };
      writes.set(at(eventPath(groupId, 'e1')), { ...event, ...now });
      writes.set(at(votePath(groupId, 'e1', ACTOR)), going);
    }),
  }),
  allowed({
    name: 'allows a vote in the batch that cancels the event',
    by: ACTOR,
    given: (groupId) => ({
      ...groupWith(groupId, { [ACTOR]: 'admin' }),
      [eventPath(groupId, 'e1')]: storedEvent(),
    }),
    does: batch((writes, at, groupId) => {
      writes.update(at(eventPath(groupId, 'e1')), { cancelledAt: serverTimestamp(), ...now });
      writes.set(at(votePath(groupId, 'e1', ACTOR)), going);
    }),
  }),
  denied({
    name: 'refuses a vote in the batch that moves an event that has begun to a time to come',
    by: ACTOR,
    given: (groupId) => ({
      ...groupWith(groupId, { [ACTOR]: 'admin' }),
      [eventPath(groupId, 'e1')]: storedEvent({ eventTime: inDays(-1) }),
    }),
    does: batch((writes, at, groupId) => {
      writes.update(at(eventPath(groupId, 'e1')), { eventTime: inDays(1), ...now });
      writes.set(at(votePath(groupId, 'e1', ACTOR)), going);
    }),
  }),
];

export const batches: Policy = { of: 'batches', cases };
