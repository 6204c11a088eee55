/** The smoke scenario: four users create a group, join it, chat, and are removed. */
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

/** Runs every step. Throws if one fails. */
export async function runScenario(hosts: EmulatorHosts, { step }: Reporter): Promise<void> {
  const register = (name: string) =>
    registerPerson(hosts, { name, email: `${randomUUID()}@example.com`, password: 'firegroups' });

  const [ann, bob, cleo, dan] = (await step('Ann, Bob, Cleo and Dan sign up', () =>
    Promise.all(['Ann', 'Bob', 'Cleo', 'Dan'].map(register)),
  )) as [Person, Person, Person, Person];

  const groupId = await step('Ann creates a private group', () =>
    createGroup(ann.fg, { title: 'Night chess', visibility: 'private' }),
  );

  const annsNotifications = followQuery(notificationsQuery(ann.fg));
  const bobsNotifications = followQuery(notificationsQuery(bob.fg));

  await step('Ann invites Bob, and Bob is notified in real time', async () => {
    await inviteUser(ann.fg, groupId, bob.uid);
    await bobsNotifications.until((all) =>
      all.some((one) => one.type === 'group_invite' && one.groupTitle === 'Night chess'),
    );
  });

  await step('Bob accepts, and the invite disappears from his notifications', async () => {
    await acceptInvite(bob.fg, groupId);
    await bobsNotifications.until((all) => all.length === 0);
  });

  await step('The group has two members', () =>
    untilDocument(groupRef(bob.fg, groupId), (group) => group?.memberCount === 2),
  );

  const [annsChat, bobsChat] = await step('Ann and Bob open the chat', async () => {
    const chats = [openChat(ann, groupId), openChat(bob, groupId)] as const;
    await Promise.all(chats.map((chat) => chat.until((now) => !now.hasMore)));
    return chats;
  });

  await step('Ann sends a message, and Bob receives it', async () => {
    sendMessage(ann.fg, groupId, { text: 'Your move.' });
    await bobsChat.until((chat) => chat.messages.at(-1)?.text === 'Your move.');
  });

  await step('Bob answers, and Ann receives it', async () => {
    sendMessage(bob.fg, groupId, { text: 'Knight to f6.' });
    await annsChat.until((chat) => chat.messages.at(-1)?.text === 'Knight to f6.');
  });

  await step('Dan, a stranger, cannot see the group, read the chat or write', async () => {
    await expectRefusal(getDoc(groupRef(dan.fg, groupId)));
    await expectRefusal(openChat(dan, groupId).ended);
    await expectRefusal(sendMessage(dan.fg, groupId, { text: 'Hello?' }).sent);
  });

  await step('Cleo asks to join by the link, and Ann is notified in real time', async () => {
    await requestToJoin(cleo.fg, groupId);
    await annsNotifications.until((all) =>
      all.some((one) => one.type === 'join_request' && one.actorName === 'Cleo'),
    );
  });

  await step('Cleo cannot read the chat yet', () => expectRefusal(openChat(cleo, groupId).ended));

  const cleosChat = await step(
    'Ann approves: the request disappears, and Cleo can read the chat',
    async () => {
      await approveRequest(ann.fg, groupId, cleo.uid);
      const chat = openChat(cleo, groupId);
      await Promise.all([
        chat.until((now) => now.messages.length === 2),
        annsNotifications.until((all) => all.every(({ type }) => type !== 'join_request')),
      ]);
      return chat;
    },
  );

  await step('Ann removes Cleo, and Cleo’s open chat ends', async () => {
    await removeMember(ann.fg, groupId, cleo.uid);
    const error = await cleosChat.ended.catch((reason: unknown) => reason);
    if (!isFiregroupsError(error, 'not-a-member'))
      throw new Error('the chat ended for another reason');
  });

  await step('Ann sends another message: Bob receives it, Cleo does not', async () => {
    sendMessage(ann.fg, groupId, { text: 'Just us again.' });
    await bobsChat.until((chat) => chat.messages.length === 3);
    if (cleosChat.latest().messages.length !== 2) throw new Error('Cleo received the message');
  });

  await step('All sign out', async () => {
    annsNotifications.stop();
    bobsNotifications.stop();
    await Promise.all([ann, bob, cleo, dan].map((person) => person.close()));
  });
}

/** Opens the chat as a person. */
function openChat(person: Person, groupId: string) {
  let latest: Chat = { messages: [], hasMore: true };
  let onChange = () => {};
  let end: (error: unknown) => void = () => {};
  const ended = new Promise<never>((_resolve, reject) => {
    end = reject;
  });
  ended.catch(() => {}); // Not every step waits for the end.
  watchChat(
    person.fg,
    groupId,
    {},
    {
      next: (chat) => {
        latest = chat;
        onChange();
      },
      error: end,
    },
  );
  const until = async (condition: (chat: Chat) => boolean): Promise<void> => {
    while (!condition(latest)) {
      const changed = new Promise<void>((resolve) => {
        onChange = resolve;
      });
      await Promise.race([changed, ended]);
    }
  };
  return { until, ended, latest: () => latest };
}

/** Resolves if the promise rejects because the person is not a member. */
async function expectRefusal(promise: Promise<unknown>): Promise<void> {
  const outcome: unknown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  const code = (outcome as { code?: string } | null)?.code ?? 'success';
  if (!/permission-denied|not-a-member/.test(code)) {
    throw new Error(`expected a refusal, got ${code}`);
  }
}
