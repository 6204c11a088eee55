/**
 * The operation vectors of docs/native/vectors against the rules, and against the SDK: every vector has the outcome that
 * it names, and every allowed one is exactly what the SDK's function of that name sends.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ACCEPTS_GUESTS } from '@firegroups/model';
import type { Auth } from 'firebase/auth';
import {
  collection,
  doc,
  getDoc,
  limit,
  onSnapshot,
  query,
  queryEqual,
  type DocumentReference,
  type Query,
} from 'firebase/firestore';
import * as sdk from 'firegroups';
import { ANONYMOUS } from '../../testing/src/rules/policyCase.ts';
import { recordWrites, takeWrites } from '../../testing/src/docs/native/recordedWrites.ts';
import {
  buildQuery,
  decode,
  decodeDocuments,
  decodeWrites,
  replay,
  type Placeholders,
} from '../../testing/src/docs/native/replay.ts';
import {
  readAreas,
  readState,
  vectorsOf,
  type Vector,
  type Write,
} from '../../testing/src/docs/native/vectors.ts';
import { indexToAdd, isServed, readIndexConfig } from '../../testing/src/indexes/indexConfig.ts';
import { needOf } from '../../testing/src/indexes/need.ts';
import { askedByClient } from '../../testing/src/indexes/structuredQuery.ts';
import { openSandbox, type RulesSandbox } from '../../testing/src/rules/sandbox.ts';
import { readRules } from '../../testing/src/prefix/stored.ts';

const areas = readAreas().map((area) => ({ ...area, vectors: vectorsOf(area) }));
const vectors = areas.flatMap((area) => area.vectors);
const state = readState();
const indexes = readIndexConfig();

/** Exports of the SDK that send no operation of their own. */
const NO_OPERATION = [
  ...['getFiregroups', 'isFiregroupsError', 'FiregroupsError', 'LIMITS'],
  ...['watchAccess', 'watchChat', 'watchInbox', 'watchMyGroups', 'watchUnreadTotal'],
];
const functions = sdk as unknown as Record<string, (...args: unknown[]) => unknown>;
const operations = Object.keys(functions).filter((name) => !NO_OPERATION.includes(name));

let sandbox: RulesSandbox;

beforeAll(async () => {
  recordWrites();
  sandbox = await openSandbox('native', readRules());
});

beforeEach(() => sandbox.clear());

afterAll(() => sandbox.close());

/** Stores what is there before a vector, and returns what its placeholders stand for. */
async function prepare({ who, given, query }: Vector): Promise<Placeholders> {
  const placeholders = { now: new Date(), newId: 'newDocument' };
  await sandbox.store(decodeDocuments({ ...state, ...given }, placeholders));
  const last = query?.startAfter;
  if (!last) return placeholders;
  return { ...placeholders, snapshot: await getDoc(doc(sandbox.as(who), last)) };
}

/** Calls the SDK's function of the vector's name as the vector's user. */
async function callSdk(vector: Vector, placeholders: Placeholders): Promise<unknown> {
  const firestore = sandbox.as(vector.who);
  const getIdTokenResult = () => Promise.resolve({ claims: { email_verified: true } });
  const currentUser = {
    uid: vector.who,
    isAnonymous: false,
    emailVerified: true,
    getIdTokenResult,
  };
  const auth = { currentUser } as unknown as Auth;
  const fg = { app: firestore.app, auth, firestore, prefix: '' } satisfies sdk.Firegroups;
  const args = decode(vector.arguments, placeholders) as unknown[];
  const result = await functions[vector.operation]!(fg, ...args);
  // A message is sent without being awaited.
  if (result instanceof Object && 'sent' in result) await result.sent;
  return result;
}

const titled = (some: readonly Vector[]) =>
  some.map((vector) => ({ title: `${vector.operation}: ${vector.name}`, vector }));

describe('the operation vectors', () => {
  test('have an allowed and a refused case for each function of the SDK that reads or writes', () => {
    const covered = (outcome: Vector['outcome']) =>
      vectors.filter((vector) => vector.outcome === outcome).map(({ operation }) => operation);
    expect(operations.filter((name) => !covered('allowed').includes(name))).toEqual([]);
    expect(operations.filter((name) => !covered('refused').includes(name))).toEqual([]);
    expect(covered('allowed').filter((name) => !operations.includes(name))).toEqual([]);
  });
});

/** The documentation says what holds unless the project accepts guests. */
const applies = ({ who }: Vector) => who !== ANONYMOUS || !ACCEPTS_GUESTS;

describe.each(areas)('the rules and $title', ({ vectors }) => {
  test.each(titled(vectors.filter(applies)))('$title', async ({ vector }) => {
    const placeholders = await prepare(vector);
    const { outcome, found } = await replay(vector, sandbox.as(vector.who), placeholders);
    if (vector.outcome !== 'refused') {
      expect(outcome).toBe(vector.outcome);
      expect(found).toEqual(vector.count ?? vector.finds);
    } else {
      // A query is refused as well if it leaves open on what the rules decide.
      expect(vector.query ? ['denied', 'too wide'] : ['denied']).toContain(outcome);
    }
  });
});

describe('the SDK sends what the vector says', () => {
  // An image goes to Cloud Storage first, which is not emulated here.
  const comparable = vectors.filter(
    (vector) => vector.outcome !== 'refused' && !JSON.stringify(vector).includes('$image'),
  );

  const written = comparable.filter(({ writes }) => writes);
  test.each(titled(written))('$title', async ({ vector }) => {
    const placeholders = await prepare(vector);
    takeWrites();
    if (vector.outcome === 'stopped') {
      await expect(callSdk(vector, placeholders)).rejects.toThrow(sdk.FiregroupsError);
      expect(takeWrites()).toEqual([]);
    } else {
      await callSdk(vector, placeholders);
      const expected = decodeWrites(vector.writes!, { ...placeholders, newId: NEW_ID });
      expect(inOrder(withoutIds(takeWrites()))).toEqual(inOrder(expected));
    }
  });

  const read = comparable.filter(({ writes }) => !writes);
  test.each(titled(read))('$title', async ({ vector }) => {
    const placeholders = await prepare(vector);
    const result = await callSdk(vector, placeholders);
    if (vector.count !== undefined) {
      expect(result).toBe(vector.count);
    } else if (vector.get) {
      expect((result as DocumentReference).path).toBe(vector.get);
    } else {
      const built = buildQuery(vector.query!, sandbox.as(vector.who), placeholders);
      expect(queryEqual((result as Query).withConverter(null), built)).toBe(true);
    }
  });
});

describe('firestore.indexes.json', () => {
  const queries = vectors.filter(({ query, outcome }) => query && outcome === 'allowed');
  test.each(titled(queries))('has the index of $title', async ({ vector }) => {
    const placeholders = await prepare(vector);
    const built = buildQuery(vector.query!, sandbox.as(vector.who), placeholders);
    const need = needOf(await askedByClient(built));
    expect(isServed(indexes, need) ? null : indexToAdd(need)).toBeNull();
  });
});

describe('a listener', () => {
  test('of a chat ends with permission-denied when the member is removed', async () => {
    const firestore = sandbox.as('mia');
    await sandbox.store(decodeDocuments(state, { now: new Date(), newId: NEW_ID }));
    let isRemoved = false;
    const heard: string[] = [];
    const chat = new Promise<void>((ended) => {
      onSnapshot(
        query(collection(firestore, 'groups/chess/messages'), limit(50)),
        ({ size }) => {
          heard.push(`${size} messages`);
          if (!isRemoved) void remove();
          isRemoved = true;
        },
        ({ code }) => {
          heard.push(code);
          ended();
        },
      );
    });
    const remove = async () => {
      await sandbox.store({ 'groups/chess/members/mia': null });
      await sandbox.store({ 'groups/chess/messages/m4': { authorId: 'otto', text: 'Gone?' } });
    };
    await chat;
    expect(heard).toEqual(['3 messages', 'permission-denied']);
  });
});

const NEW_ID = '{newId}';

/** The ids that Firestore makes differ each time. */
function withoutIds(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/\b[A-Za-z0-9]{20}\b/g, NEW_ID);
  if (Array.isArray(value)) return value.map(withoutIds);
  if (value?.constructor !== Object) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutIds(item)]));
}

/** The order of the writes of a batch does not matter. */
function inOrder(writes: unknown): Write[] {
  const pathOf = (write: Write) => write.set ?? write.update ?? write.delete ?? '';
  return (writes as Write[]).toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
}
