/** Posts and events: one user writes, and the other sees it and responds. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createEvent, createPost, deletePost } from 'firegroups';
import { createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { useDevices, type Device } from '../../testing/src/browser/devices.ts';
import { expectGone, expectShown } from '../../testing/src/browser/expecting.ts';
import { NEXT_MONTH } from '../../testing/src/browser/environment.ts';
import { confirm, openScreen, signIn } from '../../testing/src/browser/screens.ts';

const devices = useDevices();
const people = usePeople();
const cast = registerUsers(people, 'ann', 'bob');
let ann: Device;
let bob: Device;

beforeAll(async () => {
  [ann, bob] = await Promise.all([devices.open(), devices.open()]);
  await Promise.all([signIn(ann.page, cast.ann), signIn(bob.page, cast.bob)]);
});

describe('posts', () => {
  test('and comments appear on the other user’s screen', async () => {
    const groupId = await createClub(cast.ann, { title: 'Gardeners', members: [cast.bob] });
    await openScreen(ann.page, groupId, 'posts');
    await openScreen(bob.page, groupId, 'posts');
    await ann.page.getByRole('textbox', { name: 'New post' }).fill('The tomatoes are ripe.');
    await ann.page.getByRole('button', { name: 'Post', exact: true }).click();

    const post = bob.page.getByRole('article').filter({ hasText: 'tomatoes' });
    await post.getByRole('link', { name: 'Comment' }).click();
    await bob.page.getByRole('textbox', { name: 'New comment' }).fill('I come at five.');
    await bob.page.getByRole('button', { name: 'Comment', exact: true }).click();
    await expectShown(bob.page.getByRole('article').getByText('I come at five.'));
    await expectShown(ann.page.getByRole('link', { name: '1 comment' }));
  });

  test('show an empty state, also after a reload', async () => {
    const groupId = await createClub(cast.ann, { title: 'Silent readers' });
    await openScreen(ann.page, groupId, 'posts');
    await expectShown(ann.page.getByText('No posts yet'));
    await ann.page.reload();
    await expectShown(ann.page.getByText('No posts yet'));
  });

  test('stay loaded page by page while posts are added and deleted', async () => {
    const groupId = await createClub(cast.ann, { title: 'Archivists', members: [cast.bob] });
    const postIds: string[] = [];
    for (let i = 1; i <= 35; i++) {
      postIds.unshift(await createPost(cast.ann.fg, { groupId }, { content: `Number ${i}.` }));
    }
    await openScreen(bob.page, groupId, 'posts');
    const more = bob.page.getByRole('button', { name: 'Show more' });
    const post = (content: string) => bob.page.getByRole('article').filter({ hasText: content });
    for (const last of [16, 6, 1]) {
      await more.click();
      await expectShown(post(`Number ${last}.`));
    }

    await createPost(cast.ann.fg, { groupId }, { content: 'Number 36.' });
    await deletePost(cast.ann.fg, { groupId }, postIds[3]!);
    await expectShown(post('Number 36.'));
    await expectGone(post('Number 32.'));
    await expectShown(post('Number 1.'));
    await expectGone(more);
  });

  test('can be pinned and deleted by an admin', async () => {
    const groupId = await createClub(cast.ann, { title: 'Librarians', members: [cast.bob] });
    await createPost(cast.bob.fg, { groupId }, { content: 'Silence, please.' });
    await openScreen(ann.page, groupId, 'posts');
    await openScreen(bob.page, groupId, 'posts');
    const menu = ann.page.getByRole('button', { name: 'Post options' });
    await menu.click();
    await ann.page.getByRole('menuitem', { name: 'Pin' }).click();
    await expectShown(bob.page.getByRole('article').getByText('Pinned'));
    await menu.click();
    await ann.page.getByRole('menuitem', { name: 'Delete' }).click();
    await confirm(ann.page, 'Delete this post?', 'Delete');
    await expectShown(bob.page.getByText('No posts yet'));
  });
});

describe('events', () => {
  test('are planned and voted on, with live counts', async () => {
    const groupId = await createClub(cast.ann, { title: 'Runners', members: [cast.bob] });
    await openScreen(ann.page, groupId, 'events');
    await openScreen(bob.page, groupId, 'events');
    await ann.page.getByRole('button', { name: 'Plan event' }).click();
    const dialog = ann.page.getByRole('dialog', { name: 'Plan an event' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Run round the lake');
    await dialog.getByLabel('Date and time').fill(`${NEXT_MONTH.toISOString().slice(0, 10)}T09:30`);
    await dialog.getByRole('textbox', { name: 'Location' }).fill('At the jetty');
    await dialog.getByRole('button', { name: 'Create event' }).click();

    const event = bob.page.getByRole('article').filter({ hasText: 'Run round the lake' });
    await expectShown(event.getByText('At the jetty'));
    await event.getByRole('button', { name: 'Going · 0', exact: true }).click();
    await expectShown(ann.page.getByRole('button', { name: 'Going · 1', exact: true }));
    await event.getByRole('button', { name: 'Not going · 0' }).click();
    await expectShown(ann.page.getByRole('button', { name: 'Not going · 1' }));
    await expectShown(ann.page.getByRole('button', { name: 'Going · 0', exact: true }));

    await event.getByRole('link', { name: 'Run round the lake' }).click();
    await expectShown(bob.page.getByRole('main').getByText('Bob'));
  });

  test('that are canceled say so and accept no more votes', async () => {
    const groupId = await createClub(cast.ann, { title: 'Sailors', members: [cast.bob] });
    await createEvent(cast.ann.fg, groupId, { title: 'Regatta', eventTime: NEXT_MONTH });
    await openScreen(ann.page, groupId, 'events');
    await openScreen(bob.page, groupId, 'events');
    await ann.page.getByRole('button', { name: 'Options for Regatta' }).click();
    await ann.page.getByRole('menuitem', { name: 'Cancel event' }).click();
    await confirm(ann.page, 'Cancel Regatta?', 'Cancel event');
    await expectShown(bob.page.getByRole('article').getByText('Canceled'));
    const buttons = bob.page.getByRole('article').getByRole('button', { name: /going · 0/i });
    expect(await buttons.evaluateAll((all) => all.map((one) => one.matches(':disabled')))).toEqual([
      true,
      true,
    ]);
    await expectGone(bob.page.getByRole('button', { name: 'Options for Regatta' }));
  });
});
