/** Joining and leaving groups: what one user does appears on the other's screen. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, test } from '@jest/globals';
import { approveRequest, createGroup, inviteUser, requestToJoin, sendMessage } from 'firegroups';
import { letIn, createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { useDevices, type Device } from '../../testing/src/browser/devices.ts';
import { expectGone, expectShown } from '../../testing/src/browser/expecting.ts';
import {
  confirm,
  messages,
  openGroup,
  openScreen,
  say,
  signIn,
} from '../../testing/src/browser/screens.ts';

const devices = useDevices();
const people = usePeople();
const cast = registerUsers(people, 'ann', 'bob', 'cleo');
let ann: Device;
let bob: Device;

beforeAll(async () => {
  [ann, bob] = await Promise.all([devices.open(), devices.open()]);
  await Promise.all([signIn(ann.page, cast.ann), signIn(bob.page, cast.bob)]);
});

/** Chooses an action from a member's menu, on the members screen. */
async function chooseMemberAction(device: Device, name: string, choice: string): Promise<void> {
  await device.page.getByRole('button', { name: `Options for ${name}` }).click();
  await device.page.getByRole('menuitem', { name: choice, exact: true }).click();
}

describe('a group', () => {
  test('can be created, found and joined with an admin’s approval', async () => {
    const title = `Beekeepers ${cast.ann.uid}`;
    await ann.page.goto('/new');
    await ann.page.getByRole('textbox', { name: 'Title' }).fill(title);
    await ann.page.getByRole('button', { name: 'Create group' }).click();
    await expectShown(ann.page.getByRole('heading', { name: title, level: 1 }));

    await bob.page.goto('/browse');
    // The functions make a new group searchable.
    await bob.page.getByRole('searchbox').fill(title.slice(0, -3));
    await bob.page.getByRole('main').getByRole('link', { name: title }).click();
    await bob.page.getByRole('button', { name: 'Ask to join' }).click();
    await expectShown(bob.page.getByText('Your request to join is waiting for approval.'));

    // Ann is notified live, and the notification links to the request.
    await ann.page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
    await ann.page.getByRole('link', { name: `Bob asked to join ${title}.` }).click();
    await ann.page.getByRole('button', { name: 'Approve' }).click();

    await say(bob.page, 'Here I am');
    await ann.page.getByRole('link', { name: 'Chat', exact: true }).click();
    await expectShown(messages(ann.page, 'Here I am'));
  }, 90_000);

  test('can be joined with an invite that was sent by name', async () => {
    const title = 'Stargazers';
    const groupId = await createGroup(cast.ann.fg, { title, visibility: 'private' });
    const guest = await people.register(`Zoe ${randomUUID().slice(0, 8)}`);
    await openScreen(ann.page, groupId, 'members');
    await ann.page.getByRole('button', { name: 'Invite', exact: true }).click();
    const dialog = ann.page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByRole('searchbox').fill(guest.name.slice(0, -1));
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await expectShown(dialog.getByText('Invited', { exact: true }));

    const { page } = await devices.open();
    await signIn(page, guest);
    await page.getByRole('main').getByRole('link', { name: title }).click();
    await expectShown(page.getByText('You’re invited to this group.'));
    await page.getByRole('button', { name: 'Accept invite' }).click();
    await say(page, 'Which star is that?');
  });

  test('approves a request when an admin invites the user who asked', async () => {
    const title = 'Cloudwatchers';
    const groupId = await createGroup(cast.ann.fg, { title });
    const guest = await people.register(`Yara ${randomUUID().slice(0, 8)}`);
    await requestToJoin(guest.fg, groupId);
    await openScreen(ann.page, groupId, 'members');
    await ann.page.getByRole('button', { name: 'Invite', exact: true }).click();
    const dialog = ann.page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByRole('searchbox').fill(guest.name.slice(0, -1));
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await expectShown(dialog.getByText('Member', { exact: true }));
  });

  test('that is private opens for a user with the link as soon as they are approved', async () => {
    const groupId = await createGroup(cast.ann.fg, { title: 'Hideout', visibility: 'private' });
    await bob.page.goto(`/groups/${groupId}`);
    await expectShown(bob.page.getByRole('heading', { name: 'Private group' }));
    await bob.page.getByRole('button', { name: 'Ask to join' }).click();
    await expectShown(
      bob.page.getByText('Your request to join is waiting for approval.'),
      bob.page.getByRole('heading', { name: 'Hideout' }),
    );
    await approveRequest(cast.ann.fg, groupId, cast.bob.uid);
    await say(bob.page, 'So this is where you are');
  });

  test('disappears from the list when the user declines the invite', async () => {
    await createClub(cast.ann, { title: 'Dayshift', members: [cast.bob] });
    const groupId = await createGroup(cast.ann.fg, { title: 'Nightshift', visibility: 'private' });
    await inviteUser(cast.ann.fg, groupId, cast.bob.uid);
    await bob.page.goto('/');
    const invite = bob.page.getByRole('main').getByRole('link', { name: 'Nightshift' });
    await invite.click();
    await bob.page.getByRole('button', { name: 'Decline' }).click();
    await expectShown(bob.page.getByRole('button', { name: 'Ask to join' }));
    await bob.page.goto('/');
    await expectShown(bob.page.getByRole('main').getByRole('link', { name: 'Dayshift' }));
    await expectGone(invite);
  });

  test('lets an admin reject a request', async () => {
    const groupId = await createClub(cast.ann, { title: 'Small club' });
    await bob.page.goto(`/groups/${groupId}`);
    await bob.page.getByRole('button', { name: 'Ask to join' }).click();
    await openScreen(ann.page, groupId, 'members');
    await ann.page.getByRole('button', { name: 'Reject' }).click();
    await expectShown(bob.page.getByRole('button', { name: 'Ask to join' }));
  });

  test('lets an admin ban a user who asked to join', async () => {
    const groupId = await createClub(cast.ann, { title: 'Doorkeepers' });
    await requestToJoin(cast.bob.fg, groupId);
    await openScreen(ann.page, groupId, 'members');
    await chooseMemberAction(ann, 'Bob', 'Ban');
    await confirm(ann.page, 'Ban Bob?', 'Ban');
    await expectShown(ann.page.getByRole('button', { name: 'Unban' }));
    await bob.page.goto(`/groups/${groupId}`);
    await expectShown(bob.page.getByText('You’re banned from this group.'));
  });

  test('can get a new admin and a new creator', async () => {
    const groupId = await createClub(cast.ann, { title: 'Successors', members: [cast.bob] });
    await openScreen(ann.page, groupId, 'members');
    await openScreen(bob.page, groupId, 'about');
    await expectGone(bob.page.getByRole('textbox', { name: 'Title' }));

    await chooseMemberAction(ann, 'Bob', 'Make admin');
    await expectShown(bob.page.getByRole('textbox', { name: 'Title' }));

    await chooseMemberAction(ann, 'Bob', 'Transfer ownership');
    await confirm(ann.page, 'Transfer ownership to Bob?', 'Transfer');
    await expectShown(bob.page.getByRole('heading', { name: 'Delete group' }));
    await expectGone(ann.page.getByRole('button', { name: 'Options for Bob' }));
  });

  test('is closed to a banned member until they are unbanned', async () => {
    const groupId = await createClub(cast.ann, { title: 'Peaceful', members: [cast.bob] });
    await openScreen(ann.page, groupId, 'members');
    await openGroup(bob.page, groupId);
    await chooseMemberAction(ann, 'Bob', 'Ban');
    await confirm(ann.page, 'Ban Bob?', 'Ban');
    await expectShown(bob.page.getByText('You are no longer a member of Peaceful.'));
    await bob.page.goto(`/groups/${groupId}`);
    await expectShown(bob.page.getByText('You’re banned from this group.'));

    await ann.page.getByRole('button', { name: 'Unban' }).click();
    await expectShown(bob.page.getByRole('button', { name: 'Ask to join' }));
  });

  test('can be left, with a message', async () => {
    const groupId = await createClub(cast.ann, { title: 'Leavers', members: [cast.bob] });
    await openScreen(bob.page, groupId, 'about');
    await bob.page.getByRole('button', { name: 'Leave' }).click();
    await confirm(bob.page, 'Leave Leavers?', 'Leave');
    await expectShown(
      bob.page.getByText('You left Leavers.'),
      bob.page.getByRole('heading', { name: 'My groups', level: 1 }),
    );
  });

  test('that is deleted closes for all its members', async () => {
    const groupId = await createClub(cast.ann, { title: 'Short-lived', members: [cast.bob] });
    await openScreen(ann.page, groupId, 'about');
    await openGroup(bob.page, groupId);
    await ann.page.getByRole('button', { name: 'Delete' }).click();
    await confirm(ann.page, 'Delete Short-lived?', 'Delete group');
    await expectShown(
      ann.page.getByText('Short-lived was deleted.'),
      bob.page.getByText('You are no longer a member of Short-lived.'),
    );
  });
});

describe('the list of the user’s groups', () => {
  test('counts unread messages live until they are read', async () => {
    const groupId = await createClub(cast.ann, { title: 'Talkative', members: [cast.bob] });
    const another = await createClub(cast.ann, { title: 'Whispering', members: [cast.bob] });
    await sendMessage(cast.ann.fg, another, { text: 'Psst' }).sent;
    await bob.page.goto('/');
    const card = bob.page.getByRole('main').getByRole('link', { name: 'Talkative' });
    await openGroup(ann.page, groupId);
    await say(ann.page, 'One');
    await say(ann.page, 'Two');
    await expectShown(card.getByText('2 unread messages'));
    await card.click();
    await expectShown(messages(bob.page, 'Two'));
    await bob.page.getByRole('link', { name: 'firegroups' }).click();
    const unread = bob.page.getByRole('main').getByRole('link', { name: 'Whispering' });
    await expectShown(card, unread.getByText('1 unread message'));
    await expectGone(card.getByText('unread'));
  });

  test('shows a group as soon as the user has joined it', async () => {
    await bob.page.goto('/');
    await expectShown(bob.page.getByRole('heading', { name: 'My groups' }));
    const groupId = await createClub(cast.cleo, { title: 'Surprise' });
    await letIn(cast.cleo, groupId, cast.bob);
    await expectShown(bob.page.getByRole('main').getByRole('link', { name: 'Surprise' }));
    await expectGone(bob.page.getByRole('main').getByText('Invited'));
  });
});
