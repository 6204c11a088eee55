/** The chat between two users, each with their own browser. */
import { removeMember, sendMessage } from 'firegroups';
import { LIMITS } from '@firegroups/model';
import { createClub, letIn } from '../../testing/src/fixtures/clubs.ts';
import { expectHidden, expectVisible } from '../../testing/src/browser/expectations.ts';
import {
  confirm,
  menuOf,
  messageField,
  messages,
  openGroup,
  openScreen,
  say,
} from '../../testing/src/browser/steps.ts';
import { expect, test, type DemoUser } from '../../testing/src/browser/test.ts';

/** Creates a group of two users and opens its chat for both. */
async function openChat(creator: DemoUser, member: DemoUser, title: string): Promise<string> {
  const groupId = await createClub(creator, { title, members: [member] });
  await Promise.all([openGroup(creator.page, groupId), openGroup(member.page, groupId)]);
  return groupId;
}

test.describe('the chat', () => {
  test('delivers a message, and a reply to it', async ({ ann, bob }) => {
    await openChat(ann, bob, 'Chess club');
    await say(ann.page, 'Shall we play?');
    const question = messages(bob.page, 'Shall we play?');
    await expectVisible(question, question.getByText('Ann', { exact: true }));

    await menuOf(question, 'Reply');
    await expectVisible(
      bob.page.getByText('Replying to Ann: Shall we play?'),
      bob.page.locator('textarea:focus'),
    );
    await bob.page.keyboard.type('Tonight at seven');
    await bob.page.keyboard.press('Enter');
    const reply = messages(ann.page, 'Tonight at seven');
    await expectVisible(reply.getByText('Bob', { exact: true }));
    expect(await reply.getByRole('blockquote').innerText()).toContain('Shall we play?');
  });

  test('does not send what an input method is still composing', async ({ ann, bob }) => {
    await openChat(ann, bob, 'Readers of Soseki');
    const field = messageField(ann.page);
    await field.fill('吾輩は');
    // Safari ends the composition before it reports the key, so only the key code tells that the input method used it.
    await field.evaluate((element) => {
      const confirming = { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true };
      element.dispatchEvent(new KeyboardEvent('keydown', confirming));
    });
    await expect(field).toHaveValue('吾輩は');
    await say(ann.page, '吾輩は猫である');
    await expectVisible(messages(bob.page, '吾輩は猫である'));
    expect(await messages(ann.page, '吾輩は').count()).toBe(1);
  });

  test('shows edits and deletions to the other user', async ({ ann, bob }) => {
    await openChat(ann, bob, 'Editors');
    await say(ann.page, 'See you at nien');
    await expectVisible(messages(bob.page, 'See you at nien'));

    await menuOf(messages(ann.page, 'See you at nien'), 'Edit');
    await messageField(ann.page).fill('See you at nine');
    await ann.page.getByRole('button', { name: 'Save' }).click();
    await expectVisible(messages(bob.page, 'See you at nine').getByText('edited'));

    await menuOf(messages(ann.page, 'See you at nine'), 'Delete');
    await confirm(ann.page, 'Delete this message?', 'Delete');
    await expectHidden(messages(bob.page, 'See you at nine'));
    await expectVisible(bob.page.getByText('No messages yet'));
  });

  test('keeps unsent text while the user edits another message or opens another screen', async ({
    ann,
    bob,
  }) => {
    await openChat(ann, bob, 'Distracted');
    await say(ann.page, 'Milk, eggs');
    await messageField(ann.page).fill('And what');
    await menuOf(messages(ann.page, 'Milk, eggs'), 'Edit');
    await messageField(ann.page).fill('x'.repeat(LIMITS.messageText + 1));
    await ann.page.getByRole('button', { name: 'Save' }).click();
    await expectVisible(ann.page.getByText(`Expected 1 to ${LIMITS.messageText} characters`));
    await messageField(ann.page).fill('Milk, ten eggs');
    await ann.page.getByRole('button', { name: 'Save' }).click();
    await expectVisible(messages(ann.page, 'Milk, ten eggs'));
    await ann.page.getByRole('link', { name: 'Posts', exact: true }).click();
    await expectVisible(ann.page.getByRole('heading', { name: 'Posts' }));
    await ann.page.getByRole('link', { name: 'Chat', exact: true }).click();
    await expectVisible(messages(ann.page, 'Milk, ten eggs'));
    expect(await messageField(ann.page).inputValue()).toBe('And what');
  });

  test('lets only the author edit a message, and only the author or an admin delete it', async ({
    ann,
    bob,
  }) => {
    await openChat(ann, bob, 'Rights');
    await say(ann.page, 'Hers');
    await say(bob.page, 'His');
    await messages(bob.page, 'Hers').getByRole('button').click();
    expect(await bob.page.getByRole('menuitem').allInnerTexts()).toEqual(['Reply']);
    await messages(ann.page, 'His').getByRole('button').click();
    expect(await ann.page.getByRole('menuitem').allInnerTexts()).toEqual(['Reply', 'Delete']);
  });

  test('loads older messages on scrolling up, back to the first one', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Old club', members: [bob] });
    // One after the other: messages that are sent at once can get the same time.
    for (let i = 1; i <= 100; i++) {
      await sendMessage(ann.fg, groupId, { text: `Number ${i}.` }).sent;
    }
    await sendMessage(ann.fg, groupId, { text: 'The last one' }).sent;
    await openGroup(bob.page, groupId);
    await expectVisible(messages(bob.page, 'The last one'));
    expect(await messages(bob.page, 'Number 1.').count()).toBe(0);

    const log = bob.page.getByRole('log', { name: 'Messages' });
    await log.hover();
    while ((await messages(bob.page, 'Number 1.').count()) === 0) {
      const shown = await log.getByRole('article').count();
      await bob.page.mouse.wheel(0, -20_000);
      await expectVisible(log.getByRole('article').nth(shown));
    }
    // While a page arrives in parts, some messages are missing for a moment.
    await expectVisible(log.getByRole('article').nth(100));
    const texts = await log.getByText(/^Number \d+\.$/).allInnerTexts();
    expect(texts).toEqual(Array.from({ length: 100 }, (_unused, i) => `Number ${i + 1}.`));
  });

  test('closes for a removed member, with a message', async ({ ann, bob }) => {
    const groupId = await openChat(ann, bob, 'Strict club');
    await say(ann.page, 'Goodbye, Bob');
    await expectVisible(messages(bob.page, 'Goodbye, Bob'));
    await removeMember(ann.fg, groupId, bob.uid);
    await expectVisible(
      bob.page.getByText('You are no longer a member of Strict club.'),
      bob.page.getByRole('heading', { name: 'My groups', level: 1 }),
    );
    await expectHidden(bob.page.getByRole('link', { name: 'Strict club' }));
    await bob.page.goto(`/groups/${groupId}`);
    await expectVisible(bob.page.getByRole('button', { name: 'Ask to join' }));
  });
});

test.describe('a group’s other screens', () => {
  for (const screen of ['posts', 'events', 'members', 'about'] as const) {
    test(`${screen}: redirects a removed member, with the same message`, async ({ ann, bob }) => {
      const groupId = await createClub(ann, {
        title: `Strict ${screen}`,
        members: [bob],
      });
      await openScreen(bob.page, groupId, screen);
      await removeMember(ann.fg, groupId, bob.uid);
      await expectVisible(
        bob.page.getByText(`You are no longer a member of Strict ${screen}.`),
        bob.page.getByRole('heading', { name: 'My groups', level: 1 }),
      );
    });
  }
});

test.describe('the chat without a network', () => {
  test.use({ serviceWorkers: 'allow' });

  test('marks messages as sending, and sends them when the network is back', async ({
    ann,
    bob,
  }) => {
    await openChat(ann, bob, 'Mountain hut');
    await ann.offline(async () => {
      await say(ann.page, 'Is anybody there?');
      await expectVisible(messages(ann.page, 'Is anybody there?').getByText('sending'));
    });
    await expectVisible(messages(bob.page, 'Is anybody there?'));
    await expectHidden(messages(ann.page, 'Is anybody there?').getByText('sending'));
  });

  test('sends messages even if the page was closed in the meantime', async ({ ann, bob }) => {
    const groupId = await openChat(ann, bob, 'Travellers');
    await ann.offline(async () => {
      await say(ann.page, 'On my way');
      await ann.page.close();
    });
    ann.page = await ann.context.newPage();
    await openGroup(ann.page, groupId);
    await expectVisible(messages(bob.page, 'On my way'));
    await expectHidden(messages(ann.page, 'On my way').getByText('sending'));
  });

  test('keeps a rejected message until its author is back in the group', async ({ ann, bob }) => {
    const groupId = await openChat(ann, bob, 'Revolving door');
    await bob.offline(async () => {
      await say(bob.page, 'Let me finish');
      await removeMember(ann.fg, groupId, bob.uid);
    });
    await expectVisible(
      bob.page.getByText('You are no longer a member of Revolving door.'),
      bob.page.getByText('Message not sent'),
    );
    await letIn(ann, groupId, bob);
    await bob.page.getByRole('main').getByRole('link', { name: 'Revolving door' }).click();
    const failed = bob.page.getByRole('alert', { name: 'Not sent' });
    await expectVisible(failed.getByText('Let me finish'));
    await failed.getByRole('button', { name: 'Send again' }).click();
    await expectVisible(messages(ann.page, 'Let me finish'));
    await expectHidden(failed);
  });

  test('asks before signing out with unsent messages', async ({ ann, bob }) => {
    await openChat(ann, bob, 'Hasty ones');
    await ann.offline(async () => {
      await say(ann.page, 'Wait for me');
      await ann.page.getByRole('button', { name: 'Account menu: Ann' }).click();
      await ann.page.getByRole('menuitem', { name: 'Sign out' }).click();
      const question = ann.page.getByRole('dialog', { name: 'Sign out anyway?' });
      await question.getByRole('button', { name: 'Cancel' }).click();
    });
    await expectVisible(messages(bob.page, 'Wait for me'));
  });

  test('opens offline with cached messages', async ({ ann, bob }) => {
    const groupId = await openChat(ann, bob, 'Cellar club');
    await say(ann.page, 'No signal down here');
    await expectVisible(messages(bob.page, 'No signal down here'));
    // From then on, the browser has cached the app.
    await bob.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
    await bob.offline(async () => {
      await bob.page.goto('/');
      await bob.page.getByRole('main').getByRole('link', { name: 'Cellar club' }).click();
      await expectVisible(
        messages(bob.page, 'No signal down here'),
        bob.page.getByRole('status').getByText('Offline', { exact: true }),
      );
      await bob.page.goto(`/groups/${groupId}/posts/unseen`);
      await expectVisible(bob.page.getByText('Not available offline'));
      await bob.page.goto(`/groups/${groupId}/events`);
      await expectVisible(bob.page.getByText('Not available offline'));
      await bob.page.goto(`/groups/${groupId}/posts/unseen`);
    });
    await expectHidden(bob.page.getByRole('status').getByText('Offline', { exact: true }));
    await expectVisible(bob.page.getByText('This post no longer exists'));
    expect(bob.page.url()).toContain(groupId);
  });
});
