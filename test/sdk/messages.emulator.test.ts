/** Changes of messages, and what is unread, by real clients. Sending and watching: chat.emulator.test.ts. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { getDoc } from 'firebase/firestore';
import {
  countUnreadMessages,
  deleteMessage,
  updateMessage,
  leaveGroup,
  markChatRead,
  messageRef,
  messagesQuery,
  readMarkRef,
  sendMessage,
  type Firegroups,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { expectReason } from '../../testing/src/clients/refusal.ts';
import { showList } from '../../testing/src/clients/shown.ts';

/** Cleo creates, Ada is an admin, Mia and Max are members; Eve was one and has left; Sid is none. */
const cast = registerUsers(usePeople(), 'cleo', 'ada', 'mia', 'max', 'eve', 'sid');
let groupId: string;

beforeAll(async () => {
  const { cleo, ada, mia, max } = cast;
  groupId = await createClub(cleo, { admins: [ada], members: [mia, max] });
}, 60_000);

async function send({ fg }: Person, text = 'Your move.', to = groupId): Promise<string> {
  const { id, sent } = sendMessage(fg, to, { text });
  await sent;
  return id;
}

describe('updateMessage', () => {
  test('changes what the others read, and says when', async () => {
    const { mia, max } = cast;
    const id = await send(mia);
    const shown = await showList(messagesQuery(max.fg, groupId));
    await updateMessage(mia.fg, groupId, id, { text: ' Your move, Max. ' });
    const all = await shown.until(([newest]) => newest?.text === 'Your move, Max.');
    shown.stop();
    expect(all[0]).toMatchObject({ id, authorId: mia.uid, editedAt: expect.any(Date) });
  });

  test('to what it says already leaves it as it is', async () => {
    const { mia } = cast;
    const id = await send(mia);
    await updateMessage(mia.fg, groupId, id, { text: 'Your move.' });
    expect((await getDoc(messageRef(cast.max.fg, groupId, id))).data()?.editedAt).toBeUndefined();
  });
});

describe('deleteMessage', () => {
  test.each(['mia', 'ada'] as const)('by %s takes it from the others’ sight', async (actor) => {
    const { mia, max } = cast;
    await send(mia);
    const id = await send(mia);
    const shown = await showList(messagesQuery(max.fg, groupId));
    await shown.until(([newest]) => newest?.id === id);
    await deleteMessage(cast[actor].fg, groupId, id);
    const left = await shown.until((all) => !all.some((message) => message.id === id));
    shown.stop();
    expect(left).not.toHaveLength(0);
  });
});

describe('countUnreadMessages and markChatRead', () => {
  test('count what came since one joined, then since one read', async () => {
    const { cleo, mia, max } = cast;
    const club = await createClub(cleo, { members: [mia] });
    await send(mia, 'Before Max', club);
    await letIn(cleo, club, max);
    expect(await countUnreadMessages(max.fg, club)).toBe(0);
    await send(mia, 'One', club);
    await send(cleo, 'Two', club);
    expect(await countUnreadMessages(max.fg, club)).toBe(2);
    await markChatRead(max.fg, club);
    expect(await countUnreadMessages(max.fg, club)).toBe(0);
    expect((await getDoc(readMarkRef(max.fg, club))).data()).toEqual({
      id: club,
      groupId: club,
      lastReadAt: expect.any(Date),
    });
    await send(mia, 'Three', club);
    expect(await countUnreadMessages(max.fg, club)).toBe(1);
    expect(await countUnreadMessages(cleo.fg, club)).toBe(4);
  });

  test('count by a mark that is on its way, too', async () => {
    const { cleo, max } = cast;
    const club = await createClub(cleo, { members: [max] });
    await send(cleo, 'One', club);
    const marked = markChatRead(max.fg, club);
    expect(await countUnreadMessages(max.fg, club)).toBe(0);
    await marked;
  });
});

describe('refused', () => {
  let id: string, evesId: string;
  const text = { text: 'Mine' };

  beforeAll(async () => {
    const { cleo, mia, eve } = cast;
    await letIn(cleo, groupId, eve);
    [id, evesId] = await Promise.all([send(mia), send(eve)]);
    await leaveGroup(eve.fg, groupId);
  }, 60_000);

  const NOT_IN = ['not-a-member', /join the group first/] as const;
  const NOT_AUTHOR = ['permission-denied', /^Only its author can do this: ask them/] as const;
  const NEITHER = ['permission-denied', /its author or an admin can do this: ask/] as const;
  const GONE = ['not-found', /check the ids/] as const;
  type Refusal = typeof NOT_IN | typeof NOT_AUTHOR | typeof GONE;

  test.each<[string, keyof typeof cast, (fg: Firegroups) => Promise<unknown>, Refusal]>([
    ['updateMessage of another’s', 'max', (fg) => updateMessage(fg, groupId, id, text), NOT_AUTHOR],
    ['updateMessage of another’s', 'ada', (fg) => updateMessage(fg, groupId, id, text), NOT_AUTHOR],
    [
      'updateMessage to what another’s says',
      'max',
      (fg) => updateMessage(fg, groupId, id, { text: 'Your move.' }),
      NOT_AUTHOR,
    ],
    ['updateMessage of one’s own', 'eve', (fg) => updateMessage(fg, groupId, evesId, text), NOT_IN],
    [
      'updateMessage of what is gone',
      'mia',
      (fg) => updateMessage(fg, groupId, 'gone', text),
      GONE,
    ],
    ['deleteMessage of another’s', 'max', (fg) => deleteMessage(fg, groupId, id), NEITHER],
    ['deleteMessage of one’s own', 'eve', (fg) => deleteMessage(fg, groupId, evesId), NOT_IN],
    ['deleteMessage of what is gone', 'mia', (fg) => deleteMessage(fg, groupId, 'gone'), GONE],
    ['countUnreadMessages', 'sid', (fg) => countUnreadMessages(fg, groupId), NOT_IN],
    ['countUnreadMessages', 'eve', (fg) => countUnreadMessages(fg, groupId), NOT_IN],
    ['countUnreadMessages of no group', 'mia', (fg) => countUnreadMessages(fg, 'missing'), NOT_IN],
  ])('%s by %s', async (_what, actor, act, [reason, sentence]) => {
    await expectReason(act(cast[actor].fg), reason, sentence);
  });

  test.each(['', ' \u200b', 'x'.repeat(4001)])('an edit to a bad text is named', async (bad) => {
    await expect(updateMessage(cast.mia.fg, groupId, id, { text: bad })).rejects.toMatchObject({
      reason: 'invalid-argument',
      fields: { text: 'expected 1 to 4000 characters, not only blanks' },
    });
  });
});
