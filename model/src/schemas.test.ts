import { describe, expect, test } from '@jest/globals';
import type { ZodType } from 'zod';
import * as LIMITS from './limits.ts';
import * as schemas from './schemas.ts';

const now = new Date('2026-01-01T12:00:00Z');
const uuid = '6F9619FF-8B86-D011-B42D-00CF4FC964FF';

const VALID: Record<string, { schema: ZodType; document: Record<string, unknown> }> = {
  user: {
    schema: schemas.userSchema,
    document: { displayName: 'Ann', photoURL: null, createdAt: now, updatedAt: now },
  },
  settings: {
    schema: schemas.settingsSchema,
    document: { notifications: { group_invite: { inApp: true, push: false } } },
  },
  readMark: { schema: schemas.readMarkSchema, document: { groupId: 'g1', lastReadAt: now } },
  limit: {
    schema: schemas.limitSchema,
    document: { since: now, count: 1, last: 'g1/e1', at: now },
  },
  cooldown: { schema: schemas.cooldownSchema, document: { userId: 'ann', until: now } },
  device: {
    schema: schemas.deviceSchema,
    document: { userId: 'ann', token: 't', platform: 'web', locale: 'en', updatedAt: now },
  },
  recentPush: {
    schema: schemas.recentPushSchema,
    document: { notificationId: 'n1', expiresAt: now },
  },
  notification: {
    schema: schemas.notificationSchema,
    document: {
      type: 'group_invite',
      groupId: 'g1',
      groupTitle: 'Chess',
      actorId: 'ann',
      actorName: 'Ann',
      subjectId: null,
      createdAt: now,
      readAt: null,
      expiresAt: now,
    },
  },
  group: {
    schema: schemas.groupSchema,
    document: {
      title: 'Chess',
      visibility: 'public',
      joinPolicy: 'approval',
      invitePolicy: 'members',
      creatorId: 'ann',
      createdAt: now,
      updatedAt: now,
    },
  },
  member: {
    schema: schemas.memberSchema,
    document: {
      userId: 'ann',
      groupId: 'g1',
      role: 'creator',
      status: 'joined',
      invitedBy: null,
      createdAt: now,
      updatedAt: now,
      joinedAt: now,
    },
  },
  post: {
    schema: schemas.postSchema,
    document: { authorId: 'ann', content: 'Hi', createdAt: now, updatedAt: now },
  },
  comment: {
    schema: schemas.commentSchema,
    document: { authorId: 'ann', content: 'Hi', createdAt: now, updatedAt: now },
  },
  event: {
    schema: schemas.eventSchema,
    document: {
      creatorId: 'ann',
      title: 'Match',
      eventTime: now,
      createdAt: now,
      updatedAt: now,
      updatedBy: 'ann',
    },
  },
  vote: {
    schema: schemas.voteSchema,
    document: { userId: 'ann', vote: 'going', updatedAt: now },
  },
  message: {
    schema: schemas.messageSchema,
    document: { authorId: 'ann', text: 'Hi', imageId: uuid, createdAt: now },
  },
};

describe.each(Object.entries(VALID))('%s', (_name, { schema, document }) => {
  test('a valid document passes', () => {
    expect(schema.safeParse(document).error).toBeUndefined();
  });

  test('an undeclared field is refused', () => {
    expect(schema.safeParse({ ...document, surprise: 1 }).success).toBe(false);
  });

  test.each(Object.keys(document))(
    '%s of a wrong type is refused, and the error names it',
    (field) => {
      const result = schema.safeParse({ ...document, [field]: Symbol('wrong') });
      expect(result.error?.issues[0]?.path[0]).toBe(field);
    },
  );
});

describe('limits', () => {
  test.each([
    ['user', 'displayName', LIMITS.displayName],
    ['user', 'bio', LIMITS.bio],
    ['device', 'token', LIMITS.deviceToken],
    ['group', 'title', LIMITS.groupTitle],
    ['group', 'description', LIMITS.groupDescription],
    ['post', 'content', LIMITS.postContent],
    ['comment', 'content', LIMITS.commentContent],
    ['event', 'title', LIMITS.eventTitle],
    ['event', 'description', LIMITS.eventDescription],
    ['event', 'location', LIMITS.eventLocation],
    ['message', 'text', LIMITS.messageText],
    ['message', 'replyTo', LIMITS.id],
  ])('%s.%s is valid at its limit and refused above it', (name, field, limit) => {
    const { schema, document } = VALID[name]!;
    expect(schema.safeParse({ ...document, [field]: 'x'.repeat(limit) }).success).toBe(true);
    expect(schema.safeParse({ ...document, [field]: 'x'.repeat(limit + 1) }).success).toBe(false);
  });

  test.each([
    ['user', 'displayName'],
    ['group', 'title'],
    ['post', 'content'],
    ['message', 'text'],
  ])('%s.%s cannot be only blanks', (name, field) => {
    const { schema, document } = VALID[name]!;
    expect(schema.safeParse({ ...document, [field]: ' \u200b' }).success).toBe(false);
  });

  test.each([
    ['post', 'content'],
    ['message', 'text'],
  ])('%s.%s can be empty only beside an image', (name, field) => {
    const { schema, document } = VALID[name]!;
    const fieldsOf = (changed: object) =>
      schema
        .safeParse({ ...document, [field]: '', ...changed })
        .error?.issues.map(({ path }) => path);
    expect(fieldsOf({ imageId: uuid })).toBeUndefined();
    expect(fieldsOf({ imageId: null })).toEqual([[field]]);
    expect(fieldsOf({ imageId: uuid, [field]: ' ' })).toEqual([[field]]);
  });

  test.each(['post', 'message'])('the size of an image of a %s needs an image', (name) => {
    const { schema, document } = VALID[name]!;
    const isValid = (changed: object) => schema.safeParse({ ...document, ...changed }).success;
    const sized = (imageWidth: number, imageHeight = 1, imageId: string | null = uuid) =>
      isValid({ imageId, imageWidth, imageHeight });
    expect([sized(1), sized(LIMITS.imageSide, LIMITS.imageSide)]).toEqual([true, true]);
    expect(isValid({ imageId: uuid, imageWidth: 5 })).toBe(true);
    expect([sized(0), sized(1, LIMITS.imageSide + 1), sized(1.5), sized(1, 1, null)]).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('a photoURL must be https', () => {
    const { schema, document } = VALID['user']!;
    const parse = (photoURL: string) => schema.safeParse({ ...document, photoURL }).success;
    expect(parse('https://example.com/a.png')).toBe(true);
    expect(parse('http://example.com/a.png')).toBe(false);
  });
});

test('a stored Timestamp becomes a Date', () => {
  const stored = { toDate: () => now };
  const { schema, document } = VALID['vote']!;
  expect(schema.parse({ ...document, updatedAt: stored })).toEqual(document);
});
