import { describe, expect, test } from '@jest/globals';
import {
  accountDeletionPath,
  chatSummaryPath,
  cooldownPath,
  devicePath,
  eventPath,
  groupPath,
  limitPath,
  memberPath,
  notificationPath,
  readMarkPath,
  pushTargetsPath,
  recentPushPath,
  settingsPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
  type Membership,
} from '@firegroups/model';
import { getAuth } from 'firebase-admin/auth';
import { Timestamp } from 'firebase-admin/firestore';
import {
  runAccountDeletion,
  recordDeletedAccount,
  type AccountDeletionTask,
} from '../../functions/src/deletion/account.ts';
import { sweep } from '../../functions/src/deletion/sweep.ts';
import { runWithCrash } from '../../testing/src/harness/io.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import {
  storedComment,
  storedCooldown,
  storedDevice,
  storedEvent,
  storedLimit,
  storedNotification,
  storedPost,
  storedReadMark,
  storedVote,
} from '../../testing/src/fixtures/content.ts';
import { deviceIdOf } from '../../testing/src/fixtures/deviceId.ts';
import { storedGroup, storedMember, storedUser } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf, leftOf, store, type Documents } from '../../testing/src/fixtures/store.ts';

const { firestore, tasks } = useAdmin('account-deletion');
const HOUR = 60 * 60 * 1000;

/** Records that an account was deleted. */
const recordDeletion = (uid: string, hoursAgo = 0) =>
  store({
    [accountDeletionPath(uid)]: { deletedAt: Timestamp.fromMillis(Date.now() - hoursAgo * HOUR) },
  });

async function deleteAccount(uid: string): Promise<void> {
  await recordDeletion(uid);
  await runAccountDeletion({ uid });
}

/** The documents of a user, with memberships in groups whose ids begin with the user's id. */
function documentsOf(uid: string): Documents {
  const states: Record<string, Membership> = {
    joined: MEMBERSHIP_STATES.member,
    admin: MEMBERSHIP_STATES.admin,
    invited: MEMBERSHIP_STATES.invited,
    waiting: MEMBERSHIP_STATES.waiting,
    banned: MEMBERSHIP_STATES.banned,
  };
  const memberships = Object.entries(states).map(([name, state]): [string, object] => {
    const groupId = `${uid}-${name}`;
    return [memberPath(groupId, uid), storedMember(groupId, uid, state)];
  });
  return {
    [userPath(uid)]: storedUser(uid),
    [settingsPath(uid)]: { notifications: {} },
    [readMarkPath(uid, 'chess')]: storedReadMark('chess'),
    [limitPath(uid, 'events')]: storedLimit(),
    [cooldownPath('chess', uid)]: storedCooldown(uid),
    [devicePath(deviceIdOf(`${uid} phone`))]: storedDevice(uid, `${uid} phone`),
    [pushTargetsPath(uid)]: { devices: [], wanted: [], groups: [], mutedUntil: {} },
    [recentPushPath(uid, 'key')]: { notificationId: 'n1', expiresAt: Timestamp.now() },
    [notificationPath(uid, 'n1')]: storedNotification(),
    [wallPostPath(uid, 'p1')]: storedPost(uid),
    [wallCommentPath(uid, 'p1', 'c1')]: storedComment('guest'),
    // Its post is deleted.
    [wallCommentPath(uid, 'p0', 'c1')]: storedComment('guest'),
    [votePath('chess', 'match', uid)]: storedVote(uid),
    [votePath('bridge', 'final', uid)]: storedVote(uid, 'not_going'),
    ...Object.fromEntries(memberships),
  };
}

describe('runAccountDeletion', () => {
  test('deletes everything of the user and nothing of other users', async () => {
    const own = documentsOf('ann');
    const others = Object.assign(
      {},
      ...['ann2', 'ann-', 'an', 'Ann'].map(documentsOf),
    ) as Documents;
    await store({ ...own, ...others });
    await deleteAccount('ann');
    expect(await leftOf(own)).toEqual([]);
    expect(await leftOf(others)).toEqual(Object.keys(others));
  });

  test('removes the name from other users’ notifications and keeps them', async () => {
    const named = storedNotification({ actorId: 'bea', actorName: 'bea' });
    const notifications = Array.from({ length: 101 }, (_unused, i): [string, object] => [
      notificationPath(`reader${i}`, 'n1'),
      named,
    ]);
    await store(Object.fromEntries(notifications));
    const other = notificationPath('reader', 'other');
    await store({ [other]: storedNotification({ actorId: 'bea2', actorName: 'bea2' }) });
    await deleteAccount('bea');
    const names = notifications.map(
      async ([path]) => (await dataOf(path))!['actorName'] as unknown,
    );
    expect(new Set(await Promise.all(names))).toEqual(new Set([null]));
    expect(await dataOf(notifications[0]![0])).toEqual({ ...named, actorName: null });
    expect(await dataOf(other)).toMatchObject({ actorName: 'bea2' });
  });

  test('removes the name from summaries of chats and keeps the rest', async () => {
    const summaryOf = (authorId: string) => ({
      last: {
        id: 'm1',
        authorId,
        authorName: authorId,
        text: 'Hi',
        image: false,
        at: Timestamp.now(),
      },
      recent: [],
    });
    const [own, other] = [chatSummaryPath('by-fay'), chatSummaryPath('by-fay2')];
    const summary = summaryOf('fay');
    await store({ [own]: summary, [other]: summaryOf('fay2') });
    await deleteAccount('fay');
    expect(await dataOf(own)).toEqual({ ...summary, last: { ...summary.last, authorName: null } });
    expect(await dataOf(other)).toMatchObject({ last: { authorName: 'fay2' } });
  });

  test('keeps the content in groups, which belongs to the group', async () => {
    const content = { [eventPath('chess', 'planned')]: storedEvent('dora') };
    await store({ ...content, [userPath('dora')]: storedUser('dora') });
    await deleteAccount('dora');
    expect(await leftOf(content)).toEqual(Object.keys(content));
  });

  test('keeps everything of an account whose deletion is not recorded', async () => {
    const own = documentsOf('eve');
    await store(own);
    await runAccountDeletion({ uid: 'eve' });
    expect(await leftOf(own)).toEqual(Object.keys(own));
  });

  test('keeps the record for two hours, in which the token can be valid', async () => {
    await recordDeletion('fay', 1.9);
    await recordDeletion('gus', 2.1);
    for (const uid of ['fay', 'gus']) await runAccountDeletion({ uid });
    expect(await dataOf(accountDeletionPath('fay'))).toBeDefined();
    expect(await dataOf(accountDeletionPath('gus'))).toBeUndefined();
  });

  test('deletes what the token wrote after the first run', async () => {
    await deleteAccount('hal');
    const late = documentsOf('hal');
    await store(late);
    await runAccountDeletion({ uid: 'hal' });
    expect(await leftOf(late)).toEqual([]);
  });

  test('deletes everything when it runs again after a crash at any step', async () => {
    const own = documentsOf('ida');
    await store({ ...own, ...groupOf('killed', 'ida', { zoe: MEMBERSHIP_STATES.member }) });
    await recordDeletion('ida');
    let crashes = 0;
    for (let point = 1; ; point++) {
      const run = () => runAccountDeletion({ uid: 'ida' });
      if ((await runWithCrash(run, { point, when: 'after' })) === 'finished') break;
      crashes++;
    }
    expect(crashes).toBeGreaterThan(10);
    expect(await leftOf(own)).toEqual([]);
    expect(await dataOf(groupPath('killed'))).toMatchObject({ creatorId: 'zoe' });
  }, 120_000);
});

/** A group that a user created, with others who joined in this order, an hour apart. */
function groupOf(
  groupId: string,
  creatorId: string,
  others: Record<string, Membership>,
): Documents {
  const members = Object.entries({ [creatorId]: MEMBERSHIP_STATES.creator, ...others });
  return {
    [groupPath(groupId)]: storedGroup(creatorId),
    ...Object.fromEntries(
      members.map(([uid, state], i) => {
        const joinedAt =
          state.status === 'joined' ? Timestamp.fromMillis(Date.now() + (i - 10) * HOUR) : null;
        return [
          memberPath(groupId, uid),
          { ...storedMember(groupId, uid, state), joinedAt, updatedBy: creatorId },
        ];
      }),
    ),
  };
}

describe('a group whose creator’s account is deleted', () => {
  const { member, admin, invited, waiting, banned } = MEMBERSHIP_STATES;

  test.each([
    ['the admin who joined first', { mia: member, ada: admin, abe: admin }, 'ada'],
    [
      'otherwise the member who joined first',
      { bob: invited, dan: waiting, eva: banned, mia: member, max: member },
      'mia',
    ],
  ])('gets a new creator: %s', async (name, others, successor) => {
    const groupId = name.replaceAll(' ', '-');
    const creator = `creator-of-${groupId}`;
    await store(groupOf(groupId, creator, others));
    await deleteAccount(creator);
    expect(await dataOf(groupPath(groupId))).toMatchObject({
      creatorId: successor,
      visibility: 'public',
    });
    expect(await dataOf(groupPath(groupId))).not.toHaveProperty('deletedAt');
    // No user made the successor the creator.
    expect(await dataOf(memberPath(groupId, successor))).not.toHaveProperty('updatedBy');
    const roles = await Promise.all(
      Object.keys(others).map(async (uid) => {
        const { role, status } = (await dataOf(memberPath(groupId, uid)))!;
        return [uid, role === 'creator' ? 'creator' : (status as string)];
      }),
    );
    const creators = roles.filter(([, role]) => role === 'creator');
    expect(creators).toEqual([[successor, 'creator']]);
    expect(roles).toHaveLength(Object.keys(others).length);
    expect(await dataOf(memberPath(groupId, creator))).toBeUndefined();
  });

  test('is being deleted if nobody else is joined', async () => {
    await store(groupOf('lonely', 'jan', { bob: invited, dan: waiting, eva: banned }));
    await deleteAccount('jan');
    const group = (await dataOf(groupPath('lonely')))!;
    expect(group).toMatchObject({ visibility: 'private', creatorId: 'jan' });
    expect(group['deletedAt']).toEqual(group['updatedAt']);
    expect(await dataOf(memberPath('lonely', 'jan'))).toBeUndefined();
  });

  test('gets no new creator if it is already being deleted', async () => {
    await store(groupOf('deleted', 'kim', { mia: member }));
    await firestore().doc(groupPath('deleted')).update({ deletedAt: Timestamp.now() });
    await deleteAccount('kim');
    expect(await dataOf(groupPath('deleted'))).toMatchObject({ creatorId: 'kim' });
    expect(await dataOf(memberPath('deleted', 'mia'))).toMatchObject({ role: 'member' });
    expect(await dataOf(memberPath('deleted', 'kim'))).toBeUndefined();
  });

  test('gets exactly one new creator if the deletion runs twice at once', async () => {
    await store(groupOf('twice', 'lea', { mia: member, max: member }));
    await recordDeletion('lea');
    await Promise.allSettled([
      runAccountDeletion({ uid: 'lea' }),
      runAccountDeletion({ uid: 'lea' }),
    ]);
    await runAccountDeletion({ uid: 'lea' });
    expect(await dataOf(groupPath('twice'))).toMatchObject({ creatorId: 'mia' });
    expect(await dataOf(memberPath('twice', 'mia'))).toMatchObject({ role: 'creator' });
    expect(await dataOf(memberPath('twice', 'max'))).toMatchObject({ role: 'member' });
  });
});

describe('recordDeletedAccount', () => {
  test('records the deletion and schedules one task', async () => {
    const own = documentsOf('moe');
    await store(own);
    await recordDeletedAccount('moe');
    await recordDeletedAccount('moe');
    expect(tasks.waiting<AccountDeletionTask>('deleteAccountData')).toEqual([{ uid: 'moe' }]);
    expect(await leftOf(own)).toEqual(Object.keys(own));
    await tasks.run('deleteAccountData');
    expect(await leftOf(own)).toEqual([]);
  });
});

describe('an account that is created again with the same uid', () => {
  /** A user with an account, a profile and a group of their own. */
  async function create(uid: string): Promise<Documents> {
    await getAuth().createUser({ uid });
    const data = { ...documentsOf(uid), ...groupOf(`${uid}-own`, uid, {}) };
    await store(data);
    return data;
  }

  async function remove(uid: string): Promise<void> {
    await getAuth().deleteUser(uid);
    await recordDeletedAccount(uid);
  }

  test('keeps its data: the record of the first deletion goes', async () => {
    await create('ned');
    await remove('ned');
    await tasks.run('deleteAccountData');
    const data = await create('ned');
    await sweep();
    await tasks.run('deleteAccountData');
    expect(await leftOf(data)).toEqual(Object.keys(data));
    expect(await dataOf(accountDeletionPath('ned'))).toBeUndefined();
  });

  test('keeps its data if the event of the first deletion arrives late', async () => {
    const data = await create('oda');
    await recordDeletedAccount('oda');
    await tasks.run('deleteAccountData');
    expect(await leftOf(data)).toEqual(Object.keys(data));
    expect(await dataOf(accountDeletionPath('oda'))).toBeUndefined();
  });

  test('also keeps what a stopped deletion has left of the first account', async () => {
    await create('pia');
    await remove('pia');
    await runWithCrash(() => runAccountDeletion({ uid: 'pia' }), { point: 5, when: 'after' });
    expect(await dataOf(userPath('pia'))).toBeUndefined();
    const left = await leftOf(documentsOf('pia'));
    expect(left).not.toEqual([]);
    await getAuth().createUser({ uid: 'pia' });
    await store({ [userPath('pia')]: storedUser('Pia') });
    await sweep();
    await tasks.run('deleteAccountData');
    expect(await leftOf(documentsOf('pia'))).toEqual([userPath('pia'), ...left]);
  });

  test('loses its data when it is deleted again', async () => {
    await create('quin');
    await remove('quin');
    await tasks.run('deleteAccountData');
    await create('quin');
    await remove('quin');
    await sweep();
    await tasks.run('deleteAccountData');
    expect(await leftOf(documentsOf('quin'))).toEqual([]);
    expect(await dataOf(groupPath('quin-own'))).toHaveProperty('deletedAt');
  });
});
