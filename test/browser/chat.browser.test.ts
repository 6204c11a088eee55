/** The chat between two users, each with their own browser. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { removeMember, sendMessage } from 'firegroups';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { useDevices, type Device } from '../../testing/src/browser/devices.ts';
import { expectGone, expectShown } from '../../testing/src/browser/expecting.ts';
import {
  confirm,
  menuOf,
  messageField,
  messages,
  openGroup,
  openScreen,
  say,
  signIn,
} from '../../testing/src/browser/screens.ts';

const devices = useDevices();
const people = usePeople();
const cast = registerUsers(people, 'ann', 'bob');
let ann: Device;
let bob: Device;

beforeAll(async () => {
  [ann, bob] = await Promise.all([devices.open(), devices.open()]);
  await Promise.all([signIn(ann.page, cast.ann), signIn(bob.page, cast.bob)]);
});

/** Creates a group of both users and opens its chat for both. */
async function openChat(title: string): Promise<string> {
  const groupId = await createClub(cast.ann, { title, members: [cast.bob] });
  await Promise.all([openGroup(ann.page, groupId), openGroup(bob.page, groupId)]);
  return groupId;
}

describe('the chat', () => {
  test('delivers a message, and a reply to it', async () => {
    await openChat('Chess club');
    await say(ann.page, 'Shall we play?');
    const question = messages(bob.page, 'Shall we play?');
    await expectShown(question, question.getByText('Ann', { exact: true }));

    await menuOf(question, 'Reply');
    await expectShown(
      bob.page.getByText('Replying to Ann: Shall we play?'),
      bob.page.locator('textarea:focus'),
    );
    await bob.page.keyboard.type('Tonight at seven');
    await bob.page.keyboard.press('Enter');
    const reply = messages(ann.page, 'Tonight at seven');
    await expectShown(reply.getByText('Bob', { exact: true }));
    expect(await reply.getByRole('blockquote').innerText()).toContain('Shall we play?');
  });

  test('shows edits and deletions to the other user', async () => {
    await openChat('Editors');
    await say(ann.page, 'See you at nien');
    await expectShown(messages(bob.page, 'See you at nien'));

    await menuOf(messages(ann.page, 'See you at nien'), 'Edit');
    await messageField(ann.page).fill('See you at nine');
    await ann.page.getByRole('button', { name: 'Save' }).click();
    await expectShown(messages(bob.page, 'See you at nine').getByText('edited'));

    await menuOf(messages(ann.page, 'See you at nine'), 'Delete');
    await confirm(ann.page, 'Delete this message?', 'Delete');
    await expectGone(messages(bob.page, 'See you at nine'));
    await expectShown(bob.page.getByText('No messages yet'));
  });

  test('keeps unsent text while the user edits another message or opens another screen', async () => {
    await openChat('Distracted');
    await say(ann.page, 'Milk, eggs');
    await messageField(ann.page).fill('And what');
    await menuOf(messages(ann.page, 'Milk, eggs'), 'Edit');
    await messageField(ann.page).fill('x'.repeat(4001));
    await ann.page.getByRole('button', { name: 'Save' }).click();
    await expectShown(ann.page.getByText('Expected 1 to 4000 characters'));
    await messageField(ann.page).fill('Milk, ten eggs');
    await ann.page.getByRole('button', { name: 'Save' }).click();
    await expectShown(messages(ann.page, 'Milk, ten eggs'));
    await ann.page.getByRole('link', { name: 'Posts', exact: true }).click();
    await expectShown(ann.page.getByRole('heading', { name: 'Posts' }));
    await ann.page.getByRole('link', { name: 'Chat', exact: true }).click();
    await expectShown(messages(ann.page, 'Milk, ten eggs'));
    expect(await messageField(ann.page).inputValue()).toBe('And what');
  });

  test('lets only the author edit a message, and only the author or an admin delete it', async () => {
    await openChat('Rights');
    await say(ann.page, 'Hers');
    await say(bob.page, 'His');
    await messages(bob.page, 'Hers').getByRole('button').click();
    expect(await bob.page.getByRole('menuitem').allInnerTexts()).toEqual(['Reply']);
    await messages(ann.page, 'His').getByRole('button').click();
    expect(await ann.page.getByRole('menuitem').allInnerTexts()).toEqual(['Reply', 'Delete']);
  });

  test('loads older messages on scrolling up, back to the first one', async () => {
    const groupId = await createClub(cast.ann, { title: 'Old club', members: [cast.bob] });
    for (let i = 1; i <= 100; i++) sendMessage(cast.ann.fg, groupId, { text: `Number ${i}.` });
    await sendMessage(cast.ann.fg, groupId, { text: 'The last one' }).sent;
    await openGroup(bob.page, groupId);
    await expectShown(messages(bob.page, 'The last one'));
    expect(await messages(bob.page, 'Number 1.').count()).toBe(0);

    const log = bob.page.getByRole('log', { name: 'Messages' });
    await log.hover();
    while ((await messages(bob.page, 'Number 1.').count()) === 0) {
      const shown = await log.getByRole('article').count();
      await bob.page.mouse.wheel(0, -20_000);
      await expectShown(log.getByRole('article').nth(shown));
    }
    // While a page arrives in parts, some messages are missing for a moment.
    await expectShown(log.getByRole('article').nth(100));
    const texts = await log.getByText(/^Number \d+\.$/).allInnerTexts();
    expect(texts).toEqual(Array.from({ length: 100 }, (_unused, i) => `Number ${i + 1}.`));
  });

  test('closes for a removed member, with a message', async () => {
    const groupId = await openChat('Strict club');
    await say(ann.page, 'Goodbye, Bob');
    await expectShown(messages(bob.page, 'Goodbye, Bob'));
    await removeMember(cast.ann.fg, groupId, cast.bob.uid);
    await expectShown(
      bob.page.getByText('You are no longer a member of Strict club.'),
      bob.page.getByRole('heading', { name: 'My groups', level: 1 }),
    );
    await expectGone(bob.page.getByRole('link', { name: 'Strict club' }));
    await bob.page.goto(`/groups/${groupId}`);
    await expectShown(bob.page.getByRole('button', { name: 'Ask to join' }));
  });
});

describe('a group’s other screens', () => {
  test.each(['posts', 'events', 'members', 'about'] as const)(
    '%s: redirects a removed member, with the same message',
    async (screen) => {
      const groupId = await createClub(cast.ann, {
        title: `Strict ${screen}`,
        members: [cast.bob],
      });
      await openScreen(bob.page, groupId, screen);
      await removeMember(cast.ann.fg, groupId, cast.bob.uid);
      await expectShown(
        bob.page.getByText(`You are no longer a member of Strict ${screen}.`),
        bob.page.getByRole('heading', { name: 'My groups', level: 1 }),
      );
    },
  );
});

describe('the chat without a network', () => {
  test('marks messages as sending, and sends them when the network is back', async () => {
    await openChat('Mountain hut');
    await ann.offline(async () => {
      await say(ann.page, 'Is anybody there?');
      await expectShown(messages(ann.page, 'Is anybody there?').getByText('sending'));
    });
    await expectShown(messages(bob.page, 'Is anybody there?'));
    await expectGone(messages(ann.page, 'Is anybody there?').getByText('sending'));
  });

  test('sends messages even if the page was closed in the meantime', async () => {
    const groupId = await openChat('Travellers');
    await ann.offline(async () => {
      await say(ann.page, 'On my way');
      await ann.page.close();
    });
    ann.page = await ann.context.newPage();
    await openGroup(ann.page, groupId);
    await expectShown(messages(bob.page, 'On my way'));
    await expectGone(messages(ann.page, 'On my way').getByText('sending'));
  });

  test('keeps a rejected message until its author is back in the group', async () => {
    const groupId = await openChat('Revolving door');
    await bob.offline(async () => {
      await say(bob.page, 'Let me finish');
      await removeMember(cast.ann.fg, groupId, cast.bob.uid);
    });
    await expectShown(
      bob.page.getByText('You are no longer a member of Revolving door.'),
      bob.page.getByText('Message not sent'),
    );
    await letIn(cast.ann, groupId, cast.bob);
    await bob.page.getByRole('main').getByRole('link', { name: 'Revolving door' }).click();
    const failed = bob.page.getByRole('alert', { name: 'Not sent' });
    await expectShown(failed.getByText('Let me finish'));
    await failed.getByRole('button', { name: 'Send again' }).click();
    await expectShown(messages(ann.page, 'Let me finish'));
    await expectGone(failed);
  });

  test('asks before signing out with unsent messages', async () => {
    await openChat('Hasty ones');
    await ann.offline(async () => {
      await say(ann.page, 'Wait for me');
      await ann.page.getByRole('button', { name: 'Account menu: Ann' }).click();
      await ann.page.getByRole('menuitem', { name: 'Sign out' }).click();
      const question = ann.page.getByRole('dialog', { name: 'Sign out anyway?' });
      await question.getByRole('button', { name: 'Cancel' }).click();
    });
    await expectShown(messages(bob.page, 'Wait for me'));
  });

  test('opens offline with cached messages', async () => {
    const groupId = await openChat('Cellar club');
    await say(ann.page, 'No signal down here');
    await expectShown(messages(bob.page, 'No signal down here'));
    // From then on, the browser has cached the app.
    await bob.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await bob.offline(async () => {
      await bob.page.goto('/');
      await bob.page.getByRole('main').getByRole('link', { name: 'Cellar club' }).click();
      await expectShown(
        messages(bob.page, 'No signal down here'),
        bob.page.getByRole('status').getByText('Offline', { exact: true }),
      );
      await bob.page.goto(`/groups/${groupId}/posts/unseen`);
      await expectShown(bob.page.getByText('Not available offline'));
      await bob.page.goto(`/groups/${groupId}/events`);
      await expectShown(bob.page.getByText('Not available offline'));
      await bob.page.goto(`/groups/${groupId}/posts/unseen`);
    });
    await expectGone(bob.page.getByRole('status').getByText('Offline', { exact: true }));
    await expectShown(bob.page.getByText('This post no longer exists'));
    expect(bob.page.url()).toContain(groupId);
  });
});
