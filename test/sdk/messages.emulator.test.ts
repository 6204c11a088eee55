/** Updating and deleting messages, and unread counts, with real clients. chat.emulator.test.ts covers sending and watching. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { LIMITS } from '@firegroups/model';
import { getDoc } from 'firebase/firestore';
import {
  countUnreadMessages,
  createGroup,
  deleteMessage,
  updateMessage,
  leaveGroup,
  markChatRead,
  messageRef,
  messagesQuery,
  readMarkRef,
  sendMessage,
} from 'firegroups';
import type { Person } from '../../testing/src/clients/client.ts';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import {
  NOT_A_MEMBER,
  NOT_AUTHOR,
  NOT_PERMITTED,
  NOT_FOUND,
  testRefusals,
} from '../../testing/src/clients/refusals.ts';
import { showList } from '../../testing/src/clients/shown.ts';

/** Cleo is the creator, Ada an admin; Mia and Max are members; Eve was one and has left; Sid is not a member. */
const people = usePeople();
const users = registerUsers(people, 'cleo', 'ada', 'mia', 'max', 'eve', 'sid');
let groupId: string;

beforeAll(async () => {
  const { cleo, ada, mia, max } = users;
  groupId = await createClub(cleo, { admins: [ada], members: [mia, max] });
});

async function send({ fg }: Person, text = 'Your move.', to = groupId): Promise<string> {
  const { id, sent } = sendMessage(fg, to, { text });
  await sent;
  return id;
}

describe('sendMessage', () => {
  test('refuses text with half a character, and sends what comes after it', async () => {
    const { fg } = await people.register('Hal');
    const own = await createGroup(fg, { title: 'Chess club' });
    expect(() => sendMessage(fg, own, { text: 'hi \ud83d' })).toThrow(/unpaired surrogates/);
    await sendMessage(fg, own, { text: 'hi 👍' }).sent;
  });
});

describe('updateMessage', () => {
  test('changes what other members read, and sets the time of the edit', async () => {
    const { mia, max } = users;
    const id = await send(mia);
    const shown = await showList(messagesQuery(max.fg, groupId));
    await updateMessage(mia.fg, groupId, id, { text: ' Your move, Max. ' });
    const all = await shown.until(([newest]) => newest?.text === 'Your move, Max.');
    shown.stop();
    expect(all[0]).toMatchObject({ id, authorId: mia.uid, editedAt: expect.any(Date) });
  });

  test('to the same text changes nothing', async () => {
    const { mia } = users;
    const id = await send(mia);
    await updateMessage(mia.fg, groupId, id, { text: 'Your move.' });
    expect((await getDoc(messageRef(users.max.fg, groupId, id))).data()?.editedAt).toBeUndefined();
  });
});

describe('deleteMessage', () => {
  test.each(['mia', 'ada'] as const)(
    'by %s hides the message from other members',
    async (actor) => {
      const { mia, max } = users;
      await send(mia);
      const id = await send(mia);
      const shown = await showList(messagesQuery(max.fg, groupId));
      await shown.until(([newest]) => newest?.id === id);
      await deleteMessage(users[actor].fg, groupId, id);
      const left = await shown.until((all) => !all.some((message) => message.id === id));
      shown.stop();
      expect(left).not.toHaveLength(0);
    },
  );
});

describe('countUnreadMessages and markChatRead', () => {
  test('count messages since the user joined, then since they read the chat', async () => {
    const { cleo, mia, max } = users;
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

  test('count messages since the user joined again, not those of the time in between', async () => {
    const { cleo, max } = users;
    const club = await createClub(cleo, { members: [max] });
    await send(cleo, 'Read', club);
    await markChatRead(max.fg, club);
    await leaveGroup(max.fg, club);
    for (const text of ['One', 'Two', 'Three']) await send(cleo, text, club);
    await letIn(cleo, club, max);
    expect(await countUnreadMessages(max.fg, club)).toBe(0);
    await send(cleo, 'Four', club);
    expect(await countUnreadMessages(max.fg, club)).toBe(1);
    await markChatRead(max.fg, club);
    expect(await countUnreadMessages(max.fg, club)).toBe(0);
  });

  test('take a pending mark into account', async () => {
    const { cleo, max } = users;
    const club = await createClub(cleo, { members: [max] });
    await send(cleo, 'One', club);
    const marked = markChatRead(max.fg, club);
    expect(await countUnreadMessages(max.fg, club)).toBe(0);
    await marked;
  });
});

describe('a refused call', () => {
  let id: string, evesId: string;

  beforeAll(async () => {
    const { cleo, mia, eve } = users;
    await letIn(cleo, groupId, eve);
    [id, evesId] = await Promise.all([send(mia), send(eve)]);
    await leaveGroup(eve.fg, groupId);
  });

  const target = () => ({ groupId, id, text: 'Mine' });
  testRefusals(
    users,
    {
      '': target,
      'of another user’s message': target,
      'of another user’s message to the same text': () => ({ ...target(), text: 'Your move.' }),
      'of the user’s own message': () => ({ ...target(), id: evesId }),
      'of a message that does not exist': () => ({ ...target(), id: 'missing' }),
      'of a group that does not exist': () => ({ ...target(), groupId: 'missing' }),
    },
    {
      updateMessage: (fg, { text, ...target }) =>
        updateMessage(fg, target.groupId, target.id, { text }),
      deleteMessage: (fg, target) => deleteMessage(fg, target.groupId, target.id),
      countUnreadMessages: (fg, target) => countUnreadMessages(fg, target.groupId),
    },
    [
      ['updateMessage', 'of another user’s message', 'max', NOT_AUTHOR],
      ['updateMessage', 'of another user’s message', 'ada', NOT_AUTHOR],
      ['updateMessage', 'of another user’s message to the same text', 'max', NOT_AUTHOR],
      ['updateMessage', 'of the user’s own message', 'eve', NOT_A_MEMBER],
      ['updateMessage', 'of a message that does not exist', 'mia', NOT_FOUND],
      ['deleteMessage', 'of another user’s message', 'max', NOT_PERMITTED],
      ['deleteMessage', 'of the user’s own message', 'eve', NOT_A_MEMBER],
      ['deleteMessage', 'of a message that does not exist', 'mia', NOT_FOUND],
      ['countUnreadMessages', '', 'sid', NOT_A_MEMBER],
      ['countUnreadMessages', '', 'eve', NOT_A_MEMBER],
      ['countUnreadMessages', 'of a group that does not exist', 'mia', NOT_A_MEMBER],
    ],
  );

  test.each(['', ' \u200b', 'x'.repeat(LIMITS.messageText + 1)])(
    'updateMessage names an invalid text: %j',
    async (bad) => {
      await expect(updateMessage(users.mia.fg, groupId, id, { text: bad })).rejects.toMatchObject({
        reason: 'invalid-argument',
        fields: { text: `expected 1 to ${LIMITS.messageText} characters, not only blanks` },
      });
    },
  );
});
