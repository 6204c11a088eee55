/** How often an account may do something, with real clients: the count, its limit, several devices, cooldowns. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS, cooldownPath, limitPath, type LimitedAction } from '@firegroups/model';
import { signInWithEmailAndPassword } from 'firebase/auth';
import { doc, getDocFromServer, updateDoc } from 'firebase/firestore';
import {
  createComment,
  createEvent,
  createGroup,
  createPost,
  declineInvite,
  eventsQuery,
  inviteUser,
  rejectRequest,
  requestToJoin,
  revokeInvite,
  type FiregroupsError,
  type Firegroups,
} from 'firegroups';
import { readVisible } from '../../client-sdk/src/diagnose/readVisible.ts';
import {
  hostsFrom,
  registerPerson,
  type Client,
  type Person,
} from '../../testing/src/clients/client.ts';
import { expectReason } from '../../testing/src/clients/expectReason.ts';
import { followQuery, untilDocument } from '../../testing/src/clients/listening.ts';
import { usePeople, whileOffline } from '../../testing/src/clients/people.ts';
import { registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePast, windowsAgo } from '../../testing/src/fixtures/past.ts';
import { stored } from '../../testing/src/prefix/stored.ts';

const people = usePeople();
const past = usePast();
const users = registerUsers(people, 'ann', 'bob', 'cat');
const tomorrow = () => new Date(Date.now() + 24 * 3_600_000);

let groupId: string;
let wall: { userId: string; postId: string };

beforeAll(async () => {
  const { ann, bob } = users;
  groupId = await createGroup(ann.fg, { title: 'Chess club' });
  const userId = bob.uid;
  wall = { userId, postId: await createPost(bob.fg, { userId }, { content: 'Hello' }) };
});

/** Each limited action as Ann, of something that does not exist yet. */
const ACTIONS: Record<LimitedAction, (fg: Firegroups) => Promise<unknown>> = {
  groups: (fg) => createGroup(fg, { title: 'Another' }),
  invites: async (fg) => inviteUser(fg, groupId, (await people.register('Invited')).uid),
  requests: async (fg) => requestToJoin(fg, await createGroup(users.cat.fg, { title: 'Cats' })),
  events: (fg) => createEvent(fg, groupId, { title: 'Match', eventTime: tomorrow() }),
  comments: (fg) => createComment(fg, wall, { content: 'Hi' }),
};
const actions = Object.entries(ACTIONS) as [LimitedAction, (typeof ACTIONS)[LimitedAction]][];

const countOf = async ({ fg, uid }: Person, action: LimitedAction) =>
  (await getDocFromServer(doc(fg.firestore, stored(limitPath(uid, action))))).get(
    'count',
  ) as unknown;

/** What was thrown. */
async function thrownBy(promise: Promise<unknown>): Promise<FiregroupsError> {
  try {
    await promise;
  } catch (error) {
    return error as FiregroupsError;
  }
  throw new Error('Nothing was thrown.');
}

describe.each(actions)('%s', (action, act) => {
  const { most, hours } = LIMITS.actions[action];

  test('are counted one by one', async () => {
    await act(users.ann.fg);
    expect(await countOf(users.ann, action)).toBe(1);
    await act(users.ann.fg);
    expect(await countOf(users.ann, action)).toBe(2);
  });

  test(`are possible ${most} times in a window, and then throw too-many with the time to try again`, async () => {
    const since = windowsAgo(action, 0.5);
    await past.count(users.ann.uid, action, most - 1, since);
    await act(users.ann.fg);
    const refused = act(users.ann.fg);
    await expectReason(refused, 'too-many', new RegExp(`limit of ${most} .*Try again at 20`));
    expect((await thrownBy(refused)).retryAt).toEqual(
      new Date(since.getTime() + hours * 3_600_000),
    );
    expect(await countOf(users.ann, action)).toBe(most);
  });

  test('start again once the window has passed', async () => {
    await past.count(users.ann.uid, action, most, windowsAgo(action, 1.01));
    await act(users.ann.fg);
    expect(await countOf(users.ann, action)).toBe(1);
  });
});

describe('a comment', () => {
  test('on the own wall is not counted', async () => {
    await createComment(users.bob.fg, wall, { content: 'Thanks' });
    expect(await countOf(users.bob, 'comments')).toBeUndefined();
  });
});

describe('too-many', () => {
  test('is thrown only if nothing else is wrong', async () => {
    const full = (action: LimitedAction) =>
      past.count(users.cat.uid, action, LIMITS.actions[action].most, new Date());
    await Promise.all([full('events'), full('invites'), full('comments')]);
    await expectReason(ACTIONS.events(users.cat.fg), 'not-a-member');
    await expectReason(inviteUser(users.cat.fg, groupId, users.bob.uid), 'not-a-member');
    const missing = { ...wall, postId: 'missing' };
    await expectReason(createComment(users.cat.fg, missing, { content: 'Hi' }), 'not-found');
  });

  test('is thrown for a private group, which the user cannot see', async () => {
    const group = await createGroup(users.cat.fg, { title: 'Hidden', visibility: 'private' });
    const { most } = LIMITS.actions.requests;
    await past.count(users.bob.uid, 'requests', most, new Date());
    await expectReason(requestToJoin(users.bob.fg, group), 'too-many');
    await past.count(users.bob.uid, 'requests', most - 1, new Date());
    expect(await requestToJoin(users.bob.fg, group)).toBe('requested');
  });

  test('is not thrown for another reason below the limit', async () => {
    await past.count(users.ann.uid, 'invites', LIMITS.actions.invites.most - 1, new Date());
    await expectReason(inviteUser(users.ann.fg, groupId, 'nobody'), 'not-found');
  });
});

describe('two devices of one account', () => {
  const account = { name: 'Dora', email: `${randomUUID()}@example.com`, password: 'secret' };
  const devices: Client[] = [];
  let dora: Person;
  let group: string;

  beforeAll(async () => {
    dora = await registerPerson(hostsFrom(), account);
    devices.push(dora);
    while (devices.length < 5) {
      const device = people.open();
      await signInWithEmailAndPassword(device.fg.auth, account.email, account.password);
      devices.push(device);
    }
    group = await createGroup(dora.fg, { title: 'Devices' });
  });

  afterAll(() => dora.close());

  const plan = ({ fg }: Client) =>
    createEvent(fg, group, { title: 'Match', eventTime: tomorrow() });
  const { most } = LIMITS.actions.events;

  test('both succeed when they begin a window at once', async () => {
    await Promise.all(devices.slice(0, 2).map(plan));
    expect(await countOf(dora, 'events')).toBe(2);
  });

  test('both succeed when they begin the next window at once', async () => {
    await past.count(dora.uid, 'events', most, windowsAgo('events', 1.01));
    await Promise.all(devices.slice(0, 2).map(plan));
    expect(await countOf(dora, 'events')).toBe(2);
  });

  test('all succeed up to the limit', async () => {
    const before = Math.max(1, most - devices.length);
    await past.count(dora.uid, 'events', before, windowsAgo('events', 0.5));
    await Promise.all(devices.slice(0, most - before).map(plan));
    expect(await countOf(dora, 'events')).toBe(most);
  });

  test('one of five gets the last place, and the others throw too-many', async () => {
    await past.count(dora.uid, 'events', most - 1, windowsAgo('events', 0.5));
    const results = await Promise.all(
      devices.map((device) =>
        plan(device).then(
          () => 'created',
          (error: unknown) => (error as FiregroupsError).reason,
        ),
      ),
    );
    expect(results.sort()).toEqual(['created', ...new Array<string>(4).fill('too-many')]);
    expect(await countOf(dora, 'events')).toBe(most);
  });
});

describe('the count that the SDK compares after a refusal', () => {
  test('is the one of the server, whatever other writes of the client are on their way', async () => {
    const { uid, fg } = await people.register('Writer');
    const { most } = LIMITS.actions.groups;
    await past.count(uid, 'groups', 1, new Date());
    const limit = doc(fg.firestore, stored(limitPath(uid, 'groups')));
    const refused = Array.from({ length: 20 }, () => updateDoc(limit, { count: most }));
    const results = Promise.allSettled(refused);
    expect(await readVisible(limit)).toMatchObject({ count: 1 });
    expect((await results).map(({ status }) => status)).not.toContain('fulfilled');
  });
});

describe('offline', () => {
  test('an event shows at once, and is refused with too-many if the limit was reached meanwhile', async () => {
    const { ann } = users;
    let planned: Promise<string> | undefined;
    await whileOffline(ann, async () => {
      const events = followQuery(eventsQuery(ann.fg, groupId));
      planned = createEvent(ann.fg, groupId, { title: 'Offline', eventTime: tomorrow() });
      planned.catch(() => {});
      await events.until((all) => all.some(({ title }) => title === 'Offline'));
      events.stop();
      await past.count(ann.uid, 'events', LIMITS.actions.events.most, new Date());
    });
    await expectReason(planned!, 'too-many');
  });

  test('an event is created if the count went on meanwhile', async () => {
    const { ann } = users;
    let planned: Promise<string> | undefined;
    await whileOffline(ann, async () => {
      planned = createEvent(ann.fg, groupId, { title: 'Offline', eventTime: tomorrow() });
      await past.count(ann.uid, 'events', LIMITS.actions.events.most - 1, new Date());
    });
    await planned;
    expect(await countOf(ann, 'events')).toBe(LIMITS.actions.events.most);
  });
});

describe('a cooldown', () => {
  test('keeps a user who declined from being invited again at once', async () => {
    const { ann, bob } = users;
    const id = await createGroup(ann.fg, { title: 'Bridge' });
    await inviteUser(ann.fg, id, bob.uid);
    await declineInvite(bob.fg, id);
    const declinedAt = Date.now();
    await untilCooldown(id, bob);
    const refused = inviteUser(ann.fg, id, bob.uid);
    await expectReason(
      refused,
      'too-many',
      new RegExp(
        `^An invite of this user ended less than ${LIMITS.cooldownMinutes} minutes ago\\. Try again at`,
      ),
    );
    const { retryAt } = await thrownBy(refused);
    const minutes = (retryAt!.getTime() - declinedAt) / 60_000;
    expect(Math.round(minutes)).toBe(LIMITS.cooldownMinutes);
    await past.endCooldown(id, bob.uid);
    await inviteUser(ann.fg, id, bob.uid);
  });

  test('does not keep a user whose invite was revoked from asking to join', async () => {
    const { ann, bob } = users;
    const id = await createGroup(ann.fg, { title: 'Bridge' });
    await inviteUser(ann.fg, id, bob.uid);
    await revokeInvite(ann.fg, id, bob.uid);
    await untilCooldown(id, bob);
    expect(await requestToJoin(bob.fg, id)).toBe('requested');
  });

  test('keeps a user whose request was rejected from asking again at once', async () => {
    const { ann, bob } = users;
    const id = await createGroup(ann.fg, { title: 'Bridge' });
    await requestToJoin(bob.fg, id);
    await rejectRequest(ann.fg, id, bob.uid);
    await untilCooldown(id, bob);
    await expectReason(
      requestToJoin(bob.fg, id),
      'too-many',
      /^A request of this user ended less than 10/,
    );
    await past.endCooldown(id, bob.uid);
    expect(await requestToJoin(bob.fg, id)).toBe('requested');
  });

  const untilCooldown = (id: string, { fg, uid }: Person) =>
    untilDocument(
      doc(fg.firestore, stored(cooldownPath(id, uid))),
      (cooldown) => cooldown !== undefined,
    );
});
