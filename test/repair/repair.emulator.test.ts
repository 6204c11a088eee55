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
import { dataOf, store } from '../../testing/src/fixtures/store.ts';
import { runCommand } from '../../testing/src/repair/command.ts';
import { useEnvironment } from '../../testing/src/repair/environment.ts';

const { firestore, projectId, printed } = useEnvironment('repair');

const joined = (groupId: string, uid: string) =>
  storedMember(groupId, uid, uid === 'ann' ? MEMBERSHIP_STATES.creator : MEMBERSHIP_STATES.member);

/** Documents with wrong fields, by path. CORRECT has their correct values. */
const WRONG = {
  [userPath('ben')]: storedUser('Bén'),
  [userPath('eva')]: { ...storedUser('Éva'), displayNameSearch: 'ann' },
  [groupPath('chess')]: { ...storedGroup('ann'), titleSearch: 'go', memberCount: 7 },
  [groupPath('drifted')]: { ...storedGroup('ann'), titleSearch: 'chess club', memberCount: 1 },
  [postPath('chess', 'p1')]: { authorId: 'ann', content: 'Hi', commentCount: 1 },
  [wallPostPath('ann', 'w1')]: { authorId: 'ann', content: 'Hi' },
  [eventPath('chess', 'e1')]: { title: 'Match', goingCount: 1, notGoingCount: 5 },
};

const CORRECT: Record<string, object> = {
  [userPath('ben')]: { displayNameSearch: 'ben' },
  [userPath('eva')]: { displayNameSearch: 'eva' },
  [groupPath('chess')]: { titleSearch: 'chess club', memberCount: 2 },
  [groupPath('drifted')]: { titleSearch: 'chess club', memberCount: 0 },
  [postPath('chess', 'p1')]: { commentCount: 2 },
  [wallPostPath('ann', 'w1')]: { commentCount: 1 },
  [eventPath('chess', 'e1')]: { goingCount: 2, notGoingCount: 1 },
};

/** Documents that a repair must not write. */
const UNTOUCHED = {
  [userPath('ann')]: { ...storedUser('Ann'), displayNameSearch: 'ann' },
  // An absent count means 0.
  [postPath('chess', 'p2')]: { authorId: 'ann', content: 'Nobody answers' },
  [eventPath('chess', 'e2')]: { title: 'Nobody votes', goingCount: 0 },
  // A group that is being deleted, and what is left of a deleted one.
  [groupPath('deleted')]: { ...storedGroup('ann'), deletedAt: Timestamp.now(), memberCount: 3 },
  [groupPath('stub')]: { visibility: 'private', deletedAt: Timestamp.now() },
  [postPath('deleted', 'p1')]: { authorId: 'ann', content: 'Hi', commentCount: 3 },
  [eventPath('gone', 'e1')]: { title: 'Match', goingCount: 3 },
  // The project's other collections of the same names.
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

/** A dry run while no function is running. */
const DRY_RUN = { isDryRun: true, settle: () => Promise.resolve() };

async function versionsOf(documents: object): Promise<Record<string, string>> {
  const refs = Object.keys(documents).map((path) => firestore().doc(path));
  const snapshots = await firestore().getAll(...refs);
  return Object.fromEntries(
    snapshots.map(({ ref, updateTime }) => [ref.path, JSON.stringify(updateTime)]),
  );
}

/** Reads a document as the repair finds it. */
async function find(collectionId: string, path: string) {
  const { docs } = await walkQuery(collectionId, null).get();
  return docs.find(({ ref }) => ref.path === path)!;
}

const TABLE = [
  'field                      checked     wrong',
  'users.displayNameSearch          3         2',
  'groups.titleSearch               4         1',
  'groups.memberCount               4         2',
  'posts.commentCount               4         2',
  'events.goingCount                3         1',
  'events.notGoingCount             3         1',
].join('\n');

describe('npm run repair', () => {
  test('every wrong derived field is found, repaired and counted', async () => {
    await store(ALL);
    expect(await repair({ isDryRun: false })).toBe(0);
    for (const [path, correct] of Object.entries(CORRECT)) {
      expect([path, await dataOf(path)]).toEqual([path, expect.objectContaining(correct)]);
    }
    expect(printed()).toContain(TABLE);
    expect(printed()).toContain('7 documents repaired:');
    expect(printed()).toContain(
      `${eventPath('chess', 'e1')}: goingCount 1, counted 2, notGoingCount 5, counted 1`,
    );
    expect(printed()).toContain(`${userPath('eva')}: displayNameSearch\n`);
  });

  test('documents that are correct, being deleted, or outside firegroups are not written', async () => {
    await store(ALL);
    const before = await versionsOf(UNTOUCHED);
    await repair({ isDryRun: false });
    expect(await versionsOf(UNTOUCHED)).toEqual(before);
    const repaired = await versionsOf(ALL);
    expect(await repair({ isDryRun: false })).toBe(0);
    expect(await versionsOf(ALL)).toEqual(repaired);
    expect(printed()).toContain('All derived fields are correct.');
  });

  test('a dry run writes nothing, and exits with 1 if a field is wrong', async () => {
    await store(ALL);
    const before = await versionsOf(ALL);
    expect(await repair(DRY_RUN)).toBe(1);
    expect(await versionsOf(ALL)).toEqual(before);
    expect(printed()).toContain(TABLE);
    expect(printed()).toContain('7 documents would be repaired (dry run, nothing written):');
  });

  test('a dry run exits with 0 if all fields are correct', async () => {
    await store(UNTOUCHED);
    expect(await repair(DRY_RUN)).toBe(0);
    expect(printed()).toContain('All derived fields are correct.');
  });

  test('a dry run does not report a field that a function is about to correct', async () => {
    await store(ALL);
    const settle = () => firestore().doc(userPath('eva')).update({ displayNameSearch: 'eva' });
    expect(await repair({ isDryRun: true, settle })).toBe(1);
    expect(printed()).toContain(TABLE.replace('3         2', '3         1'));
    expect(printed()).toContain('6 documents would be repaired');
  });

  test('any number of pages are visited, and each is read once', async () => {
    const people = Array.from({ length: 23 }, (_, i) => [
      userPath(`u${i}`),
      i % 5 === 0 ? storedUser(`U ${i}`) : { ...storedUser('U'), displayNameSearch: 'u' },
    ]);
    await store(Object.fromEntries(people) as Record<string, object>);
    const { trace } = await meter(() => repair({ ...DRY_RUN, pageSize: 5 }));
    expect(printed()).toContain('users.displayNameSearch         23         5');
    // Five pages of users, one query for each other collection, and one for the dead letters.
    expect(trace.filter((name) => name === 'runQuery')).toHaveLength(5 + 3);
    await repair({ isDryRun: false, pageSize: 5 });
    expect(await repair({ ...DRY_RUN, pageSize: 5 })).toBe(0);
  });

  test('a search name of an old name does not overwrite that of a new one', async () => {
    await store({ [userPath('ann')]: storedUser('Ann') });
    const old = await find('users', userPath('ann'));
    await old.ref.update({ displayName: 'Zoë', displayNameSearch: 'zoe' });
    const before = await versionsOf({ [userPath('ann')]: 0 });
    expect(await reconcile(old, { isDryRun: false })).toMatchObject({ isCorrect: true });
    expect(await versionsOf({ [userPath('ann')]: 0 })).toEqual(before);
  });

  test('a document that changes in the meantime and is still wrong is repaired', async () => {
    await store(ALL);
    const old = await find('posts', postPath('chess', 'p1'));
    await old.ref.update({ pinned: true });
    expect(await reconcile(old, { isDryRun: false })).toMatchObject({ isCorrect: true });
    expect((await old.ref.get()).data()).toMatchObject({ pinned: true, commentCount: 2 });
  });

  test('a count that becomes outdated between the count and the write is corrected', async () => {
    await store(ALL);
    const post = await find('posts', postPath('chess', 'p1'));
    let commits = 0;
    await watched(
      {
        around: async (io, send) => {
          // After the count a comment is added. The function that counts it has already run.
          if (io.name === 'commit' && ++commits === 1) {
            await unwatched(() => store({ [`${post.ref.path}/comments/c3`]: {} }));
          }
          return send();
        },
      },
      () => reconcile(post, { isDryRun: false }),
    );
    expect((await post.ref.get()).get('commentCount')).toBe(3);
  });

  test('a deleted document is not restored, and the repair does not wait for it', async () => {
    await store(ALL);
    const post = await find('posts', wallPostPath('ann', 'w1'));
    await post.ref.delete();
    const { result, trace } = await meter(() => reconcile(post, { isDryRun: false }));
    expect(result).toMatchObject({ isCorrect: true });
    expect(trace.filter((name) => name === 'commit')).toHaveLength(1);
    expect((await post.ref.get()).exists).toBe(false);
  });

  test('a document that changes at every attempt is given up and reported', async () => {
    await store({ [userPath('ann')]: storedUser('Ann') });
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
    expect(printed()).toContain('1 changed too often to be repaired. Run `npm run repair` again.');
  });

  test('dead letters are listed newest first, at most 20', async () => {
    const deadLetter = (i: number) => ({
      trigger: 'onVoteWritten',
      eventId: `e${i}`,
      groupId: i % 2 ? null : 'chess',
      reason: `TypeError: number ${i}\nof many`,
      detail: {},
      failedAt: Timestamp.fromMillis(i * 1000),
    });
    const letters = Array.from({ length: 21 }, (_, i) => [deadLetterPath(`e${i}`), deadLetter(i)]);
    await store(Object.fromEntries(letters) as Record<string, object>);
    await repair(DRY_RUN);
    const lines = printed().split('\n');
    const at = lines.indexOf(
      '21 dead letters (events and tasks that failed for good). The newest 20:',
    );
    expect(lines.slice(at + 1)).toHaveLength(20);
    expect(lines[at + 1]).toBe(
      '  1970-01-01T00:00:20.000Z  onVoteWritten  chess  TypeError: number 20 of many',
    );
    expect(lines[at + 2]).toContain('no group  TypeError: number 19 of many');
  });
});

describe('the command', () => {
  const env = { GCLOUD_PROJECT: projectId };

  test('it repairs, reports and exits with 0; a dry run exits with 1 if a field is wrong', async () => {
    await store(ALL);
    const dryRun = await runCommand('repair', ['--dry-run'], env).ended;
    expect(dryRun.output).toContain(TABLE);
    expect(dryRun.code).toBe(1);
    const first = await runCommand('repair', ['--project', projectId]).ended;
    expect(first.output).toContain(`Project ${projectId}, on the emulator at `);
    expect(first.output).toMatch(/^Checked: \d+ of 15$/m);
    expect(first.output).toContain('7 documents repaired:');
    expect(first.output).toContain('There are no dead letters.');
    expect(first.code).toBe(0);
    const second = await runCommand('repair', ['--dry-run'], env).ended;
    expect(second.output).toContain('All derived fields are correct.');
    expect(second.code).toBe(0);
  }, 60_000);

  test.each([
    [['--fast'], "Unknown option '--fast'. Use: npm run repair [-- --dry-run] [--project <id>]"],
    [['chess'], "Unexpected argument 'chess'. "],
    [['--project'], "Option '--project <value>' argument missing. "],
    [['--project', 'My Project'], '"My Project" is not a project id.'],
    [['--project='], 'No project is set. Name one with --project <id>.'],
  ])('%j is refused with one line', async (args, message) => {
    const { code, output } = await runCommand('repair', args, env).ended;
    expect(output.trim().split('\n')).toEqual([expect.stringContaining(message)]);
    expect(code).toBe(1);
  });

  test('a project of the emulators is refused without an emulator', async () => {
    const none = { ...env, FIRESTORE_EMULATOR_HOST: '' };
    const { code, output } = await runCommand('repair', [], none).ended;
    expect(output).toContain(
      `${projectId} exists only on the emulators. Set FIRESTORE_EMULATOR_HOST`,
    );
    expect(code).toBe(1);
  });

  test('it says what to do if Firestore denies access', async () => {
    const { code, output } = await runCommand('repair', ['--project', 'a-real-one'], {
      FIRESTORE_EMULATOR_HOST: '',
      GOOGLE_APPLICATION_CREDENTIALS: '/no/such/file',
    }).ended;
    expect(output).toContain('Firestore denied access:');
    expect(output).toContain('gcloud auth application-default login');
    expect(code).toBe(1);
  });
});
