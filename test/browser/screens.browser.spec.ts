/** Every screen passes axe, in light and dark, on a desktop and on a phone, and fits the width of a phone. */
import type { Person } from '../../testing/src/clients/client.ts';
import {
  expectAccessible,
  expectFitsPhone,
  expectVisible,
} from '../../testing/src/browser/expectations.ts';
import { seedGroup, type SeedData } from '../../testing/src/browser/seedData.ts';
import { menuOf, messages } from '../../testing/src/browser/steps.ts';
import { expect, test as base } from '../../testing/src/browser/test.ts';

interface Seed extends SeedData {
  ann: Person;
  dan: Person;
}

const test = base.extend<object, { seed: Seed }>({
  // For all tests of a worker, because none of them changes the data.
  seed: [
    async ({ registerForAll }, use) => {
      const [ann, bob, cleo, dan] = await Promise.all([
        registerForAll('Ann'),
        registerForAll('Bob'),
        registerForAll('Cleo'),
        registerForAll('Dan'),
      ]);
      await use({ ...(await seedGroup({ ann, bob, cleo, dan })), ann, dan });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

/** Each screen: its path, and a text that appears last. */
const SCREENS: Record<string, [path: (seed: Seed) => string, text: string | RegExp]> = {
  'the user’s groups': [() => '/', 'Bob: I do'],
  'all groups': [() => '/browse', /\d members?/],
  'a new group': [() => '/new', 'Create group'],
  'the notifications': [() => '/notifications', 'Bob accepted your invite'],
  'a person': [({ ann }) => `/people/${ann.uid}`, 'Back from the lake.'],
  'the settings': [() => '/settings', 'Someone invites me to a group'],
  'the chat': [({ groupId }) => `/groups/${groupId}`, 'I do'],
  'the posts': [({ groupId }) => `/groups/${groupId}/posts`, 'The jetty is repaired.'],
  'a post': [({ groupId, postId }) => `/groups/${groupId}/posts/${postId}`, 'At last!'],
  'the events': [({ groupId }) => `/groups/${groupId}/events`, 'Night trip'],
  'an event': [
    ({ groupId, eventId }) => `/groups/${groupId}/events/${eventId}`,
    'Bring dry clothes.',
  ],
  'the members': [({ groupId }) => `/groups/${groupId}/members`, 'Requests'],
  'the page about a group': [({ groupId }) => `/groups/${groupId}/about`, 'Delete group'],
  'an unknown address': [() => '/nowhere', 'Nothing at this address'],
};

test.describe('the screen of', () => {
  for (const [name, [path, text]] of Object.entries(SCREENS)) {
    test(`${name} is accessible and fits a phone`, async ({ seed, open }) => {
      const { page } = await open(seed.ann);
      await page.goto(path(seed));
      await expectVisible(page.getByRole('main').getByText(text).first());
      await expectAccessible(page);
      await expectFitsPhone(page);
    });
  }

  test('a group that the user is invited to is accessible and fits a phone', async ({
    seed,
    open,
  }) => {
    const { page } = await open(seed.dan);
    await page.goto(`/groups/${seed.groupId}`);
    await expectVisible(page.getByRole('button', { name: 'Accept invite' }));
    await expectAccessible(page);
    await expectFitsPhone(page);
  });

  test('the sign-in is accessible and fits a phone', async ({ open }) => {
    const { page } = await open();
    await page.goto('/');
    await expectVisible(page.getByRole('button', { name: 'Sign in' }));
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Create account' }).click();
    await expectAccessible(page);
    await expectFitsPhone(page);
  });
});

test.describe('what opens over a screen', () => {
  test('menus, confirmations and forms are accessible', async ({ seed, open }) => {
    test.slow();
    const { page } = await open(seed.ann);
    await page.goto(`/groups/${seed.groupId}`);
    await menuOf(messages(page, 'I do'), 'Delete');
    await expectVisible(page.getByRole('dialog', { name: 'Delete this message?' }));
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: /^Notifications/ }).click();
    await expectVisible(page.getByRole('dialog', { name: 'Notifications' }));
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Account menu: Ann' }).click();
    await expectVisible(page.getByRole('menuitem', { name: 'Sign out' }));
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.goto(`/groups/${seed.groupId}/events`);
    await page.getByRole('button', { name: 'Plan event' }).click();
    await expectVisible(page.getByRole('dialog', { name: 'Plan an event' }));
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.goto(`/groups/${seed.groupId}/members`);
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('dialog').getByRole('searchbox').fill('Cleo');
    await expectVisible(page.getByRole('dialog').getByRole('button', { name: 'Invite' }).first());
    await expectAccessible(page);
  });
});

test.describe('the keyboard', () => {
  test('starts in the screen, after the navigation', async ({ seed, open }) => {
    const { page } = await open(seed.ann);
    await page.goto('/browse');
    const main = page.getByRole('main');
    await expectVisible(main.getByText(/\d members?/).first());
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.ariaLabel);
    expect(focused).toBe('Title starts with');
  });
});
