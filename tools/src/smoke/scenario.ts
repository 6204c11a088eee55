/** The main job, as its people live it. */
import { randomUUID } from 'node:crypto';
import { getDoc } from 'firebase/firestore';
import {
  acceptInvite,
  approveRequest,
  createGroup,
  groupRef,
  inviteUser,
  isFiregroupsError,
  notificationsQuery,
  removeMember,
  requestToJoin,
  sendMessage,
  watchChat,
  type Chat,
} from 'firegroups';
import {
  registerPerson,
  type EmulatorHosts,
  type Person,
} from '../../../testing/src/clients/client.ts';
import { followQuery, untilDocument } from '../../../testing/src/clients/listening.ts';
import type { Reporter } from './reporter.ts';

/** Plays every step; throws where one does not go as it should. */
export async function playStory(hosts: EmulatorHosts, { step }: Reporter): Promise<void> {
  const register = (name: string) =>
    registerPerson(hosts, { name, email: `${randomUUID()}@example.com`, password: 'firegroups' });

  const [ann, bob, cleo, dan] = (await step('Ann, Bob, Cleo and Dan sign up', () =>
    Promise.all(['Ann', 'Bob', 'Cleo', 'Dan'].map(register)),
  )) as [Person, Person, Person, Person];

  const groupId = await step('Ann creates a private group', () =>
    createGroup(ann.fg, { title: 'Night chess', visibility: 'private' }),
  );

  const annsBell = followQuery(notificationsQuery(ann.fg));
  const bobsBell = followQuery(notificationsQuery(bob.fg));

  await step('Ann invites Bob, and Bob is told live', async () => {
    await inviteUser(ann.fg, groupId, bob.uid);
    await bobsBell.until((all) =>
      all.some((one) => one.type === 'group_invite' && one.groupTitle === 'Night chess'),
    );
  });

  await step('Bob accepts, and the invite leaves his notifications', async () => {
    await acceptInvite(bob.fg, groupId);
    await bobsBell.until((all) => all.length === 0);
  });

  await step('The group counts two members', () =>
    untilDocument(groupRef(bob.fg, groupId), (group) => group?.memberCount === 2),
  );

  const [annsChat, bobsChat] = await step('Both open the chat', async () => {
    const chats = [openChat(ann, groupId), openChat(bob, groupId)] as const;
    await Promise.all(chats.map((chat) => chat.until((now) => !now.hasMore)));
    return chats;
  });

  await step('Ann writes, and Bob reads it', async () => {
    sendMessage(ann.fg, groupId, { text: 'Your move.' });
    await bobsChat.until((chat) => chat.messages.at(-1)?.text === 'Your move.');
  });

  await step('Bob answers, and Ann reads it', async () => {
    sendMessage(bob.fg, groupId, { text: 'Knight to f6.' });
    await annsChat.until((chat) => chat.messages.at(-1)?.text === 'Knight to f6.');
  });

  await step('Dan, a stranger, can neither see the group nor read nor write', async () => {
    await refused(getDoc(groupRef(dan.fg, groupId)));
    await refused(openChat(dan, groupId).ended);
    await refused(sendMessage(dan.fg, groupId, { text: 'Hello?' }).sent);
  });

  await step('Cleo has the link and asks to join; Ann is told live', async () => {
    await requestToJoin(cleo.fg, groupId);
    await annsBell.until((all) =>
      all.some((one) => one.type === 'join_request' && one.actorName === 'Cleo'),
    );
  });

  await step('Cleo still reads nothing', () => refused(openChat(cleo, groupId).ended));

  const cleosChat = await step(
    'Ann approves, Cleo reads the chat, and the request is off Ann’s list',
    async () => {
      await approveRequest(ann.fg, groupId, cleo.uid);
      const chat = openChat(cleo, groupId);
      await Promise.all([
        chat.until((now) => now.messages.length === 2),
        annsBell.until((all) => all.every(({ type }) => type !== 'join_request')),
      ]);
      return chat;
    },
  );

  await step('Ann removes Cleo, and her open chat ends', async () => {
    await removeMember(ann.fg, groupId, cleo.uid);
    const error = await cleosChat.ended.catch((reason: unknown) => reason);
    if (!isFiregroupsError(error, 'not-a-member')) throw new Error('it ended in another way');
  });

  await step('Ann writes on: Bob reads it, nothing more reaches Cleo', async () => {
    sendMessage(ann.fg, groupId, { text: 'Just us again.' });
    await bobsChat.until((chat) => chat.messages.length === 3);
    if (cleosChat.latest().messages.length !== 2) throw new Error('Cleo got the message');
  });

  await step('They go home', async () => {
    annsBell.stop();
    bobsBell.stop();
    await Promise.all([ann, bob, cleo, dan].map((person) => person.close()));
  });
}

/** Somebody's open chat. */
function openChat(person: Person, groupId: string) {
  let latest: Chat = { messages: [], hasMore: true };
  let wake = () => {};
  let end: (error: unknown) => void = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    end = reject;
  });
  ended.catch(() => {}); // Whoever waits for the end hears of it; the others need not.
  watchChat(
    person.fg,
    groupId,
    {},
    {
      next: (chat) => {
        latest = chat;
        wake();
      },
      error: end,
    },
  );
  const until = async (condition: (chat: Chat) => boolean): Promise<void> => {
    while (!condition(latest)) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([changed, ended]);
    }
  };
  return { until, ended, latest: () => latest };
}

/** Resolves where the promise is refused for want of a membership. */
async function refused(promise: Promise<unknown>): Promise<void> {
  const outcome: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  const code = (outcome as { code?: string } | null)?.code ?? 'nothing';
  if (!/permission-denied|not-a-member/.test(code)) {
    throw new Error(`expected a refusal, got ${code}`);
  }
}
