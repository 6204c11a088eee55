import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  LIMITS,
  chatSummaryPath,
  commentPath,
  devicePath,
  groupPath,
  memberPath,
  messagePath,
  migrationPath,
  postPath,
  pushTargetsPath,
  userPath,
} from '@firegroups/model';
import { Timestamp } from 'firebase-admin/firestore';
import { CliError } from '../../testing/src/cli/cliError.ts';
import { migrate } from '../../tools/src/migrate/migrate.ts';
import type { Migration } from '../../tools/src/migrate/migration.ts';
import { MIGRATIONS } from '../../tools/src/migrate/migrations/index.ts';
import { stateOf } from '../../tools/src/migrate/state.ts';
import { ROOT } from '../../testing/src/cli/root.ts';
import { runWithCrash } from '../../testing/src/harness/io.ts';
import { deviceIdOf } from '../../testing/src/fixtures/deviceId.ts';
import { storedDevice, storedMessage } from '../../testing/src/fixtures/content.ts';
import { storedGroup, storedMember, storedUser } from '../../testing/src/fixtures/documents.ts';
import { MEMBERSHIP_STATES } from '../../testing/src/fixtures/membershipStates.ts';
import { dataOf, store } from '../../testing/src/fixtures/store.ts';
import { runCommand } from '../../testing/src/repair/command.ts';
import { useEnvironment } from '../../testing/src/repair/environment.ts';

const { firestore, projectId, printed } = useEnvironment('migrate');

const NAME = '0000-mark';

const people = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [userPath(`u${100 + i}`), storedUser(`U ${i}`)]),
  );

const unmarked = async () => {
  const { docs } = await firestore().collection('users').get();
  return docs.filter((user) => user.get('bio') !== 'marked').length;
};

interface MarkMigration extends Migration {
  /** The ids of the users that it has visited. */
  visited: string[];
}

/** Creates a migration that sets the `bio` of every user. `before` runs before each change. */
function markMigration(before: (id: string) => unknown = () => {}): MarkMigration {
  const visited: string[] = [];
  return {
    name: NAME,
    collections: [{ collection: 'users', fields: ['bio'] }],
    visited,
    change: async (user, { isDryRun }) => {
      await before(user.id);
      visited.push(user.id);
      if (user.get('bio') === 'marked') return false;
      if (!isDryRun) await user.ref.update({ bio: 'marked' });
      return true;
    },
  };
}

const run = { isDryRun: false, pageSize: 5 };

describe('npm run migrate', () => {
  test('a migration runs once', async () => {
    await store(people(12));
    await migrate([markMigration()], run);
    expect(await unmarked()).toBe(0);
    expect(await stateOf(NAME)).toMatchObject({
      runner: null,
      cursor: null,
      visited: 12,
      changed: 12,
      doneAt: expect.anything(),
    });
    const again = markMigration();
    await migrate([again], run);
    expect(again.visited).toEqual([]);
    expect(printed()).toContain(`${NAME}: done, 12 of 12 documents changed`);
    expect(printed()).toContain(`${NAME}: done on 2`);
  });

  test('several migrations run in order', async () => {
    await store(people(1));
    const order: string[] = [];
    const named = (name: string) => ({ ...markMigration(() => order.push(name)), name });
    await migrate([named('0001-a'), named('0002-b')], run);
    expect(order).toEqual(['0001-a', '0002-b']);
    await migrate([named('0001-a'), named('0002-b'), named('0003-c')], run);
    expect(order).toEqual(['0001-a', '0002-b', '0003-c']);
  });

  test('after a stop, the next run continues after the last finished page', async () => {
    await store(people(12));
    const stop = new AbortController();
    const first = markMigration((id) => {
      if (id === 'u107') stop.abort();
    });
    await expect(migrate([first], { ...run, signal: stop.signal })).rejects.toThrow('abort');
    expect(await stateOf(NAME)).toMatchObject({
      runner: null,
      doneAt: null,
      visited: 5,
      cursor: { collection: 'users', after: userPath('u104') },
    });
    const second = markMigration();
    await migrate([second], run);
    expect(second.visited.toSorted()).toEqual(Object.keys(people(12)).slice(5).map(idOf));
    expect(await unmarked()).toBe(0);
    expect(printed()).toContain(`${NAME}: continues after 5 documents`);
  });

  test('after a failure, the next run continues after the last finished page', async () => {
    await store(people(7));
    const failing = markMigration((id) => {
      if (id === 'u106') throw new Error('no');
    });
    await expect(migrate([failing], run)).rejects.toThrow('no');
    const second = markMigration();
    await migrate([second], run);
    expect(second.visited.toSorted()).toEqual(['u105', 'u106']);
  });

  test.each(['before', 'after'] as const)(
    'a run that is killed %s any I/O can be continued',
    async (when) => {
      let how = 'crashed';
      for (let point = 1; how === 'crashed'; point++) {
        await firestore().doc(migrationPath(NAME)).delete();
        await store(people(5));
        how = await runWithCrash(() => migrate([markMigration()], { ...run, pageSize: 2 }), {
          point,
          when,
        });
        await migrate([markMigration()], { ...run, lease: 0 });
        expect([point, await unmarked()]).toEqual([point, 0]);
        expect(await stateOf(NAME)).toMatchObject({ runner: null, visited: 5 });
      }
    },
    60_000,
  );

  test('a dry run writes nothing and prints how many documents would change', async () => {
    await store(people(12));
    await store({ [userPath('u103')]: { ...storedUser('U 3'), bio: 'marked' } });
    await migrate([markMigration()], { ...run, isDryRun: true });
    expect(await unmarked()).toBe(11);
    expect(await stateOf(NAME)).toBeUndefined();
    expect(printed()).toContain(
      `${NAME}: would change 11 of 12 documents (dry run, nothing written)`,
    );
  });

  test('a second run is refused while another one is running', async () => {
    await store(people(7));
    const { first, open } = await startBlockedRun();
    const second = markMigration();
    const refused = migrate([second], run);
    await expect(refused).rejects.toThrow(CliError);
    await expect(refused).rejects.toThrow(
      new RegExp(
        `^${NAME} is already being run by .+, process ${process.pid}. If that process is dead, try again in \\d+ seconds.$`,
      ),
    );
    expect(second.visited).toEqual([]);
    open();
    await first;
    expect(await stateOf(NAME)).toMatchObject({ visited: 7 });
  });

  test.each(['start', 'continue'])('of many runs that %s at once, one succeeds', async (what) => {
    await store(people(3));
    const stopped = { doneAt: null, runner: null, cursor: null, visited: 0, changed: 0 };
    if (what === 'continue') await store({ [migrationPath(NAME)]: stopped });
    const { opened, open } = gate();
    let refusals = 0;
    const runs = Array.from({ length: 5 }, () => migrate([markMigration(() => opened)], run));
    const refused = runs.map((each) =>
      each.catch((error: unknown) => {
        // The remaining run continues after four have been refused.
        if (++refusals === runs.length - 1) open();
        throw error;
      }),
    );
    const outcomes = await Promise.allSettled(refused);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await stateOf(NAME)).toMatchObject({ visited: 3, changed: 3 });
  });

  test('a run that wrote nothing for so long that another one took over ends', async () => {
    await store(people(7));
    const { first, open } = await startBlockedRun();
    await migrate([markMigration()], { ...run, lease: 0 });
    const done = await stateOf(NAME);
    open();
    await expect(first).rejects.toThrow(`Another run has taken over ${NAME}. This run ends.`);
    expect(await stateOf(NAME)).toEqual(done);
  });
});

describe('0001-backfill-counts-and-search-names', () => {
  test('documents from before the functions get their counts and search names', async () => {
    await store({
      [userPath('eva')]: storedUser('Éva'),
      [groupPath('chess')]: storedGroup('eva'),
      [postPath('chess', 'p1')]: { content: 'Hi' },
      [commentPath('chess', 'p1', 'c1')]: { content: 'Hi' },
    });
    await migrate(MIGRATIONS, { isDryRun: true });
    expect(printed()).toContain(': would change 3 of 3 documents (dry run, nothing written)');
    await migrate(MIGRATIONS, { isDryRun: false });
    expect(printed()).toContain(': done, 3 of 3 documents changed');
    expect(await dataOf(userPath('eva'))).toMatchObject({ displayNameSearch: 'eva' });
    expect(await dataOf(postPath('chess', 'p1'))).toMatchObject({ commentCount: 1 });
  });
});

describe('0002-fold-search-names-again', () => {
  test('names that were folded in the earlier way are folded again, and others stay', async () => {
    await store({
      [userPath('ann')]: { ...storedUser('Łukasz'), displayNameSearch: 'łukasz' },
      [groupPath('jean')]: {
        ...storedGroup('ann', { title: 'Jean‑Luc' }),
        titleSearch: 'jean‐luc',
      },
      [groupPath('chess')]: { ...storedGroup('ann'), titleSearch: 'chess club' },
      [postPath('chess', 'p1')]: { content: 'Hi' },
    });
    await migrate([MIGRATIONS[1]!], { isDryRun: false });
    expect(printed()).toContain('changed');
    expect(await dataOf(userPath('ann'))).toMatchObject({ displayNameSearch: 'lukasz' });
    expect(await dataOf(groupPath('jean'))).toMatchObject({ titleSearch: 'jean-luc' });
    expect(await dataOf(groupPath('chess'))).toMatchObject({ titleSearch: 'chess club' });
    expect(await dataOf(postPath('chess', 'p1'))).not.toHaveProperty('commentCount');
  });
});

describe('0003-devices-by-token', () => {
  const former = (token: string, seconds: number) => ({
    token,
    platform: 'ios',
    updatedAt: Timestamp.fromMillis(seconds * 1000),
  });

  test('a token goes to the user who registered it last, and nothing is left at the old path', async () => {
    const tooLong = 'x'.repeat(LIMITS.deviceToken + 1);
    const foreign = { 'fleets/f1/devices/d1': { token: 'shared' } };
    await store({
      ...foreign,
      'users/ann/devices/phone': former('shared', 1),
      'users/bob/devices/phone': former('shared', 2),
      'users/cat/devices/phone': former('shared', 1),
      'users/dan/devices/phone': former(tooLong, 1),
      [devicePath(deviceIdOf('renewed'))]: { ...former('renewed', 5), userId: 'eva' },
      'users/ann/devices/tablet': former('renewed', 4),
    });
    await migrate([MIGRATIONS[2]!], { isDryRun: true });
    expect(printed()).toContain('0003-devices-by-token: would change 5 of 7 documents');
    await migrate([MIGRATIONS[2]!], run);
    const { docs } = await firestore().collectionGroup('devices').get();
    expect(docs.map(({ ref }) => ref.path).toSorted()).toEqual(
      [
        'fleets/f1/devices/d1',
        ...['shared', 'renewed'].map((one) => devicePath(deviceIdOf(one))),
      ].toSorted(),
    );
    expect(await dataOf(devicePath(deviceIdOf('shared')))).toEqual({
      ...former('shared', 2),
      userId: 'bob',
      locale: 'en',
    });
    expect(await dataOf(devicePath(deviceIdOf('renewed')))).toMatchObject({ userId: 'eva' });
  });
});

describe('0004-notify-instead-of-muted', () => {
  test('members who muted a group get no pushes about it, unless they have chosen since', async () => {
    const foreign = { 'fleets/f1/members/m1': { muted: true } };
    await store({
      ...foreign,
      'groups/g1/members/ann': { status: 'joined', muted: true },
      'groups/g1/members/bob': { status: 'joined', muted: false },
      'groups/g1/members/cat': { status: 'joined', muted: true, notify: 'all' },
      'groups/g1/members/dan': { status: 'joined' },
    });
    await migrate([MIGRATIONS[3]!], { isDryRun: true });
    expect(printed()).toContain('0004-notify-instead-of-muted: would change 3 of 5 documents');
    await migrate([MIGRATIONS[3]!], run);
    const { docs } = await firestore().collectionGroup('members').get();
    expect(Object.fromEntries(docs.map((member) => [member.ref.path, member.data()]))).toEqual({
      ...foreign,
      'groups/g1/members/ann': { status: 'joined', notify: 'none' },
      'groups/g1/members/bob': { status: 'joined' },
      'groups/g1/members/cat': { status: 'joined', notify: 'all' },
      'groups/g1/members/dan': { status: 'joined' },
    });
  });
});

describe('0005-push-targets', () => {
  test('users with a device get their push targets', async () => {
    await store({
      'fleets/f1/devices/d1': { userId: 'ann' },
      [devicePath('d1')]: { ...storedDevice('ann', 'phone'), locale: 'pt' },
      [memberPath('g1', 'ann')]: storedMember('g1', 'ann', MEMBERSHIP_STATES.member),
    });
    await migrate([MIGRATIONS[4]!], { isDryRun: true });
    expect(printed()).toContain('0005-push-targets: would change 1 of 2 documents');
    await migrate([MIGRATIONS[4]!], run);
    expect(await dataOf(pushTargetsPath('ann'))).toEqual({
      devices: [{ token: 'phone', locale: 'pt' }],
      wanted: ['g1 default'],
      groups: ['g1 default'],
      mutedUntil: {},
    });
  });
});

describe('0006-chat-summaries', () => {
  test('chats with messages get their summary', async () => {
    const group = { title: 'Chess', creatorId: 'ann' };
    await store({
      'groups/g1': group,
      'groups/g2': group,
      'groups/g3': { visibility: 'private', deletedAt: Timestamp.now() },
      [messagePath('g1', 'm1')]: storedMessage('ann'),
      [messagePath('g3', 'm1')]: storedMessage('ann'),
    });
    await migrate([MIGRATIONS[5]!], { isDryRun: true });
    expect(printed()).toContain('0006-chat-summaries: would change 1 of 3 documents');
    await migrate([MIGRATIONS[5]!], run);
    expect(await dataOf(chatSummaryPath('g1'))).toMatchObject({ last: { id: 'm1' } });
    expect(await dataOf(chatSummaryPath('g2'))).toBeUndefined();
    expect(await dataOf(chatSummaryPath('g3'))).toBeUndefined();
  });
});

test('every migration is named after its file, and they are in order', () => {
  const files = readdirSync(join(ROOT, 'tools/src/migrate/migrations'));
  const names = files.filter((file) => file !== 'index.ts').map((file) => file.replace('.ts', ''));
  expect(MIGRATIONS.map(({ name }) => name)).toEqual(names.toSorted());
});

describe('the command', () => {
  const backfill = MIGRATIONS[0]!.name;
  const env = { GCLOUD_PROJECT: projectId };
  const started = `${backfill}: 100 of 1000`;

  test('it runs the pending migrations, and then nothing', async () => {
    await store(people(3));
    const dryRun = await runCommand('migrate', ['--dry-run'], env).ended;
    expect(dryRun.output).toContain(`${backfill}: would change 3 of 3 documents`);
    expect(dryRun.code).toBe(0);
    const first = await runCommand('migrate', ['--project', projectId]).ended;
    expect(first.output).toContain(`Project ${projectId}, on the emulator at `);
    expect(first.output).toContain(`${backfill}: done, 3 of 3 documents changed`);
    expect(first.code).toBe(0);
    const second = await runCommand('migrate', [], env).ended;
    expect(second.output).toContain(`${backfill}: done on 2`);
    expect(second.code).toBe(0);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'after %s, the next run continues',
    async (signal) => {
      await store(people(1000));
      const first = runCommand('migrate', [], env);
      await first.untilPrinted(started);
      first.process.kill(signal);
      const { code, output } = await first.ended;
      expect(output).toContain(
        'Stopped. Finished pages are saved, and the next run continues after them.',
      );
      expect(code).toBe(130);
      const { visited } = (await stateOf(backfill))!;
      expect(visited).toBeLessThan(1000);
      const second = await runCommand('migrate', [], env).ended;
      expect(second.output).toContain(`${backfill}: continues after ${visited} documents`);
      expect(second.output).toContain('of 1000 documents changed');
      expect(second.code).toBe(0);
      const { docs } = await firestore().collection('users').get();
      expect(docs.filter((user) => user.get('displayNameSearch') === undefined)).toEqual([]);
    },
    60_000,
  );

  test('after it was killed, it refuses until the lease expires, and then continues', async () => {
    await store(people(1000));
    const first = runCommand('migrate', [], env);
    await first.untilPrinted(started);
    first.process.kill('SIGKILL');
    await first.ended;
    const second = await runCommand('migrate', [], env).ended;
    expect(second.output).toContain(`${backfill} is already being run by `);
    expect(second.code).toBe(1);
    const { visited } = (await stateOf(backfill))!;
    await migrate(MIGRATIONS, { isDryRun: false, lease: 0 });
    expect(printed()).toContain(`${backfill}: continues after ${visited} documents`);
    expect(await stateOf(backfill)).toMatchObject({ visited: 1000 });
  }, 60_000);

  test('an unknown option is refused with one line', async () => {
    const { code, output } = await runCommand('migrate', ['--redo'], env).ended;
    expect(output).toContain(
      "Unknown option '--redo'. Use: npm run migrate [-- --dry-run] [--project <id>]",
    );
    expect(code).toBe(1);
  });
});

function idOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Starts a run that waits at its first document until `open` is called. */
async function startBlockedRun(): Promise<{ first: Promise<void>; open: () => void }> {
  const { opened, open } = gate();
  const reached = gate();
  const blocked = markMigration(async () => {
    reached.open();
    await opened;
  });
  const first = migrate([blocked], run);
  await reached.opened;
  return { first, open };
}

/** A promise and the function that resolves it. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
