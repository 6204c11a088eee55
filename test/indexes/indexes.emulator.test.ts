/**
 * Production refuses a query without its index, but the emulator does not. So this derives the index of every query
 * from what the SDK sends, and looks it up in firestore.indexes.json.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { getDoc } from 'firebase/firestore';
import {
  createEvent,
  createGroup,
  eventRef,
  groupRef,
  messageRef,
  sendMessage,
  userRef,
} from 'firegroups';
import { untilDocument } from '../../testing/src/clients/listening.ts';
import { useAdmin } from '../../testing/src/harness/admin.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import {
  indexToAdd,
  isServed,
  readIndexConfig,
  unneededIndexes,
} from '../../testing/src/indexes/indexConfig.ts';
import { needOf, type Need } from '../../testing/src/indexes/need.ts';
import { askedByAdmin, askedByClient } from '../../testing/src/indexes/structuredQuery.ts';
import {
  CLIENT_QUERIES,
  CLIENT_VARIANTS,
  FUNCTIONS_QUERIES,
  FUNCTIONS_VARIANTS,
  HTTP_QUERIES,
  HTTP_VARIANTS,
  type QueryContext,
} from '../../testing/src/indexes/variants.ts';

const config = readIndexConfig();
const people = usePeople();
useAdmin('indexes');

/** The needs of each variant, by the name of the query function. */
const needs = new Map<string, Need[]>();

beforeAll(async () => {
  const context = await createContext();
  for (const [name, variants] of Object.entries({ ...CLIENT_VARIANTS, ...HTTP_VARIANTS })) {
    needs.set(name, (await Promise.all(variants(context).map(askedByClient))).map(needOf));
  }
  for (const [name, variants] of Object.entries(FUNCTIONS_VARIANTS)) {
    needs.set(name, (await Promise.all(variants(context).map(askedByAdmin))).map(needOf));
  }
}, 60_000);

/** Creates documents and waits for the functions, so that the documents can be cursors of any order. */
async function createContext(): Promise<QueryContext> {
  const { fg, uid } = await people.register('Ann');
  const groupId = await createGroup(fg, { title: 'Chess club' });
  const { id: messageId, sent } = sendMessage(fg, groupId, { text: 'Hello' });
  await sent;
  const eventTime = new Date(Date.now() + 3_600_000);
  const eventId = await createEvent(fg, groupId, { title: 'Club night', eventTime });
  await untilDocument(groupRef(fg, groupId), (group) => group?.memberCount === 1);
  await untilDocument(userRef(fg, uid), (user) => user?.displayNameSearch === 'ann');
  return {
    fg,
    groupId,
    group: await getDoc(groupRef(fg, groupId)),
    message: await getDoc(messageRef(fg, groupId, messageId)),
    event: await getDoc(eventRef(fg, groupId, eventId)),
    user: await getDoc(userRef(fg, uid)),
  };
}

/** The error message contains what to add to firestore.indexes.json. */
function expectServed(needed: readonly Need[]): void {
  const missing = needed.filter((need) => !isServed(config, need)).map(indexToAdd);
  if (missing.length === 0) return;
  const entries = missing.map((index) => {
    const list = 'fields' in index ? 'indexes' : 'fieldOverrides';
    return `Add to \`${list}\` of firestore.indexes.json:\n${JSON.stringify(index, null, 2)}`;
  });
  throw new Error([...new Set(entries)].join('\n'));
}

const QUERIES = [...CLIENT_QUERIES, ...HTTP_QUERIES, ...FUNCTIONS_QUERIES];

describe('firestore.indexes.json', () => {
  test.each(QUERIES)('%s has variants', (name) => {
    expect(needs.get(name) ?? []).not.toHaveLength(0);
  });

  test.each(QUERIES)('%s has the index of each variant', (name) => {
    expectServed(needs.get(name) ?? []);
  });

  test('every index is needed by a query', () => {
    expect(unneededIndexes(config, [...needs.values()].flat())).toEqual([]);
  });
});
