/** Posts and events: one user writes, and the other sees it and responds. */
import { createEvent, createPost, deletePost } from 'firegroups';
import { createClub } from '../../testing/src/fixtures/clubs.ts';
import { expectHidden, expectVisible } from '../../testing/src/browser/expectations.ts';
import { NEXT_MONTH } from '../../testing/src/browser/seedData.ts';
import { confirm, openScreen } from '../../testing/src/browser/steps.ts';
import { expect, test } from '../../testing/src/browser/test.ts';

test.describe('posts', () => {
  test('and comments appear on the other user’s screen', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Gardeners', members: [bob] });
    await openScreen(ann.page, groupId, 'posts');
    await openScreen(bob.page, groupId, 'posts');
    await ann.page.getByRole('textbox', { name: 'New post' }).fill('The tomatoes are ripe.');
    await ann.page.getByRole('button', { name: 'Post', exact: true }).click();

    const post = bob.page.getByRole('article').filter({ hasText: 'tomatoes' });
    await post.getByRole('link', { name: 'Comment' }).click();
    await bob.page.getByRole('textbox', { name: 'New comment' }).fill('I come at five.');
    await bob.page.getByRole('button', { name: 'Comment', exact: true }).click();
    await expectVisible(bob.page.getByRole('article').getByText('I come at five.'));
    await expectVisible(ann.page.getByRole('link', { name: '1 comment' }));
  });

  test('are written once by a double click', async ({ ann }) => {
    const groupId = await createClub(ann, { title: 'Doublers' });
    await openScreen(ann.page, groupId, 'posts');
    await ann.page.getByRole('textbox', { name: 'New post' }).fill('Once is enough.');
    await ann.page.getByRole('button', { name: 'Post', exact: true }).dblclick();
    await expectVisible(ann.page.getByRole('article').getByText('Once is enough.').first());
    await expect(ann.page.getByRole('article')).toHaveCount(1);
  });

  test('show an empty state, also after a reload', async ({ ann }) => {
    const groupId = await createClub(ann, { title: 'Silent readers' });
    await openScreen(ann.page, groupId, 'posts');
    await expectVisible(ann.page.getByText('No posts yet'));
    await ann.page.reload();
    await expectVisible(ann.page.getByText('No posts yet'));
  });

  test('stay loaded page by page while posts are added and deleted', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Archivists', members: [bob] });
    const postIds: string[] = [];
    for (let i = 1; i <= 35; i++) {
      postIds.unshift(await createPost(ann.fg, { groupId }, { content: `Number ${i}.` }));
    }
    await openScreen(bob.page, groupId, 'posts');
    const more = bob.page.getByRole('button', { name: 'Show more' });
    const post = (content: string) => bob.page.getByRole('article').filter({ hasText: content });
    for (const last of [16, 6, 1]) {
      await more.click();
      await expectVisible(post(`Number ${last}.`));
    }

    await createPost(ann.fg, { groupId }, { content: 'Number 36.' });
    await deletePost(ann.fg, { groupId }, postIds[3]!);
    await expectVisible(post('Number 36.'));
    await expectHidden(post('Number 32.'));
    await expectVisible(post('Number 1.'));
    await expectHidden(more);
  });

  test('can be pinned and deleted by an admin', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Librarians', members: [bob] });
    await createPost(bob.fg, { groupId }, { content: 'Silence, please.' });
    await openScreen(ann.page, groupId, 'posts');
    await openScreen(bob.page, groupId, 'posts');
    const menu = ann.page.getByRole('button', { name: 'Post options' });
    await menu.click();
    await ann.page.getByRole('menuitem', { name: 'Pin' }).click();
    await expectVisible(bob.page.getByRole('article').getByText('Pinned'));
    await menu.click();
    await ann.page.getByRole('menuitem', { name: 'Delete' }).click();
    await confirm(ann.page, 'Delete this post?', 'Delete');
    await expectVisible(bob.page.getByText('No posts yet'));
  });
});

test.describe('events', () => {
  test('are planned and voted on, with live counts', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Runners', members: [bob] });
    await openScreen(ann.page, groupId, 'events');
    await openScreen(bob.page, groupId, 'events');
    await ann.page.getByRole('button', { name: 'Plan event' }).click();
    const dialog = ann.page.getByRole('dialog', { name: 'Plan an event' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Run round the lake');
    await dialog.getByLabel('Date and time').fill(`${NEXT_MONTH.toISOString().slice(0, 10)}T09:30`);
    await dialog.getByRole('textbox', { name: 'Location' }).fill('At the jetty');
    await dialog.getByRole('button', { name: 'Create event' }).click();

    const event = bob.page.getByRole('article').filter({ hasText: 'Run round the lake' });
    await expectVisible(event.getByText('At the jetty'));
    await event.getByRole('button', { name: 'Going · 0', exact: true }).click();
    await expectVisible(ann.page.getByRole('button', { name: 'Going · 1', exact: true }));
    await event.getByRole('button', { name: 'Not going · 0' }).click();
    await expectVisible(ann.page.getByRole('button', { name: 'Not going · 1' }));
    await expectVisible(ann.page.getByRole('button', { name: 'Going · 0', exact: true }));

    await event.getByRole('link', { name: 'Run round the lake' }).click();
    await expectVisible(bob.page.getByRole('main').getByText('Bob'));
  });

  test('are planned and deleted once by a double click', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Impatient', members: [bob] });
    await openScreen(ann.page, groupId, 'events');
    await ann.page.getByRole('button', { name: 'Plan event' }).click();
    const dialog = ann.page.getByRole('dialog', { name: 'Plan an event' });
    await dialog.getByRole('textbox', { name: 'Title' }).fill('Only once');
    await dialog.getByLabel('Date and time').fill(`${NEXT_MONTH.toISOString().slice(0, 10)}T09:30`);
    await dialog.getByRole('button', { name: 'Create event' }).dblclick();
    await expectHidden(dialog);
    const event = ann.page.getByRole('article').filter({ hasText: 'Only once' });
    await expect(event).toHaveCount(1);

    await ann.page.getByRole('button', { name: 'Options for Only once' }).click();
    await ann.page.getByRole('menuitem', { name: 'Delete' }).click();
    const question = ann.page.getByRole('dialog', { name: 'Delete Only once?' });
    await question.getByRole('button', { name: 'Delete' }).dblclick();
    await expectVisible(ann.page.getByText('No upcoming events'));
    await openScreen(bob.page, groupId, 'events');
    await expectVisible(bob.page.getByText('No upcoming events'));
    await expectHidden(ann.page.getByText('That didn’t work'));
  });

  test('are open to a device whose clock is three hours ahead', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Travelers', members: [bob] });
    const eventTime = new Date(Date.now() + 60 * 60 * 1000);
    await createEvent(ann.fg, groupId, { title: 'In an hour', eventTime });
    await bob.page.clock.setSystemTime(Date.now() + 3 * 60 * 60 * 1000);
    await openScreen(bob.page, groupId, 'events');
    const event = bob.page.getByRole('article').filter({ hasText: 'In an hour' });
    await event.getByRole('button', { name: 'Going · 0', exact: true }).click();
    await expectVisible(event.getByRole('button', { name: 'Going · 1', exact: true }));
  });

  test('that are canceled say so and accept no more votes', async ({ ann, bob }) => {
    const groupId = await createClub(ann, { title: 'Sailors', members: [bob] });
    await createEvent(ann.fg, groupId, { title: 'Regatta', eventTime: NEXT_MONTH });
    await openScreen(ann.page, groupId, 'events');
    await openScreen(bob.page, groupId, 'events');
    await ann.page.getByRole('button', { name: 'Options for Regatta' }).click();
    await ann.page.getByRole('menuitem', { name: 'Cancel event' }).click();
    await confirm(ann.page, 'Cancel Regatta?', 'Cancel event');
    await expectVisible(bob.page.getByRole('article').getByText('Canceled'));
    const buttons = bob.page.getByRole('article').getByRole('button', { name: /going · 0/i });
    await expect(buttons).toHaveCount(2);
    for (const button of await buttons.all()) await expect(button).toBeDisabled();
    await expectHidden(bob.page.getByRole('button', { name: 'Options for Regatta' }));
  });
});
