/** Measures the cost of actions against their budgets. */
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  chatSummaryPath,
  commentPath,
  eventPath,
  groupPath,
  memberPath,
  messagePath,
  messagesPath,
  postPath,
  readMarkPath,
  votePath,
  wallCommentPath,
  wallPostPath,
  type GroupEvent,
  type Message,
  type Post,
  type Vote,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import {
  collection,
  doc,
  getCountFromServer,
  getDoc,
  getDocs,
  limit,
  onSnapshot,
  orderBy,
  query,
  serverTimestamp,
  setDoc,
  updateDoc,
  where,
} from 'firebase/firestore';
import { storedMember } from '../../testing/src/fixtures/documents.ts';
import { createComment, createEvent } from '../../testing/src/fixtures/clientWrites.ts';
import { storedSummary } from '../../testing/src/fixtures/content.ts';
import { sendCounted } from '../../testing/src/fixtures/counts.ts';
import {
  membershipWrites,
  type MembershipWriteName,
} from '../../testing/src/fixtures/membershipWrites.ts';
import {
  ACTOR,
  BYSTANDER,
  MEMBERSHIP_STATES,
  TARGET,
  type MembershipState,
} from '../../testing/src/fixtures/membershipStates.ts';
import { groupWith, profilesOf } from '../../testing/src/rules/seedData.ts';
import type { SeedData } from '../../testing/src/rules/policyCase.ts';
import { BUDGETS, type ActionCost } from '../../testing/src/cost/budgets.ts';
import { type CostMeter } from '../../testing/src/cost/costMeter.ts';
import { useCostTable } from '../../testing/src/cost/costTable.ts';

const memberNames = (count: number) => Array.from({ length: count }, (_unused, i) => `member${i}`);

const { expectWithin, ...costs } = useCostTable('cost-of-actions');
let meter: CostMeter;

beforeAll(async () => {
  meter = costs.meter();
  await meter.store(profilesOf(ACTOR, TARGET, BYSTANDER, ...memberNames(100)));
}, 60_000);

/** Functions recount a document at once if nobody wrote it for a second. */
const AFTER_IDLE = { afterIdle: true };
const untilIdle = () => wait(1000);

async function storeGroup(
  groupId: string,
  members: Record<string, MembershipState>,
  more: SeedData = {},
) {
  await meter.store({ ...groupWith(groupId, members, { titleSearch: 'chess club' }), ...more });
}

const allMembers = (names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, 'member' as const]));

/** Writes a membership as a client, with its count if it is limited. `writes` is the number of documents. */
async function change(
  groupId: string,
  name: MembershipWriteName,
  actorId: string,
  targetId: string,
  target: MembershipState,
  writes = 1,
): Promise<Partial<ActionCost>> {
  const change = { groupId, actorId, targetId, target: MEMBERSHIP_STATES[target] };
  await sendCounted(meter.as(actorId), actorId, membershipWrites(name, change));
  return { writes };
}

describe('a membership', () => {
  test('create group', async () => {
    await expectWithin('create group', BUDGETS['create group'], () =>
      change('creating', 'create a group', ACTOR, ACTOR, 'none', 3),
    );
  });

  test('invite', async () => {
    await storeGroup('inviting', { [ACTOR]: 'member' });
    await expectWithin(
      'invite',
      BUDGETS.invite,
      () => change('inviting', 'invite', ACTOR, TARGET, 'none', 2),
      AFTER_IDLE,
    );
  });

  test('decline an invite', async () => {
    await storeGroup('declining', { [ACTOR]: 'member' });
    await meter.costOf(() => change('declining', 'invite', ACTOR, TARGET, 'none'));
    await expectWithin(
      'decline an invite',
      BUDGETS['decline an invite'],
      async () => {
        await change('declining', 'delete the membership', TARGET, TARGET, 'invited');
        return { deletes: 1 };
      },
      AFTER_IDLE,
    );
  });

  test('accept an invite', async () => {
    const invite = { [memberPath('accepting', ACTOR)]: membership('accepting', ACTOR, 'invited') };
    await storeGroup('accepting', {}, invite);
    await expectWithin(
      'accept an invite',
      BUDGETS['accept an invite'],
      () => change('accepting', 'set joined', ACTOR, ACTOR, 'invited'),
      AFTER_IDLE,
    );
  });

  test('request to join, with three admins', async () => {
    await storeGroup('asking', { member0: 'admin', member1: 'admin' });
    await expectWithin(
      'request to join',
      BUDGETS['request to join'](3),
      () => change('asking', 'request to join', ACTOR, ACTOR, 'none', 2),
      AFTER_IDLE,
    );
  });

  test('approve, with three admins who were notified', async () => {
    await storeGroup('approving', { [ACTOR]: 'creator', member0: 'admin' });
    await meter.admin().doc(memberPath('approving', BYSTANDER)).update({ role: 'admin' });
    await meter.costOf(() => change('approving', 'request to join', TARGET, TARGET, 'none'));
    const cost = await expectWithin(
      'approve',
      BUDGETS.approve(3),
      () => change('approving', 'set joined', ACTOR, TARGET, 'waiting'),
      AFTER_IDLE,
    );
    expect(cost.deletes).toBe(3);
  });
});

const membership = (groupId: string, uid: string, state: Exclude<MembershipState, 'none'>) =>
  storedMember(groupId, uid, MEMBERSHIP_STATES[state]);

describe('reading', () => {
  test('browse 20', async () => {
    const groups = Array.from({ length: 25 }, (_unused, i) => groupWith(`browsed${i}`, {}));
    await meter.store(Object.assign({}, ...groups) as SeedData);
    await expectWithin('browse 20', BUDGETS['browse 20'], async () => {
      const open = query(
        collection(meter.as(TARGET), 'groups'),
        where('visibility', '==', 'public'),
        limit(20),
      );
      return { reads: (await getDocs(open)).size };
    });
  });

  test('open a chat of 50 and its unread count', async () => {
    const messages = documents(60, (i) => messagePath('chatting', `m${i}`), message);
    await storeGroup('chatting', { [ACTOR]: 'member' }, messages);
    const chat = collection(meter.as(ACTOR), messagesPath('chatting'));
    await expectWithin('open a chat of 50', BUDGETS['open a chat of 50'], async () => {
      const latest = query(chat, orderBy('createdAt', 'desc'), limit(50));
      return { reads: (await getDocs(latest)).size };
    });
    await expectWithin('unread counts', BUDGETS['unread counts'](1), async () => {
      const own = [readMarkPath(ACTOR, 'chatting'), memberPath('chatting', ACTOR)];
      await Promise.all(own.map((path) => getDoc(doc(meter.as(ACTOR), path))));
      const unread = query(
        chat,
        where('createdAt', '>', Timestamp.fromMillis(30).toDate()),
        limit(1000),
      );
      expect((await getCountFromServer(unread)).data().count).toBe(29);
      return { reads: own.length + 1 };
    });
  });
});

function documents(
  count: number,
  path: (i: number) => string,
  document: (i: number) => object,
): SeedData {
  const entries = Array.from({ length: count }, (_unused, i) => [path(i), document(i)] as const);
  return Object.fromEntries(entries);
}

const message = (at: number): Message<Timestamp> => ({
  authorId: BYSTANDER,
  text: 'Hello',
  createdAt: Timestamp.fromMillis(at),
});

/** Listens to the chat. Resolves when the listener is ready. `message` resolves when a message arrives. */
function listenToChat(uid: string): Promise<{ message: Promise<void> }> {
  return new Promise((resolve, reject) => {
    let onMessage: () => void;
    const message = new Promise<void>((resolveMessage) => (onMessage = resolveMessage));
    const stop = onSnapshot(
      query(collection(meter.as(uid), messagesPath('listening')), limit(50)),
      ({ size }) => {
        resolve({ message });
        if (size === 0) return;
        stop();
        onMessage();
      },
      reject,
    );
  });
}

describe('writing', () => {
  test('send a message to five listeners', async () => {
    const listeners = memberNames(5);
    await storeGroup(
      'listening',
      { [ACTOR]: 'member', ...allMembers(listeners) },
      { [chatSummaryPath('listening')]: storedSummary(BYSTANDER) },
    );
    await expectWithin('send a message', BUDGETS['send a message'](5), async () => {
      const listening = await Promise.all(listeners.map((uid) => listenToChat(uid)));
      const sent = doc(meter.as(ACTOR), messagePath('listening', 'm1'));
      await setDoc(sent, { authorId: ACTOR, text: 'Hello', createdAt: serverTimestamp() });
      await Promise.all(listening.map(({ message }) => message));
      return { writes: 1, reads: listeners.length };
    });
  });

  test('mark a chat read', async () => {
    await expectWithin('mark a chat read', BUDGETS['mark a chat read'], async () => {
      const mark = doc(meter.as(ACTOR), readMarkPath(ACTOR, 'chatting'));
      await setDoc(mark, { groupId: 'chatting', lastReadAt: serverTimestamp() });
      return { writes: 1 };
    });
  });

  test('post, and comment with its notification', async () => {
    await storeGroup('posting', { [ACTOR]: 'member', [TARGET]: 'member' });
    const post = postPath('posting', 'p1');
    const written = { authorId: ACTOR, content: 'Hello', createdAt: serverTimestamp() };
    await expectWithin('post', BUDGETS.post, async () => {
      await setDoc(doc(meter.as(ACTOR), post), { ...written, updatedAt: serverTimestamp() });
      return { writes: 1 };
    });
    const addComment = async () => {
      const comment = doc(meter.as(TARGET), commentPath('posting', 'p1', 'c1'));
      await setDoc(comment, { ...written, authorId: TARGET, updatedAt: serverTimestamp() });
      return { writes: 1 };
    };
    await expectWithin('comment', BUDGETS.comment, addComment, AFTER_IDLE);
    expect((await meter.admin().doc(post).get()).get('commentCount')).toBe(1);
  });
});

test('comment on a wall, with its notification', async () => {
  const path = wallPostPath(TARGET, 'p1');
  const now = Timestamp.now();
  const post: Post<Timestamp> = { authorId: TARGET, content: 'Hi', createdAt: now, updatedAt: now };
  await meter.store({ [path]: post });
  const addComment = async () => {
    const comment = createComment(wallCommentPath(TARGET, 'p1', 'c1'), ACTOR);
    await sendCounted(meter.as(ACTOR), ACTOR, [comment]);
    return { writes: 2 };
  };
  await expectWithin('comment on a wall', BUDGETS['comment on a wall'], addComment, AFTER_IDLE);
});

describe('an event', () => {
  test('notifies 30 members', async () => {
    await storeGroup('planning', { [ACTOR]: 'member', ...allMembers(memberNames(28)) });
    await expectWithin(
      'event with its fan-out',
      BUDGETS['event with its fan-out'](30),
      async () => {
        const eventTime = new Date(Date.now() + 1e9);
        const event = createEvent(eventPath('planning', 'e1'), ACTOR, eventTime);
        await sendCounted(meter.as(ACTOR), ACTOR, [event]);
        return { writes: 2 };
      },
      AFTER_IDLE,
    );
  });

  test('gets a hundred votes at once', async () => {
    const voters = memberNames(100);
    const now = Timestamp.now();
    const event: GroupEvent<Timestamp> = {
      creatorId: BYSTANDER,
      title: 'Match',
      eventTime: Timestamp.fromMillis(Date.now() + 1e9),
      createdAt: now,
      updatedAt: now,
      updatedBy: BYSTANDER,
    };
    await storeGroup('voting', allMembers(voters), { [eventPath('voting', 'e1')]: event });
    await untilIdle();
    await expectWithin('a hundred votes', BUDGETS['a hundred votes'], async () => {
      const vote = (uid: string) =>
        setDoc(doc(meter.as(uid), votePath('voting', 'e1', uid)), {
          userId: uid,
          vote: 'going',
          updatedAt: serverTimestamp(),
        });
      await Promise.all(voters.map(vote));
      return { writes: voters.length };
    });
    const stored = await meter.admin().doc(eventPath('voting', 'e1')).get();
    expect(stored.get('goingCount')).toBe(100);
  }, 60_000);
});

const futureEvent = (creatorId: string): GroupEvent<Timestamp> => {
  const eventTime = Timestamp.fromMillis(Date.now() + 1e9);
  const now = Timestamp.now();
  return {
    ...{ creatorId, title: 'Match', eventTime, toldTime: eventTime, updatedBy: creatorId },
    ...{ createdAt: now, updatedAt: now },
  };
};
const going = (userId: string): Vote<Timestamp> => ({
  userId,
  vote: 'going',
  updatedAt: Timestamp.now(),
});

test('an event is moved, with three voters', async () => {
  const voters = memberNames(3);
  const event = eventPath('moving', 'e1');
  const votes = voters.map((uid) => [votePath('moving', 'e1', uid), going(uid)] as const);
  await storeGroup(
    'moving',
    { [ACTOR]: 'creator', ...allMembers(voters) },
    { [event]: futureEvent(ACTOR), ...Object.fromEntries(votes) },
  );
  await expectWithin('move an event', BUDGETS['move an event'](3), async () => {
    const eventTime = new Date(Date.now() + 2e9);
    const changed = { eventTime, updatedAt: serverTimestamp(), updatedBy: ACTOR };
    await updateDoc(doc(meter.as(ACTOR), event), changed);
    return { writes: 1 };
  });
});

test('a member leaves, with two votes', async () => {
  const votes = ['e1', 'e2'].flatMap((id) => [
    [eventPath('leaving', id), { ...futureEvent(BYSTANDER), goingCount: 1 }] as const,
    [votePath('leaving', id, ACTOR), going(ACTOR)] as const,
  ]);
  await storeGroup('leaving', { [ACTOR]: 'member' }, Object.fromEntries<object>(votes));
  const cost = await expectWithin('leave with votes', BUDGETS['leave with votes'](2), () =>
    change('leaving', 'delete the membership', ACTOR, ACTOR, 'member', 0).then(() => ({
      deletes: 1,
    })),
  );
  expect(cost.deletes).toBe(3);
});

test('delete a group of 300 documents', async () => {
  const post: Post<Timestamp> = {
    authorId: BYSTANDER,
    content: 'Hello',
    createdAt: Timestamp.now(),
    updatedAt: Timestamp.now(),
  };
  const messages = documents(250, (i) => messagePath('deleting', `m${i}`), message);
  const posts = documents(
    27,
    (i) => postPath('deleting', `p${i}`),
    () => post,
  );
  await storeGroup(
    'deleting',
    { [ACTOR]: 'creator', ...allMembers(memberNames(20)) },
    { ...messages, ...posts },
  );
  await untilIdle();
  // The creator, the other members, the content and the group itself, of which a stub stays.
  const documentCount = 300;
  await expectWithin(
    'delete a group',
    BUDGETS['delete a group'](documentCount, 22, documentCount),
    async () => {
      const updatedAt = serverTimestamp();
      const deletion = { deletedAt: updatedAt, visibility: 'private', updatedAt };
      await updateDoc(doc(meter.as(ACTOR), groupPath('deleting')), deletion);
      return { writes: 1 };
    },
  );
  const stub = (await meter.admin().doc(groupPath('deleting')).get()).data()!;
  expect(Object.keys(stub).sort()).toEqual(['deletedAt', 'visibility']);
});
