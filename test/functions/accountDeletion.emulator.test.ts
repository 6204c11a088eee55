import { describe, expect, test } from '@jest/globals';
import {
  accountDeletionPath,
  devicePath,
  eventPath,
  groupPath,
  memberPath,
  notificationPath,
  readMarkPath,
  settingsPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
  type Membership,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import {
  runAccountDeletion,
  recordDeletedAccount,
  type AccountDeletionTask,
} from '../../functions/src/deletion/account.ts';
import { runWithCrash } from '../../testing/src/harness/io.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import {
  storedComment,
  storedDevice,
  storedEvent,
  storedNotification,
  storedPost,
  storedReadMark,
  storedVote,
} from '../../testing/src/fixtures/content.ts';
import { storedGroup, storedMember, storedUser } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';

const { firestore, tasks } = useAdmin('account-erasure');
const HOUR = 60 * 60 * 1000;

type Documents = Record<string, object>;

async function write(documents: Documents): Promise<void> {
  const batch = firestore().batch();
  for (const [path, data] of Object.entries(documents)) batch.set(firestore().doc(path), data);
  await batch.commit();
}

const dataOf = async (path: string) => (await firestore().doc(path).get()).data();

async function leftOf(documents: Documents): Promise<string[]> {
  const refs = Object.keys(documents).map((path) => firestore().doc(path));
  const found = await firestore().getAll(...refs);
  return found.filter(({ exists }) => exists).map(({ ref }) => ref.path);
}

/** Takes an account down as deleted. */
const takeDown = (uid: string, hoursAgo = 0) =>
  write({
    [accountDeletionPath(uid)]: { deletedAt: Timestamp.fromMillis(Date.now() - hoursAgo * HOUR) },
  });

async function erase(uid: string): Promise<void> {
  await takeDown(uid);
  await runAccountDeletion({ uid });
}

/** What is a user's own, in groups whose ids begin with theirs. */
function ownOf(uid: string): Documents {
  const standings: Record<string, Membership> = {
    joined: MEMBERSHIP_STATES.member,
    admin: MEMBERSHIP_STATES.admin,
    invited: MEMBERSHIP_STATES.invited,
    waiting: MEMBERSHIP_STATES.waiting,
    banned: MEMBERSHIP_STATES.banned,
  };
  const memberships = Object.entries(standings).map(([name, standing]): [string, object] => {
    const groupId = `${uid}-${name}`;
    return [memberPath(groupId, uid), storedMember(groupId, uid, standing)];
  });
  return {
    [userPath(uid)]: storedUser(uid),
    [settingsPath(uid)]: { notifications: {} },
    [readMarkPath(uid, 'chess')]: storedReadMark('chess'),
    [devicePath(uid, 'phone')]: storedDevice('phone'),
    [notificationPath(uid, 'told')]: storedNotification(),
    [wallPostPath(uid, 'p1')]: storedPost(uid),
    [wallCommentPath(uid, 'p1', 'c1')]: storedComment('guest'),
    // Its post is gone.
    [wallCommentPath(uid, 'p0', 'c1')]: storedComment('guest'),
    [votePath('chess', 'match', uid)]: storedVote(uid),
    [votePath('bridge', 'final', uid)]: storedVote(uid, 'not_going'),
    ...Object.fromEntries(memberships),
  };
}

describe('deleteAccountData', () => {
  test('leaves nothing of one’s own, and all of everybody else’s', async () => {
    const own = ownOf('ann');
    const others = Object.assign({}, ...['ann2', 'ann-', 'an', 'Ann'].map(ownOf)) as Documents;
    await write({ ...own, ...others });
    await erase('ann');
    expect(await leftOf(own)).toEqual([]);
    expect(await leftOf(others)).toEqual(Object.keys(others));
  });

  test('takes the name out of others’ notifications, which stay', async () => {
    const named = storedNotification({ actorId: 'bea', actorName: 'bea' });
    const notifications = Array.from({ length: 101 }, (_unused, i): [string, object] => [
      notificationPath(`reader${i}`, 'told'),
      named,
    ]);
    await write(Object.fromEntries(notifications));
    const other = notificationPath('reader', 'other');
    await write({ [other]: storedNotification({ actorId: 'bea2', actorName: 'bea2' }) });
    await erase('bea');
    const names = notifications.map(
      async ([path]) => (await dataOf(path))!['actorName'] as unknown,
    );
    expect(new Set(await Promise.all(names))).toEqual(new Set([null]));
    expect(await dataOf(notifications[0]![0])).toEqual({ ...named, actorName: null });
    expect(await dataOf(other)).toMatchObject({ actorName: 'bea2' });
  });

  test('leaves content in groups, where it belongs to the group', async () => {
    const content = { [eventPath('chess', 'planned')]: storedEvent('dora') };
    await write({ ...content, [userPath('dora')]: storedUser('dora') });
    await erase('dora');
    expect(await leftOf(content)).toEqual(Object.keys(content));
  });

  test('leaves all of an account that was not taken down as deleted', async () => {
    const own = ownOf('eve');
    await write(own);
    await runAccountDeletion({ uid: 'eve' });
    expect(await leftOf(own)).toEqual(Object.keys(own));
  });

  test('goes on being looked for for two hours, as long as its token may be good', async () => {
    await takeDown('fay', 1.9);
    await takeDown('gus', 2.1);
    for (const uid of ['fay', 'gus']) await runAccountDeletion({ uid });
    expect(await dataOf(accountDeletionPath('fay'))).toBeDefined();
    expect(await dataOf(accountDeletionPath('gus'))).toBeUndefined();
  });

  test('takes what was written by its token after the first time', async () => {
    await erase('hal');
    const late = ownOf('hal');
    await write(late);
    await runAccountDeletion({ uid: 'hal' });
    expect(await leftOf(late)).toEqual([]);
  });

  test('killed at any step, takes everything when it is begun anew', async () => {
    const own = ownOf('ida');
    await write({ ...own, ...groupOf('killed', 'ida', { zoe: MEMBERSHIP_STATES.member }) });
    await takeDown('ida');
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

/** A group that a user owns, with others who joined in this order, an hour apart. */
function groupOf(groupId: string, ownerId: string, others: Record<string, Membership>): Documents {
  const members = Object.entries({ [ownerId]: MEMBERSHIP_STATES.creator, ...others });
  return {
    [groupPath(groupId)]: storedGroup(ownerId),
    ...Object.fromEntries(
      members.map(([uid, standing], i) => {
        const joinedAt =
          standing.status === 'joined' ? Timestamp.fromMillis(Date.now() + (i - 10) * HOUR) : null;
        return [memberPath(groupId, uid), { ...storedMember(groupId, uid, standing), joinedAt }];
      }),
    ),
  };
}

describe('a group whose owner’s account is deleted', () => {
  const { member, admin, invited, waiting, banned } = MEMBERSHIP_STATES;

  test.each([
    ['the admin who joined first', { mia: member, ada: admin, abe: admin }, 'ada'],
    [
      'else to the member who joined first',
      { bob: invited, dan: waiting, eva: banned, mia: member, max: member },
      'mia',
    ],
  ])('passes to %s', async (name, others, successor) => {
    const groupId = name.replaceAll(' ', '-');
    const owner = `owner-of-${groupId}`;
    await write(groupOf(groupId, owner, others));
    await erase(owner);
    expect(await dataOf(groupPath(groupId))).toMatchObject({
      creatorId: successor,
      visibility: 'public',
    });
    expect(await dataOf(groupPath(groupId))).not.toHaveProperty('deletedAt');
    const roles = await Promise.all(
      Object.keys(others).map(async (uid) => {
        const { role, status } = (await dataOf(memberPath(groupId, uid)))!;
        return [uid, role === 'creator' ? 'creator' : (status as string)];
      }),
    );
    const creators = roles.filter(([, role]) => role === 'creator');
    expect(creators).toEqual([[successor, 'creator']]);
    expect(roles).toHaveLength(Object.keys(others).length);
    expect(await dataOf(memberPath(groupId, owner))).toBeUndefined();
  });

  test('in which nobody else is joined is being erased', async () => {
    await write(groupOf('lonely', 'jan', { bob: invited, dan: waiting, eva: banned }));
    await erase('jan');
    const group = (await dataOf(groupPath('lonely')))!;
    expect(group).toMatchObject({ visibility: 'private', creatorId: 'jan' });
    expect(group['deletedAt']).toEqual(group['updatedAt']);
    expect(await dataOf(memberPath('lonely', 'jan'))).toBeUndefined();
  });

  test('that is being erased already passes to nobody', async () => {
    await write(groupOf('erased', 'kim', { mia: member }));
    await firestore().doc(groupPath('erased')).update({ deletedAt: Timestamp.now() });
    await erase('kim');
    expect(await dataOf(groupPath('erased'))).toMatchObject({ creatorId: 'kim' });
    expect(await dataOf(memberPath('erased', 'mia'))).toMatchObject({ role: 'member' });
    expect(await dataOf(memberPath('erased', 'kim'))).toBeUndefined();
  });

  test('passes on in one write, and to one alone, when it is erased twice at once', async () => {
    await write(groupOf('twice', 'lea', { mia: member, max: member }));
    await takeDown('lea');
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
  test('takes the account down and has it erased, once', async () => {
    const own = ownOf('moe');
    await write(own);
    await recordDeletedAccount('moe');
    await recordDeletedAccount('moe');
    expect(tasks.waiting<AccountDeletionTask>('deleteAccountData')).toEqual([{ uid: 'moe' }]);
    expect(await leftOf(own)).toEqual(Object.keys(own));
    await tasks.run('deleteAccountData');
    expect(await leftOf(own)).toEqual([]);
  });
});
