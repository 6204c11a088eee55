import { describe, expect, test } from '@jest/globals';
import { fcm } from '../../functions/src/notifications/push/fcm.ts';
import { pushContent } from '../../functions/src/notifications/push/content.ts';
import { useLog } from '../../testing/src/harness/log.ts';

const log = useLog();

describe('fcm', () => {
  test('logs on the emulators what it would send, without tokens, names or titles', async () => {
    const content = pushContent({
      id: 'group_invite_chess_1_0',
      type: 'group_invite',
      groupId: 'chess',
      groupTitle: 'Secret society',
      actorId: 'mia',
      actorName: 'Mia',
      subjectId: null,
    });
    expect(await fcm.send(content, ['token1', 'token2'])).toEqual(['sent', 'sent']);
    expect(log.lines()).toEqual([
      { severity: 'info', message: 'push', type: 'group_invite', group: 'chess', devices: 2 },
    ]);
    expect(log.text()).not.toMatch(/token\d|mia|secret/i);
  });
});
