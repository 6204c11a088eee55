/** The parts of firestore.indexes.json that no query needs: docs/reference/data-model.md, Indexes. */
import { describe, expect, test } from '@jest/globals';
import * as schemas from '@firegroups/model/schemas';
import { readIndexConfig } from '../../testing/src/indexes/indexConfig.ts';

const { fieldOverrides } = readIndexConfig();

const COLLECTIONS: Record<keyof typeof schemas, string> = {
  userSchema: 'users',
  settingsSchema: 'private',
  readMarkSchema: 'reads',
  limitSchema: 'limits',
  cooldownSchema: 'cooldowns',
  deviceSchema: 'devices',
  recentPushSchema: 'recentPushes',
  notificationSchema: 'notifications',
  groupSchema: 'groups',
  memberSchema: 'members',
  postSchema: 'posts',
  commentSchema: 'comments',
  eventSchema: 'events',
  voteSchema: 'votes',
  messageSchema: 'messages',
  chatSummarySchema: 'summaries',
  pushStateSchema: 'summaries',
  pushTargetsSchema: 'private',
};

/** Returns `collection.field` for every field of the model with one of these names. */
function fieldsNamed(...names: string[]): string[] {
  return Object.entries(schemas).flatMap(([schema, { shape }]) =>
    names
      .filter((name) => name in shape)
      .map((name) => `${COLLECTIONS[schema as keyof typeof schemas]}.${name}`),
  );
}

/** No query filters or sorts by one of these, and a fan-out writes them a thousand times in a commit: decision 0013. */
const OF_NOTIFICATIONS = ['type', 'groupTitle', 'actorId', 'actorName', 'subjectId'].map(
  (field) => `notifications.${field}`,
);

/** Parts of chat summaries and of what pushes need. No query filters or sorts by one of these. */
const OF_CHATS = [
  ...['last', 'recent', 'pushed', 'ids'].map((field) => `summaries.${field}`),
  ...['devices', 'mutedUntil', 'wanted'].map((field) => `private.${field}`),
];

const written = ({ collectionGroup, fieldPath }: (typeof fieldOverrides)[number]) =>
  `${collectionGroup}.${fieldPath}`;

describe('firestore.indexes.json', () => {
  test('turns single-field indexing off for long text, tokens, expiry times, chat summaries and most fields of a notification, and for nothing else', () => {
    const exempted = fieldOverrides.filter(({ indexes }) => indexes.length === 0).map(written);
    const expected = [
      ...fieldsNamed('bio', 'content', 'description', 'text', 'token', 'expiresAt', 'until'),
      ...OF_NOTIFICATIONS,
      ...OF_CHATS,
      'deadLetters.expiresAt',
    ];
    expect(exempted.sort()).toEqual(expected.sort());
  });

  test('lets Firestore delete notifications, recent pushes, dead letters and cooldowns at their expiry times, and nothing else', () => {
    const expiring = fieldOverrides.filter(({ ttl }) => ttl).map(written);
    const expected = [...fieldsNamed('expiresAt', 'until'), 'deadLetters.expiresAt'];
    expect(expiring.sort()).toEqual(expected.sort());
  });

  test('the table of collections has every schema of the model', () => {
    expect(Object.keys(COLLECTIONS).sort()).toEqual(Object.keys(schemas).sort());
  });
});
