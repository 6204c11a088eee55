import { describe, expect, test } from '@jest/globals';
import {
  commentPath,
  eventPath,
  groupPath,
  memberPath,
  deadLetterPath,
  postPath,
  userPath,
  votePath,
  wallCommentPath,
  wallPostPath,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { walkQuery } from '../../functions/src/firestore/queries.ts';
import { reconcile } from '../../tools/src/repair/derived.ts';
import { repair } from '../../tools/src/repair/repair.ts';
import { meter } from '../../testing/src/harness/io.ts';
import { unwatched, watched } from '../../testing/src/harness/ioHooks.ts';
import { storedGroup, storedMember, storedUser } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { runCommand } from '../../testing/src/repair/command.ts';
import { store, useEnvironment } from '../../testing/src/repair/stage.ts';

const { firestore, projectId, said } = useEnvironment('repair');

const joined = (groupId: string, uid: string) =>
  storedMember(groupId, uid, uid === 'ann' ? MEMBERSHIP_STATES.creator : MEMBERSHIP_STATES.member);

/** By path: what is wrong with each of them is in RIGHT. */
const WRONG = {
  [userPath('ben')]: storedUser('Bén'),
  [userPath('eva')]: { ...storedUser('Éva'), displayNameSearch: 'ann' },
  [groupPath('chess')]: { ...storedGroup('ann'), titleSearch: 'go', memberCount: 7 },
  [groupPath('drifted')]: { ...storedGroup('ann'), titleSearch: 'chess club', memberCount: 1 },
  [postPath('chess', 'p1')]: { authorId: 'ann', content: 'Hi', commentCount: 1 },
  [wallPostPath('ann', 'w1')]: { authorId: 'ann', content: 'Hi' },
  [eventPath('chess', 'e1')]: { title: 'Match', goingCount: 1, notGoingCount: 5 },
};

const RIGHT: Record<string, object> = {
  [userPath('ben')]: { displayNameSearch: 'ben' },
  [userPath('eva')]: { displayNameSearch: 'eva' },
  [groupPath('chess')]: { titleSearch: 'chess club', memberCount: 2 },
  [groupPath('drifted')]: { titleSearch: 'chess club', memberCount: 0 },
  [postPath('chess', 'p1')]: { commentCount: 2 },
  [wallPostPath('ann', 'w1')]: { commentCount: 1 },
  [eventPath('chess', 'e1')]: { goingCount: 2, notGoingCount: 1 },
};

/** What no repair may write to. */
const UNTOUCHED = {
  [userPath('ann')]: { ...storedUser('Ann'), displayNameSearch: 'ann' },
  // A count that is absent stands for 0.
  [postPath('chess', 'p2')]: { authorId: 'ann', content: 'Nobody answers' },
  [eventPath('chess', 'e2')]: { title: 'Nobody votes', goingCount: 0 },
  // Being erased, and left of one that was.
  [groupPath('erased')]: { ...storedGroup('ann'), deletedAt: Timestamp.now(), memberCount: 3 },
  [postPath('erased', 'p1')]: { authorId: 'ann', content: 'Hi', commentCount: 3 },
  [eventPath('gone', 'e1')]: { title: 'Match', goingCount: 3 },
  // A project's own, of the same name.
  'pages/home/posts/p1': { commentCount: 3 },
  'pages/home/users/u1': { displayName: 'Ann' },
};

const COUNTED = {
  [memberPath('chess', 'ann')]: joined('chess', 'ann'),
  [memberPath('chess', 'ben')]: joined('chess', 'ben'),
  [memberPath('chess', 'eva')]: storedMember('chess', 'eva', MEMBERSHIP_STATES.waiting),
  [commentPath('chess', 'p1', 'c1')]: { content: 'One' },
  [commentPath('chess', 'p1', 'c2')]: { content: 'Two' },
  [wallCommentPath('ann', 'w1', 'c1')]: { content: 'One' },
  [votePath('chess', 'e1', 'ann')]: { vote: 'going' },
  [votePath('chess', 'e1', 'ben')]: { vote: 'going' },
  [votePath('chess', 'e1', 'eva')]: { vote: 'not_going' },
};

const ALL = { ...WRONG, ...UNTOUCHED, ...COUNTED };

/** A dry run, where no function is under way. */
const LOOK = { isDryRun: true, settle: () => Promise.resolve() };

const read = (path: string) => firestore().doc(path).get();

async function versionsOf(documents: object): Promise<Record<string, string>> {
  const snapshots = await Promise.all(Object.keys(documents).map(read));
  return Object.fromEntries(
    snapshots.map(({ ref, updateTime }) => [ref.path, JSON.stringify(updateTime)]),
  );
}

/** A document as a walk finds it. */
async function found(collectionId: string, path: string) {
  const { docs } = await walkQuery(collectionId, null).get();
  return docs.find(({ ref }) => ref.path === path)!;
}

const TABLE = [
  'field                    looked at     wrong',
  'users.displayNameSearch          3         2',
  'groups.titleSearch               3         1',
  'groups.memberCount               3         2',
  'posts.commentCount               4         2',
  'events.goingCount                3         1',
  'events.notGoingCount             3         1',
].join('\n');

describe('npm run repair', () => {
  test('finds and repairs every derived field, and says how many were wrong', async () => {
    await store(firestore(), ALL);
    expect(await repair({ isDryRun: false })).toBe(0);
    for (const [path, right] of Object.entries(RIGHT)) {
      expect([path, (await read(path)).data()]).toEqual([path, expect.objectContaining(right)]);
    }
    expect(said()).toContain(TABLE);
    expect(said()).toContain('7 documents repaired:');
    expect(said()).toContain(
      `${eventPath('chess', 'e1')}: goingCount 1, counted 2, notGoingCount 5, counted 1`,
    );
    expect(said()).toContain(`${userPath('eva')}: displayNameSearch\n`);
  });

  test('writes to nothing that is right, being erased, or not of ours', async () => {
    await store(firestore(), ALL);
    const before = await versionsOf(UNTOUCHED);
    await repair({ isDryRun: false });
    expect(await versionsOf(UNTOUCHED)).toEqual(before);
    const repaired = await versionsOf(ALL);
    expect(await repair({ isDryRun: false })).toBe(0);
    expect(await versionsOf(ALL)).toEqual(repaired);
    expect(said()).toContain('Everything is right.');
  });

  test('writes nothing in a dry run, and exits with 1 where something is wrong', async () => {
    await store(firestore(), ALL);
    const before = await versionsOf(ALL);
    expect(await repair(LOOK)).toBe(1);
    expect(await versionsOf(ALL)).toEqual(before);
    expect(said()).toContain(TABLE);
    expect(said()).toContain('7 documents would be repaired; nothing was written:');
  });

  test('exits with 0 from a dry run where all is right', async () => {
    await store(firestore(), UNTOUCHED);
    expect(await repair(LOOK)).toBe(0);
    expect(said()).toContain('Everything is right.');
  });

  test('does not take for wrong in a dry run what a function is just bringing in line', async () => {
    await store(firestore(), ALL);
    const settle = () => firestore().doc(userPath('eva')).update({ displayNameSearch: 'eva' });
    expect(await repair({ isDryRun: true, settle })).toBe(1);
    expect(said()).toContain(TABLE.replace('3         2', '3         1'));
    expect(said()).toContain('6 documents would be repaired');
  });

  test('goes through any number of pages, each read once', async () => {
    const people = Array.from({ length: 23 }, (_, i) => [
      userPath(`u${i}`),
      i % 5 === 0 ? storedUser(`U ${i}`) : { ...storedUser('U'), displayNameSearch: 'u' },
    ]);
    await store(firestore(), Object.fromEntries(people) as Record<string, object>);
    const { trace } = await meter(() => repair({ ...LOOK, pageSize: 5 }));
    expect(said()).toContain('users.displayNameSearch         23         5');
    // Five pages of people, and one look at each of the other collections and at the parked events.
    expect(trace.filter((name) => name === 'runQuery')).toHaveLength(5 + 3);
    await repair({ isDryRun: false, pageSize: 5 });
    expect(await repair({ ...LOOK, pageSize: 5 })).toBe(0);
  });

  test('does not write what follows from an old name over what follows from a new one', async () => {
    await store(firestore(), { [userPath('ann')]: storedUser('Ann') });
    const old = await found('users', userPath('ann'));
    await old.ref.update({ displayName: 'Zoë', displayNameSearch: 'zoe' });
    const before = await versionsOf({ [userPath('ann')]: 0 });
    expect(await reconcile(old, { isDryRun: false })).toMatchObject({ isRight: true });
    expect(await versionsOf({ [userPath('ann')]: 0 })).toEqual(before);
  });

  test('brings a document in line that changed meanwhile and is still wrong', async () => {
    await store(firestore(), ALL);
    const old = await found('posts', postPath('chess', 'p1'));
    await old.ref.update({ pinned: true });
    expect(await reconcile(old, { isDryRun: false })).toMatchObject({ isRight: true });
    expect((await old.ref.get()).data()).toMatchObject({ pinned: true, commentCount: 2 });
  });

  test('does not leave a count that became old between its count and its write', async () => {
    await store(firestore(), ALL);
    const post = await found('posts', postPath('chess', 'p1'));
    let commits = 0;
    await watched(
      {
        around: async (io, send) => {
          // When it has counted, somebody comments; the function that counts them has come and gone.
          if (io.name === 'commit' && ++commits === 1) {
            await unwatched(() => store(firestore(), { [`${post.ref.path}/comments/c3`]: {} }));
          }
          return send();
        },
      },
      () => reconcile(post, { isDryRun: false }),
    );
    expect((await post.ref.get()).get('commentCount')).toBe(3);
  });

  test('does not bring back what is gone, nor wait for it', async () => {
    await store(firestore(), ALL);
    const post = await found('posts', wallPostPath('ann', 'w1'));
    await post.ref.delete();
    const { result, trace } = await meter(() => reconcile(post, { isDryRun: false }));
    expect(result).toMatchObject({ isRight: true });
    expect(trace.filter((name) => name === 'commit')).toHaveLength(1);
    expect((await post.ref.get()).exists).toBe(false);
  });

  test('gives up on a document that changes each time, and says so', async () => {
    await store(firestore(), { [userPath('ann')]: storedUser('Ann') });
    let changes = 0;
    const code = await watched(
      {
        around: async (io, send) => {
          if (io.name === 'commit') {
            const name = `Ann ${++changes}`;
            await unwatched(() => firestore().doc(userPath('ann')).update({ displayName: name }));
          }
          return send();
        },
      },
      () => repair({ isDryRun: false }),
    );
    expect(code).toBe(0);
    expect(said()).toContain('1 changed too fast to be repaired: run it again.');
  });

  test('tells which events are parked, newest first and at most 20', async () => {
    const parked = (i: number) => ({
      trigger: 'onVoteWritten',
      eventId: `e${i}`,
      groupId: i % 2 ? null : 'chess',
      reason: `TypeError: number ${i}\nof many`,
      detail: {},
      failedAt: Timestamp.fromMillis(i * 1000),
    });
    const events = Array.from({ length: 21 }, (_, i) => [deadLetterPath(`e${i}`), parked(i)]);
    await store(firestore(), Object.fromEntries(events) as Record<string, object>);
    await repair(LOOK);
    const lines = said().split('\n');
    const at = lines.indexOf('21 events are parked: functions gave up on them; the newest 20:');
    expect(lines.slice(at + 1)).toHaveLength(20);
    expect(lines[at + 1]).toBe(
      '  1970-01-01T00:00:20.000Z  onVoteWritten  chess  TypeError: number 20 of many',
    );
    expect(lines[at + 2]).toContain('no group  TypeError: number 19 of many');
  });
});

describe('the command', () => {
  const env = { GCLOUD_PROJECT: projectId };

  test('repairs, says what, and exits with 0; a dry run exits with 1 as long as there is something', async () => {
    await store(firestore(), ALL);
    const look = await runCommand('repair', ['--dry-run'], env).ended;
    expect(look.output).toContain(TABLE);
    expect(look.code).toBe(1);
    const first = await runCommand('repair', ['--project', projectId]).ended;
    expect(first.output).toContain(`Project ${projectId}, on the emulator at `);
    expect(first.output).toMatch(/^Looking: \d+ of 14$/m);
    expect(first.output).toContain('7 documents repaired:');
    expect(first.output).toContain('No event is parked.');
    expect(first.code).toBe(0);
    const second = await runCommand('repair', ['--dry-run'], env).ended;
    expect(second.output).toContain('Everything is right.');
    expect(second.code).toBe(0);
  }, 60_000);

  test.each([
    [['--fast'], "Unknown option '--fast'. Use: npm run repair [-- --dry-run] [--project <id>]"],
    [['chess'], "Unexpected argument 'chess'. "],
    [['--project'], "Option '--project <value>' argument missing. "],
    [['--project', 'My Project'], '"My Project" is no project\'s id'],
    [['--project='], 'Say which project: --project <id>.'],
  ])('refuses %j in a sentence', async (args, words) => {
    const { code, output } = await runCommand('repair', args, env).ended;
    expect(output.trim().split('\n')).toEqual([expect.stringContaining(words)]);
    expect(code).toBe(1);
  });

  test('refuses a project of the emulators where there are none', async () => {
    const none = { ...env, FIRESTORE_EMULATOR_HOST: '' };
    const { code, output } = await runCommand('repair', [], none).ended;
    expect(output).toContain(`${projectId} is on the emulators alone: set FIRESTORE_EMULATOR_HOST`);
    expect(code).toBe(1);
  });

  test('says what to do where Firestore does not let it in', async () => {
    const { code, output } = await runCommand('repair', ['--project', 'a-real-one'], {
      FIRESTORE_EMULATOR_HOST: '',
      GOOGLE_APPLICATION_CREDENTIALS: '/no/such/file',
    }).ended;
    expect(output).toContain('Firestore does not let us in:');
    expect(output).toContain('gcloud auth application-default login');
    expect(code).toBe(1);
  });
});
