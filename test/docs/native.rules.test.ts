/**
 * docs/native.md, line by line, against the rules: each snippet of each language is run as the person whom its row names,
 * in a world of its own, and what it did is compared with the row.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { memberPath, messagePath, notificationPath } from '@firegroups/model';
import { doc, getDoc, getDocs } from 'firebase/firestore';
import { ROOT } from '../../testing/src/cli/root.ts';
import { indexToAdd, isServed, readIndexConfig } from '../../testing/src/indexes/indexConfig.ts';
import { needOf } from '../../testing/src/indexes/need.ts';
import { askedByClient } from '../../testing/src/indexes/structuredQuery.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';
import { describeDeed } from '../../testing/src/docs/native/describeDeed.ts';
import {
  Database,
  Document,
  Listening,
  QueryHandle,
  type Closure,
  type Action,
  type Fields,
} from '../../testing/src/docs/native/firestore.ts';
import { run, type Run } from '../../testing/src/docs/native/interpreter.ts';
import { LANGUAGES, type Language } from '../../testing/src/docs/native/lexer.ts';
import { readPage, type Row } from '../../testing/src/docs/native/page.ts';
import { NAMES, NOTIFICATIONS, WHO, WHOM, worldFor } from '../../testing/src/docs/native/scene.ts';

const page = readPage(readFileSync(join(ROOT, 'docs/native.md'), 'utf8'));
const indexes = readIndexConfig();

/** What each query finds in the world of scene.ts, in this order; of a count, the number. */
const FOUND: Record<string, string[] | number> = {
  'browse: newest': ['groups/go', 'groups/chess'],
  'browse: the next page': ['groups/chess'],
  'browse: largest': ['groups/chess', 'groups/go'],
  'browse: search': ['groups/chess'],
  people: ['users/cleo'],
  'my memberships': [memberPath('chess', 'mia')],
  'my invites': [memberPath('chess', 'ivan')],
  group: ['groups/chess'],
  access: [memberPath('chess', 'ivan')],
  members: ['ada', 'cleo', 'mia', 'otto'].map((uid) => memberPath('chess', uid)),
  requests: [memberPath('chess', 'wanda')],
  banned: [memberPath('chess', 'bob')],
  posts: ['groups/chess/posts/p2', 'groups/chess/posts/p1'],
  comments: ['groups/chess/posts/p1/comments/c1', 'groups/chess/posts/p1/comments/a2'],
  events: ['groups/chess/events/e2', 'groups/chess/events/e1'],
  votes: ['groups/chess/events/e1/votes/mia', 'groups/chess/events/e1/votes/otto'],
  chat: ['m3', 'm2', 'm1'].map((id) => messagePath('chess', id)),
  'chat: older': ['m2', 'm1'].map((id) => messagePath('chess', id)),
  wall: ['users/otto/posts/p2', 'users/otto/posts/p1'],
  'wall comments': ['users/otto/posts/p1/comments/c1', 'users/otto/posts/p1/comments/a2'],
  notifications: [2, 1, 0].map((i) => notificationPath('mia', NOTIFICATIONS[i]!)),
  'notifications: unread': [2, 0].map((i) => notificationPath('mia', NOTIFICATIONS[i]!)),
  'read mark': ['users/mia/reads/chess'],
  countUnreadMessages: 2,
};

/** The last document of the page before, for the queries that go on from it. */
const LAST: Record<string, string> = {
  'browse: the next page': 'groups/go',
  'chat: older': messagePath('chess', 'm3'),
};

/** Snippets that stand beside the text, not in a table. */
const HELPER = 'endMembership';
const LISTENER = 'listen to the chat';

/** Every operation or query in every language. */
const inEachLanguage = (rows: readonly Row[], first: string) =>
  rows.flatMap((row) => LANGUAGES.map((language) => ({ name: row[first]!, language, row })));

let lane: RulesSandbox;

beforeAll(async () => {
  lane = await openSandbox('native', readFileSync(join(ROOT, 'firestore.rules'), 'utf8'));
});

afterAll(() => lane.close());

interface Replay extends Run {
  deeds: Action[];
  /** Rejects with what fails where no snippet awaits it. */
  failure: Promise<never>;
}

/** Runs a snippet as a person, in a world that nobody has touched. */
async function replay(
  name: string,
  language: Language,
  who: string,
  given: Fields = {},
): Promise<Replay> {
  await lane.clear();
  await lane.store(worldFor(who));
  const me = known(WHO, who);
  const firestore = lane.as(me);
  const last = LAST[name] ? { last: await getDoc(doc(firestore, LAST[name])) } : {};
  const deeds: Action[] = [];
  let failed: (error: unknown) => void = () => {};
  const failure = new Promise<never>((_resolve, reject) => {
    failed = reject;
  });
  failure.catch(() => {}); // Who waits hears of it.
  const witness = { deed: (deed: Action) => void deeds.push(deed), failed };
  const names = { ...NAMES, ...last, ...given, me, db: new Database(witness, firestore) };
  const statements = [...snippet(HELPER, language), ...snippet(name, language)];
  return { ...(await run(language, statements, names, witness)), deeds, failure };
}

function snippet(name: string, language: Language) {
  const statements = page.snippets.get(name)?.[language];
  if (!statements) throw new Error(`${name} has no snippet in ${language}.`);
  return statements;
}

function known(of: Record<string, string>, what: string): string {
  const value = of[what];
  if (value === undefined) throw new Error(`"${what}" is nobody whom scene.ts knows.`);
  return value;
}

/** What the snippet declared last. */
function result({ names }: Run): unknown {
  return [...names.values()].at(-1);
}

describe('docs/native.md', () => {
  test('has a snippet for each row, and a row for each snippet', () => {
    const rows = [
      ...page.operations.map((row) => row['operation']!),
      ...page.queries.map((row) => row['query']!),
    ];
    expect([...page.snippets.keys()].sort()).toEqual([...rows, HELPER, LISTENER].sort());
  });

  test('has an operation for each verb of the SDK', () => {
    const index = readFileSync(join(ROOT, 'client-sdk/src/index.ts'), 'utf8');
    const verbs = [...index.matchAll(/export \{([^}]*)\} from '\.\/verbs\//g)]
      .flatMap(([, names]) => names!.split(',').map((name) => name.trim()))
      .filter((name) => name !== '' && !name.startsWith('type '));
    const told = [...page.operations.map((row) => row['operation']!), ...Object.keys(FOUND)];
    expect(verbs).not.toHaveLength(0);
    expect(verbs.filter((verb) => !told.some((name) => name.split(':')[0] === verb))).toEqual([]);
  });

  describe('operations', () => {
    test.each(inEachLanguage(page.operations, 'operation'))(
      '$name in $language is allowed, and writes what its row says',
      async ({ name, language, row }) => {
        const uid =
          row['uid'] === undefined || row['uid'] === '–' ? {} : { uid: known(WHOM, row['uid']) };
        const { deeds, names, asked } = await replay(name, language, row['me']!, uid);
        const given = new Map([...names].filter(([given]) => asked.has(given)));
        const told = deeds.map((deed) => describeDeed(deed, given));
        expect([...new Set(told)]).toEqual(row['what is written']!.split('<br>'));
      },
    );
  });

  test.each(LANGUAGES)(
    'a request in %s that was approved meanwhile is not rejected: the member stays',
    async (language) => {
      const replayed = await replay('rejectRequest', language, 'staff', { uid: WHOM['a member'] });
      expect(replayed.deeds.map(({ verb }) => verb)).toEqual(['get']);
      expect(result(replayed)).toBe(false);
    },
  );

  describe('queries', () => {
    const given = {
      search: 'c',
      from: new Date(),
      lastReadAt: new Date(Date.now() - 2.5 * 60 * 60 * 1000),
    };

    test.each(inEachLanguage(page.queries, 'query'))(
      '$name in $language is allowed, finds what it should and has its index',
      async ({ name, language, row }) => {
        const found = result(await replay(name, language, row['me']!, given));
        if (found instanceof Document) {
          expect((await getDoc(found.played)).exists()).toBe(true);
          expect([found.played.path]).toEqual(FOUND[name]);
        } else if (found instanceof QueryHandle) {
          const { played } = found as QueryHandle;
          expect((await getDocs(played)).docs.map(({ ref }) => ref.path)).toEqual(FOUND[name]);
          const need = needOf(await askedByClient(played));
          expect(isServed(indexes, need) ? null : indexToAdd(need)).toBeNull();
        } else {
          expect(found).toBe(FOUND[name]);
        }
      },
    );
  });

  describe('the listener', () => {
    test.each(LANGUAGES)(
      'in %s shows the chat, and leaves once the member is removed',
      async (language) => {
        const shown = heard();
        const left = heard();
        const listening = await replay(LISTENER, language, 'a member', {
          show: shown.hear,
          leave: left.hear,
        });
        const listener = result(listening);
        expect(await Promise.race([shown.first, listening.failure])).toEqual([
          [expect.anything(), expect.anything(), expect.anything()],
        ]);
        await lane.store({ [memberPath('chess', 'mia')]: null });
        await lane.store({
          [messagePath('chess', 'm4')]: { authorId: 'otto', text: 'Gone?', createdAt: new Date() },
        });
        expect(await Promise.race([left.first, listening.failure])).toEqual([]);
        expect(listener).toBeInstanceOf(Listening);
        (listener as Listening).played();
      },
    );
  });
});

/** A function that a snippet calls, and what it was called with first. */
function heard() {
  let hear: Closure = () => Promise.resolve();
  const first = new Promise<unknown[]>((resolve) => {
    hear = (...args) => {
      resolve(args);
      return Promise.resolve();
    };
  });
  return { hear, first };
}
