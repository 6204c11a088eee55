/** What each action of design/qualities.md costs, metered: the rules' reads, the functions', and what clients do. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  commentPath,
  eventPath,
  groupPath,
  memberPath,
  messagePath,
  messagesPath,
  postPath,
  readMarkPath,
  votePath,
  type GroupEvent,
  type Message,
  type Post,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import {
  collection,
  doc,
  getCountFromServer,
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
import { send } from '../../testing/src/fixtures/clientWrites.ts';
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
import { openCostMeter, type CostMeter } from '../../testing/src/cost/action.ts';
import { BUDGETS, type ActionCost, type Budget } from '../../testing/src/cost/budgets.ts';

/** Everybody's name in a crowd. */
const crowd = (count: number) => Array.from({ length: count }, (_unused, i) => `member${i}`);

let meter: CostMeter;
/** By action; printed at the end. */
const metered: [action: string, cost: ActionCost, budget: Budget][] = [];

beforeAll(async () => {
  meter = await openCostMeter('cost-of-actions');
  await meter.store(profilesOf(ACTOR, TARGET, BYSTANDER, ...crowd(100)));
}, 60_000);

afterAll(async () => {
  const rows = metered.map(([action, cost, budget]) => [action, withBudgets(cost, budget)]);
  console.table(Object.fromEntries(rows));
  await meter.close();
});

const COLUMNS = ['reads', 'writes', 'deletes', 'invocations'] as const;

function withBudgets(cost: ActionCost, { beyond, ...budget }: Budget): Record<string, string> {
  return Object.fromEntries(
    COLUMNS.map((column) => {
      const more = beyond?.[column] ? ` + ${beyond[column]}` : '';
      return [column, `${cost[column]} of ${budget[column]}${more}`];
    }),
  );
}

/** Takes the action and holds it to its budget, and to what is granted beyond it. */
async function expectWithin(
  action: keyof typeof BUDGETS,
  budget: Budget,
  does: () => Promise<Partial<ActionCost>>,
): Promise<ActionCost> {
  const cost = await meter.costOf(does);
  metered.push([action, cost, budget]);
  for (const column of COLUMNS) {
    const most = budget[column] + (budget.beyond?.[column] ?? 0);
    expect([column, cost[column] <= most ? 'within budget' : cost[column]]).toEqual([
      column,
      'within budget',
    ]);
  }
  return cost;
}

/** Waits until a document was left alone for a second: what is counted in it is counted at once then. */
async function untilLeftAlone(path: string): Promise<void> {
  const { updateTime } = await meter.admin().doc(path).get();
  while (Date.now() - updateTime!.toMillis() < 1000) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** A group in which these people stand so, left alone for a second. */
async function newGroup(
  groupId: string,
  standings: Record<string, MembershipState>,
  more: SeedData = {},
) {
  const group = groupWith(groupId, standings, { titleSearch: 'chess club' });
  await meter.store({ ...group, ...more });
  await untilLeftAlone(groupPath(groupId));
}

/** Writes a membership as a client does: one document, or as many as `writes` says. */
async function change(
  groupId: string,
  name: MembershipWriteName,
  actorId: string,
  targetId: string,
  target: MembershipState,
  writes = 1,
): Promise<Partial<ActionCost>> {
  const change = { groupId, actorId, targetId, target: MEMBERSHIP_STATES[target] };
  await send(meter.as(actorId), membershipWrites(name, change));
  return { writes };
}

describe('a membership', () => {
  test('create group', async () => {
    await expectWithin('create group', BUDGETS['create group'], () =>
      change('founded', 'create a group', ACTOR, ACTOR, 'none', 2),
    );
  });

  test('invite', async () => {
    await newGroup('inviting', { [ACTOR]: 'member' });
    await expectWithin('invite', BUDGETS.invite, () =>
      change('inviting', 'invite', ACTOR, TARGET, 'none'),
    );
  });

  test('accept an invite', async () => {
    const invite = { [memberPath('accepting', ACTOR)]: membership('accepting', ACTOR, 'invited') };
    await newGroup('accepting', {}, invite);
    await expectWithin('accept an invite', BUDGETS['accept an invite'], () =>
      change('accepting', 'set joined', ACTOR, ACTOR, 'invited'),
    );
  });

  test('request to join, with three staff', async () => {
    await newGroup('asking', { member0: 'admin', member1: 'admin' });
    await expectWithin('request to join', BUDGETS['request to join'](3), () =>
      change('asking', 'request to join', ACTOR, ACTOR, 'none'),
    );
  });

  test('approve, with three staff who were told', async () => {
    await newGroup('approving', { [ACTOR]: 'creator', member0: 'admin' });
    await meter.admin().doc(memberPath('approving', BYSTANDER)).update({ role: 'admin' });
    await meter.costOf(() => change('approving', 'request to join', TARGET, TARGET, 'none'));
    await untilLeftAlone(groupPath('approving'));
    const cost = await expectWithin('approve', BUDGETS.approve(3), () =>
      change('approving', 'set joined', ACTOR, TARGET, 'waiting'),
    );
    expect(cost.deletes).toBe(3);
  });
});

const membership = (groupId: string, uid: string, standing: Exclude<MembershipState, 'none'>) =>
  storedMember(groupId, uid, MEMBERSHIP_STATES[standing]);

describe('reading', () => {
  test('browse 20', async () => {
    const names = Array.from({ length: 25 }, (_unused, i) => `browsed${i}`);
    for (const name of names) await meter.store(groupWith(name, {}));
    await expectWithin('browse 20', BUDGETS['browse 20'], async () => {
      const open = query(
        collection(meter.as(TARGET), 'groups'),
        where('visibility', '==', 'public'),
        limit(20),
      );
      return { reads: (await getDocs(open)).size };
    });
  });

  test('open a chat of 50, and its unread count', async () => {
    const messages = manyOf(60, (i) => messagePath('chatting', `m${i}`), message);
    await newGroup('chatting', { [ACTOR]: 'member' }, messages);
    const chat = collection(meter.as(ACTOR), messagesPath('chatting'));
    await expectWithin('open a chat of 50', BUDGETS['open a chat of 50'], async () => {
      const latest = query(chat, orderBy('createdAt', 'desc'), limit(50));
      return { reads: (await getDocs(latest)).size };
    });
    await expectWithin('unread counts', BUDGETS['unread counts'](1), async () => {
      const unread = query(chat, where('createdAt', '>', Timestamp.fromMillis(30).toDate()));
      expect((await getCountFromServer(unread)).data().count).toBe(29);
      return { reads: 1 };
    });
  });
});

function manyOf(
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

/** Resolves when somebody listens to the chat; `message` then resolves when one has come, and the listener is closed. */
function listenToChat(uid: string): Promise<{ message: Promise<void> }> {
  return new Promise((resolve, reject) => {
    let hear: () => void;
    const message = new Promise<void>((heard) => (hear = heard));
    const stop = onSnapshot(
      collection(meter.as(uid), messagesPath('listening')),
      ({ size }) => {
        resolve({ message });
        if (size === 0) return;
        stop();
        hear();
      },
      reject,
    );
  });
}

describe('writing', () => {
  test('send a message to five who listen', async () => {
    const listeners = crowd(5);
    await newGroup('listening', {
      [ACTOR]: 'member',
      ...Object.fromEntries(listeners.map((uid) => [uid, 'member' as const])),
    });
    await expectWithin('send a message', BUDGETS['send a message'](5), async () => {
      const heard = await Promise.all(listeners.map((uid) => listenToChat(uid)));
      const sent = doc(meter.as(ACTOR), messagePath('listening', 'm1'));
      await setDoc(sent, { authorId: ACTOR, text: 'Hello', createdAt: serverTimestamp() });
      await Promise.all(heard.map(({ message }) => message));
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
    await newGroup('posting', { [ACTOR]: 'member', [TARGET]: 'member' });
    const post = postPath('posting', 'p1');
    const written = { authorId: ACTOR, content: 'Hello', createdAt: serverTimestamp() };
    await expectWithin('post', BUDGETS.post, async () => {
      await setDoc(doc(meter.as(ACTOR), post), { ...written, updatedAt: serverTimestamp() });
      return { writes: 1 };
    });
    await untilLeftAlone(post);
    await expectWithin('comment', BUDGETS.comment, async () => {
      const comment = doc(meter.as(TARGET), commentPath('posting', 'p1', 'c1'));
      await setDoc(comment, { ...written, authorId: TARGET, updatedAt: serverTimestamp() });
      return { writes: 1 };
    });
    expect((await meter.admin().doc(post).get()).get('commentCount')).toBe(1);
  });
});

describe('an event', () => {
  test('is told to all of 30 members', async () => {
    const members = crowd(28);
    await newGroup('planning', {
      [ACTOR]: 'member',
      ...Object.fromEntries(members.map((uid) => [uid, 'member' as const])),
    });
    await expectWithin(
      'event with its fan-out',
      BUDGETS['event with its fan-out'](30),
      async () => {
        await setDoc(doc(meter.as(ACTOR), eventPath('planning', 'e1')), {
          creatorId: ACTOR,
          title: 'Match',
          eventTime: new Date(Date.now() + 1e9),
          createdAt: serverTimestamp(),
          updatedAt: serverTimestamp(),
        });
        return { writes: 1 };
      },
    );
  });

  test('takes a hundred votes at once', async () => {
    const voters = crowd(100);
    const now = Timestamp.now();
    const event: GroupEvent<Timestamp> = {
      creatorId: BYSTANDER,
      title: 'Match',
      eventTime: Timestamp.fromMillis(Date.now() + 1e9),
      createdAt: now,
      updatedAt: now,
    };
    await newGroup('voting', Object.fromEntries(voters.map((uid) => [uid, 'member' as const])), {
      [eventPath('voting', 'e1')]: event,
    });
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

test('delete a group of 300 documents', async () => {
  const members = crowd(20);
  const post: Post<Timestamp> = {
    authorId: BYSTANDER,
    content: 'Hello',
    createdAt: Timestamp.now(),
    updatedAt: Timestamp.now(),
  };
  const messages = manyOf(250, (i) => messagePath('deleting', `m${i}`), message);
  const posts = manyOf(
    27,
    (i) => postPath('deleting', `p${i}`),
    () => post,
  );
  await newGroup(
    'deleting',
    { [ACTOR]: 'creator', ...Object.fromEntries(members.map((uid) => [uid, 'member' as const])) },
    { ...messages, ...posts },
  );
  // The creator, the founder, twenty others, the content and the group itself.
  const documents = 300;
  await expectWithin('delete a group', BUDGETS['delete a group'](documents, 22 + 27), async () => {
    const updatedAt = serverTimestamp();
    const erasure = { deletedAt: updatedAt, visibility: 'private', updatedAt };
    await updateDoc(doc(meter.as(ACTOR), groupPath('deleting')), erasure);
    return { writes: 1 };
  });
  expect((await meter.admin().doc(groupPath('deleting')).get()).exists).toBe(false);
});
