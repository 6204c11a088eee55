/** Joining and leaving groups: what one user does appears on the other's screen. */
import { randomUUID } from 'node:crypto';
import { approveRequest, createGroup, inviteUser, requestToJoin, sendMessage } from 'firegroups';
import { createClub, letIn } from '../../testing/src/fixtures/clubs.ts';
import { expectHidden, expectVisible } from '../../testing/src/browser/expectations.ts';
import { confirm, messages, openGroup, openScreen, say } from '../../testing/src/browser/steps.ts';
import { test, type Device } from '../../testing/src/browser/test.ts';

/** Chooses an action from a member's menu, on the members screen. */
async function chooseMemberAction(device: Device, name: string, choice: string): Promise<void> {
  await device.page.getByRole('button', { name: `Options for ${name}` }).click();
  await device.page.getByRole('menuitem', { name: choice, exact: true }).click();
}

test.describe('a group', () => {
  test('can be created, found and joined with an admin’s approval', async ({ ann, bob }) => {
    const title = `Beekeepers ${ann.uid}`;
    await ann.page.goto('/new');
    await ann.page.getByRole('textbox', { name: 'Title' }).fill(title);
    await ann.page.getByRole('button', { name: 'Create group' }).click();
    await expectVisible(ann.page.getByRole('heading', { name: title, level: 1 }));

    await bob.page.goto('/browse');
    // The functions make a new group searchable.
    await bob.page.getByRole('searchbox').fill(title.slice(0, -3));
    await bob.page.getByRole('main').getByRole('link', { name: title }).click();
    await bob.page.getByRole('button', { name: 'Ask to join' }).click();
    await expectVisible(bob.page.getByText('Your request to join is waiting for approval.'));

    // Ann is notified live, and the notification links to the request.
    await ann.page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    await ann.page.getByRole('link', { name: `Bob asked to join ${title}.` }).click();
    await ann.page.getByRole('button', { name: 'Approve' }).click();

    await say(bob.page, 'Here I am');
    await ann.page.getByRole('link', { name: 'Chat', exact: true }).click();
    await expectVisible(messages(ann.page, 'Here I am'));
  });

  test('can be joined with an invite that was sent by name', async ({ ann, register, open }) => {
    const title = 'Stargazers';
    const groupId = await createGroup(ann.fg, { title, visibility: 'private' });
    const guest = await register(`Zoe ${randomUUID().slice(0, 8)}`);
    await openScreen(ann.page, groupId, 'members');
    await ann.page.getByRole('button', { name: 'Invite', exact: true }).click();
    const dialog = ann.page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByRole('searchbox').fill(guest.name.slice(0, -1));
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await expectVisible(dialog.getByText('Invited', { exact: true }));

    const { page } = await open(guest);
    await page.goto('/');
    await page.getByRole('main').getByRole('link', { name: title }).click();
    await expectVisible(page.getByText('You’re invited to this group.'));
    await page.getByRole('button', { name: 'Accept invite' }).click();
    await say(page, 'Which star is that?');
  });

  test('approves a request when an admin invites the user who asked', async ({ ann, register }) => {
    const title = 'Cloudwatchers';
    const groupId = await createGroup(ann.fg, { title });
    const guest = await register(`Yara ${randomUUID().slice(0, 8)}`);
    await requestToJoin(guest.fg, groupId);
    await openScreen(ann.page, groupId, 'members');
    await ann.page.getByRole('button', { name: 'Invite', exact: true }).click();
    const dialog = ann.page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByRole('searchbox').fill(guest.name.slice(0, -1));
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await expectVisible(dialog.getByText('Member', { exact: true }));
  });

  test('that is private opens for a user with the link as soon as they are approved', async ({
    ann,
    bob,
  }) => {
    const groupId = await createGroup(ann.fg, { title: 'Hideout', visibility: 'private' });
    await bob.page.goto(`/groups/${groupId}`);
    await expectVisible(bob.page.getByRole('heading', { name: 'Private group' }));
    await bob.page.getByRole('button', { name: 'Ask to join' }).click();
    await expectVisible(
      bob.page.getByText('Your request to join is waiting for approval.'),
      bob.page.getByRole('heading', { name: 'Hideout' }),
    );
    await approveRequest(ann.fg, groupId, bob.uid);
    await say(bob.page, 'So this is where you are');
  });

  test('disappears from the list when the user declines the invite', async ({ ann, bob }) => {
    await createClub(ann, { title: 'Dayshift', members: [bob] });
    const groupId = await createGroup(ann.fg, { title: 'Nightshift', visibility: 'private' });
    await inviteUser(ann.fg, groupId, bob.uid);
    await bob.page.goto('/');
    const invite = bob.page.getByRole('main').getByRole('link', { name: 'Nightshift' });
    await invite.click();
    await bob.page.getByRole('button', { name: 'Decline' }).click();
    await expectVisible(bob.page.getByRole('button', { name: 'Ask to join' }));
    await bob.page.goto('/');
    await expectVisible(bob.page.getByRole('main').getByRole('link', { name: 'Dayshift' }));
    await expectHidden(invite);
  });

  test('lets an admin reject a request', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Small club' });
    await bob.page.goto(`/groups/${groupId}`);
    await bob.page.getByRole('button', { name: 'Ask to join' }).click();
    await openScreen(ann.page, groupId, 'members');
    await ann.page.getByRole('button', { name: 'Reject' }).click();
    await expectVisible(bob.page.getByRole('button', { name: 'Ask to join' }));
  });

  test('lets an admin ban a user who asked to join', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Doorkeepers' });
    await requestToJoin(bob.fg, groupId);
    await openScreen(ann.page, groupId, 'members');
    await chooseMemberAction(ann, 'Bob', 'Ban');
    await confirm(ann.page, 'Ban Bob?', 'Ban');
    await expectVisible(ann.page.getByRole('button', { name: 'Unban' }));
    await bob.page.goto(`/groups/${groupId}`);
    await expectVisible(bob.page.getByText('You’re banned from this group.'));
  });

  test('can get a new admin and a new creator', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Successors', members: [bob] });
    await openScreen(ann.page, groupId, 'members');
    await openScreen(bob.page, groupId, 'about');
    await expectHidden(bob.page.getByRole('textbox', { name: 'Title' }));

    await chooseMemberAction(ann, 'Bob', 'Make admin');
    await expectVisible(bob.page.getByRole('textbox', { name: 'Title' }));

    await chooseMemberAction(ann, 'Bob', 'Transfer ownership');
    await confirm(ann.page, 'Transfer ownership to Bob?', 'Transfer');
    await expectVisible(bob.page.getByRole('heading', { name: 'Delete group' }));
    await expectHidden(ann.page.getByRole('button', { name: 'Options for Bob' }));
  });

  test('is closed to a banned member until they are unbanned', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Peaceful', members: [bob] });
    await openScreen(ann.page, groupId, 'members');
    await openGroup(bob.page, groupId);
    await chooseMemberAction(ann, 'Bob', 'Ban');
    await confirm(ann.page, 'Ban Bob?', 'Ban');
    await expectVisible(bob.page.getByText('You are no longer a member of Peaceful.'));
    await bob.page.goto(`/groups/${groupId}`);
    await expectVisible(bob.page.getByText('You’re banned from this group.'));

    await ann.page.getByRole('button', { name: 'Unban' }).click();
    await expectVisible(bob.page.getByRole('button', { name: 'Ask to join' }));
  });

  test('can be left, with a message', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Leavers', members: [bob] });
    await openScreen(bob.page, groupId, 'about');
    await bob.page.getByRole('button', { name: 'Leave' }).click();
    await confirm(bob.page, 'Leave Leavers?', 'Leave');
    await expectVisible(
      bob.page.getByText('You left Leavers.'),
      bob.page.getByRole('heading', { name: 'My groups', level: 1 }),
    );
  });

  test('that is deleted closes for all its members', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Short-lived', members: [bob] });
    await openScreen(ann.page, groupId, 'about');
    await openGroup(bob.page, groupId);
    await ann.page.getByRole('button', { name: 'Delete' }).click();
    await confirm(ann.page, 'Delete Short-lived?', 'Delete group');
    await expectVisible(
      ann.page.getByText('Short-lived was deleted.'),
      bob.page.getByText('You are no longer a member of Short-lived.'),
    );
  });
});

test.describe('the list of the user’s groups', () => {
  test('shows the last message and counts unread ones live, the latest group first', async ({
    ann,
    bob,
  }) => {
    const groupId = await createClub(ann, { title: 'Talkative', members: [bob] });
    const another = await createClub(ann, { title: 'Whispering', members: [bob] });
    await sendMessage(ann.fg, another, { text: 'Psst' }).sent;
    await bob.page.goto('/');
    const cards = bob.page.getByRole('main').getByRole('link');
    const first = cards.filter({ hasText: /Talkative|Whispering/ }).first();
    const card = cards.filter({ hasText: 'Talkative' });
    await expectVisible(first.getByText('Whispering'), first.getByText(`${ann.name}: Psst`));
    await openGroup(ann.page, groupId);
    await say(ann.page, 'One');
    await say(ann.page, 'Two');
    await expectVisible(card.getByText('2 unread messages'), card.getByText(`${ann.name}: Two`));
    await expectVisible(first.getByText('Talkative'));
    await card.click();
    await expectVisible(messages(bob.page, 'Two'));
    await bob.page.getByRole('link', { name: 'firegroups' }).click();
    const unread = bob.page.getByRole('main').getByRole('link', { name: 'Whispering' });
    await expectVisible(card, unread.getByText('1 unread message'));
    await expectHidden(card.getByText('unread'));
  });

  test('shows a group as soon as the user has joined it', async ({ bob, register }) => {
    await bob.page.goto('/');
    await expectVisible(bob.page.getByRole('heading', { name: 'My groups' }));
    const cleo = await register('Cleo');
    const groupId = await createClub(cleo, { title: 'Surprise' });
    await letIn(cleo, groupId, bob);
    await expectVisible(bob.page.getByRole('main').getByRole('link', { name: 'Surprise' }));
    await expectHidden(bob.page.getByRole('main').getByText('Invited'));
  });
});
