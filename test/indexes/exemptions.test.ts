/** What firestore.indexes.json says of single fields without any query asking for it: docs/reference/data-model.md, Indexes. */
import { describe, expect, test } from '@jest/globals';
import * as schemas from '@firegroups/model/schemas';
import { readIndexConfig } from '../../testing/src/indexes/indexConfig.ts';

const { fieldOverrides } = readIndexConfig();

const COLLECTIONS: Record<keyof typeof schemas, string> = {
  userSchema: 'users',
  settingsSchema: 'private',
  readMarkSchema: 'reads',
  deviceSchema: 'devices',
  notificationSchema: 'notifications',
  groupSchema: 'groups',
  memberSchema: 'members',
  postSchema: 'posts',
  commentSchema: 'comments',
  eventSchema: 'events',
  voteSchema: 'votes',
  messageSchema: 'messages',
};

/** `collection.field` for every document of the model that has a field of such a name. */
function fieldsNamed(...names: string[]): string[] {
  return Object.entries(schemas).flatMap(([schema, { shape }]) =>
    names
      .filter((name) => name in shape)
      .map((name) => `${COLLECTIONS[schema as keyof typeof schemas]}.${name}`),
  );
}

/** No query asks for one of these alone, and a fan-out writes them a thousand times in a commit: decision 0013. */
const OF_NOTIFICATIONS = ['type', 'groupTitle', 'actorId', 'actorName', 'subjectId'].map(
  (field) => `notifications.${field}`,
);

const written = ({ collectionGroup, fieldPath }: (typeof fieldOverrides)[number]) =>
  `${collectionGroup}.${fieldPath}`;

describe('firestore.indexes.json', () => {
  test('switches single-field indexing off for long text, expiry times and most of a notification, and for nothing else', () => {
    const exempted = fieldOverrides.filter(({ indexes }) => indexes.length === 0).map(written);
    const expected = [
      ...fieldsNamed('bio', 'content', 'description', 'text', 'expiresAt'),
      ...OF_NOTIFICATIONS,
    ];
    expect(exempted.sort()).toEqual(expected.sort());
  });

  test('lets Firestore delete notifications, and nothing else, at their expiry times', () => {
    expect(fieldOverrides.filter(({ ttl }) => ttl).map(written)).toEqual(fieldsNamed('expiresAt'));
  });

  test('the table of collections names every schema of the model', () => {
    expect(Object.keys(COLLECTIONS).sort()).toEqual(Object.keys(schemas).sort());
  });
});
