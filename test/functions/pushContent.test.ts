import { describe, expect, test } from '@jest/globals';
import { LIMITS, NOTIFICATION_TYPES } from '@firegroups/model';
import { LIMIT_OPTIONS } from '@firegroups/model/config';
import type { NotificationPayload } from '../../functions/src/notifications/payload.ts';
import { pushContent } from '../../functions/src/notifications/push/content.ts';

const PAYLOAD: NotificationPayload = {
  id: 'event_created_chess_e1_1_0',
  type: 'event_created',
  groupId: 'chess',
  groupTitle: 'Chess club',
  actorId: 'mia',
  actorName: 'Mia',
  subjectId: 'e1',
};
const onWall: NotificationPayload = {
  ...PAYLOAD,
  type: 'post_comment',
  groupId: null,
  groupTitle: null,
};

describe('pushContent', () => {
  test('shows the title of the group and who did what', () => {
    const { notification } = pushContent(PAYLOAD);
    expect(notification).toEqual({ title: 'Chess club', body: 'Mia planned an event.' });
  });

  test('shows no title on a wall, and “Someone” for an actor without a profile', () => {
    const { notification } = pushContent({ ...onWall, actorName: null });
    expect(notification).toEqual({ body: 'Someone commented on your post.' });
  });

  test('names nobody if a request was approved because the group became open', () => {
    const bodyOf = (actorName: string | null) =>
      pushContent({ ...PAYLOAD, type: 'join_approved', actorName }).notification!.body;
    expect(bodyOf('Ada')).toBe('Ada approved your request to join.');
    expect(bodyOf(null)).toBe('Your request to join was approved.');
  });

  test('carries the fields of the notification, without null, which FCM refuses', () => {
    const { id, ...fields } = PAYLOAD;
    expect(pushContent(PAYLOAD).data).toEqual({ ...fields, notificationId: id });
    expect(pushContent(onWall).data).toEqual({
      notificationId: id,
      type: 'post_comment',
      actorId: 'mia',
      actorName: 'Mia',
      subjectId: 'e1',
    });
  });

  test('has a different text for each type', () => {
    const bodies = NOTIFICATION_TYPES.map((type) => pushContent({ ...PAYLOAD, type }).notification);
    expect(new Set(bodies.map((notification) => notification!.body)).size).toBe(
      NOTIFICATION_TYPES.length,
    );
  });

  test('replaces the same notification on the screen, and no other, on every platform', () => {
    const tagsOf = (payload: NotificationPayload) => {
      const { android, apns, webpush } = pushContent(payload);
      return [
        android?.notification?.tag,
        apns?.headers?.['apns-collapse-id'],
        webpush?.headers?.['Topic'],
        (webpush?.notification as { tag?: string } | undefined)?.tag,
      ];
    };
    const tags = tagsOf(PAYLOAD);
    expect(tagsOf({ ...PAYLOAD })).toEqual(tags);
    expect(new Set(tags).size).toBe(1);
    // A web push topic allows 32 characters of base64url, APNs 64 bytes.
    expect(tags[0]).toMatch(/^[\w-]{1,32}$/);
    expect(tagsOf({ ...PAYLOAD, id: `${PAYLOAD.id}0` })[0]).not.toBe(tags[0]);
  });

  test('stays below the 4096 bytes that FCM allows, even with the longest names that a project can allow', () => {
    const long = {
      groupTitle: '漢'.repeat(LIMIT_OPTIONS.groupTitle.max),
      actorName: '漢'.repeat(LIMIT_OPTIONS.displayName.max),
    };
    const id = 'x'.repeat(LIMITS.id);
    const ids = { groupId: id, actorId: id, subjectId: id };
    const payload = { ...PAYLOAD, ...long, ...ids, id: 'n'.repeat(600) };
    expect(Buffer.byteLength(JSON.stringify(pushContent(payload)))).toBeLessThan(4096);
  });
});
