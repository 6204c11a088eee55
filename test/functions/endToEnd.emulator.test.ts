/**
 * The built functions, with events and tasks that the emulators deliver, as clients see the effects. Other files test
 * each reaction alone.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  commentPath,
  eventPath,
  groupPath,
  memberPath,
  postPath,
  userPath,
  votePath,
} from '@firegroups/model';
import { deleteUser } from 'firebase/auth';
import {
  deleteDoc,
  doc,
  getDoc,
  serverTimestamp,
  setDoc,
  updateDoc,
  type DocumentData,
} from 'firebase/firestore';
import {
  acceptInvite,
  approveRequest,
  createEvent,
  createGroup,
  groupRef,
  inviteUser,
  notificationsQuery,
  requestToJoin,
  type Notification,
} from 'firegroups';
import { deleteApp, getApp, initializeApp } from 'firebase-admin/app';
import { getFirestore } from 'firebase-admin/firestore';
import { hostsFrom, type Person } from '../../testing/src/clients/client.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { followQuery, untilDocument } from '../../testing/src/clients/listening.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { createGroup as newGroup } from '../../testing/src/fixtures/clientWrites.ts';
import { sendCounted } from '../../testing/src/fixtures/counts.ts';
import { untilStored } from '../../testing/src/fixtures/untilStored.ts';

/** Several functions start here for the first time, and each start takes seconds. */
const TIMEOUT = 60_000;
const DAY = 24 * 60 * 60 * 1000;

const people = usePeople();
let ann: Person, bob: Person, cat: Person;

beforeAll(async () => {
  initializeApp({ projectId: hostsFrom().projectId });
  ann = await people.register('Ann');
  bob = await people.register('Bob');
  cat = await people.register('Cat');
}, TIMEOUT);

afterAll(async () => {
  await getFirestore().terminate();
  await deleteApp(getApp());
});

const at = ({ fg }: Person, path: string) => doc(fg.firestore, path);
const until = (person: Person, path: string, holds: (data: DocumentData | undefined) => boolean) =>
  untilDocument(at(person, path), holds);
const times = () => ({ createdAt: serverTimestamp(), updatedAt: serverTimestamp() });

/** Waits until a user has a notification with these fields. */
async function untilNotified(person: Person, expected: Partial<Notification>): Promise<void> {
  const notifications = followQuery(notificationsQuery(person.fg));
  const isExpected = (notification: Notification) =>
    Object.entries(expected).every(([field, value]) => notification[field as 'type'] === value);
  await notifications.until((all) => all.some(isExpected));
  notifications.stop();
}

/** Creates a group under an id that the client chose. */
const createWithId = ({ fg, uid }: Person, groupId: string) =>
  sendCounted(fg.firestore, uid, newGroup(groupId, uid));

/** Resolves when nothing but the stub of a deleted group is left in its document. */
async function untilReduced(path: string): Promise<void> {
  await untilStored(getFirestore().doc(path), (group) => group.get('creatorId') === undefined);
}

/** Creates a group that Bob joins by an invite and Cat by a request. */
async function createFullGroup(): Promise<string> {
  const groupId = await createGroup(ann.fg, { title: 'Chess club' });
  await inviteUser(ann.fg, groupId, bob.uid);
  await untilNotified(bob, { type: 'group_invite', groupId, actorName: 'Ann' });
  await acceptInvite(bob.fg, groupId);
  await requestToJoin(cat.fg, groupId);
  await untilNotified(ann, { type: 'join_request', groupId, subjectId: cat.uid });
  await approveRequest(ann.fg, groupId, cat.uid);
  await untilNotified(cat, { type: 'join_approved', groupId });
  await untilNotified(ann, { type: 'invite_accepted', groupId, subjectId: bob.uid });
  await untilDocument(groupRef(ann.fg, groupId), (group) => group?.memberCount === 3);
  return groupId;
}

describe('a group', () => {
  test(
    'notifies its members of what happens and counts it',
    async () => {
      const groupId = await createFullGroup();
      const post = postPath(groupId, 'p1');
      await setDoc(at(ann, post), { authorId: ann.uid, content: 'Who plays?', ...times() });
      const comment = commentPath(groupId, 'p1', 'c1');
      await setDoc(at(bob, comment), { authorId: bob.uid, content: 'I do.', ...times() });
      await untilNotified(ann, {
        type: 'post_comment',
        groupId,
        subjectId: 'p1',
        actorName: 'Bob',
      });
      await until(cat, post, (data) => data?.['commentCount'] === 1);

      const eventTime = new Date(Date.now() + DAY);
      const subjectId = await createEvent(bob.fg, groupId, { title: 'Match', eventTime });
      const event = eventPath(groupId, subjectId);
      await untilNotified(ann, { type: 'event_created', groupId, subjectId });
      await untilNotified(cat, { type: 'event_created', groupId, subjectId });

      const vote = votePath(groupId, subjectId, cat.uid);
      const seen: string[] = [];
      const see = (event: string) => () => seen.push(event);
      const shown = until(cat, vote, (data) => data?.['vote'] === 'going').then(see('the vote'));
      const tallied = until(cat, event, (data) => data?.['goingCount'] === 1).then(
        see('the tally'),
      );
      await setDoc(at(cat, vote), {
        userId: cat.uid,
        vote: 'going',
        updatedAt: serverTimestamp(),
      });
      await Promise.all([shown, tallied]);
      expect(seen).toEqual(['the vote', 'the tally']);
      await updateDoc(at(bob, event), {
        cancelledAt: serverTimestamp(),
        updatedAt: serverTimestamp(),
      });
      await untilNotified(cat, { type: 'event_cancelled', groupId, subjectId });

      await deleteDoc(at(ann, post));
      await until(bob, comment, (data) => data === undefined);
    },
    TIMEOUT,
  );

  test(
    'gets a new creator when its creator’s account is deleted, and leaves nothing when it is deleted',
    async () => {
      const groupId = await createFullGroup();
      await setDoc(at(ann, postPath(groupId, 'p1')), {
        authorId: ann.uid,
        content: 'Bye',
        ...times(),
      });
      await deleteUser(ann.fg.auth.currentUser!);
      await untilDocument(groupRef(bob.fg, groupId), (group) => group?.creatorId === bob.uid);
      await until(bob, memberPath(groupId, bob.uid), (data) => data?.['role'] === 'creator');
      await until(bob, memberPath(groupId, ann.uid), (data) => data === undefined);
      await untilDocument(groupRef(bob.fg, groupId), (group) => group?.memberCount === 2);
      await untilNotified(bob, { type: 'role_changed', groupId });
      await until(bob, userPath(ann.uid), (data) => data === undefined);

      await updateDoc(groupRef(bob.fg, groupId), {
        deletedAt: serverTimestamp(),
        visibility: 'private',
        updatedAt: serverTimestamp(),
      });
      await untilReduced(groupPath(groupId));
      const admin = getFirestore();
      const left = await Promise.all([
        ...['members', 'posts'].map((id) => admin.collection(`${groupPath(groupId)}/${id}`).get()),
        admin.collectionGroup('notifications').where('groupId', '==', groupId).get(),
      ]);
      expect(left.map(({ size }) => size)).toEqual([0, 0, 0]);

      await expectReason(requestToJoin(cat.fg, groupId), 'not-found');
      await expect(getDoc(groupRef(bob.fg, groupId))).rejects.toMatchObject({
        code: 'permission-denied',
      });
      await expect(createWithId(cat, groupId)).rejects.toMatchObject({ code: 'permission-denied' });
      await createWithId(cat, `${groupId}2`);
    },
    TIMEOUT,
  );
});
