/** Every screen passes axe, in light and dark, on a desktop and on a phone, and fits the width of a phone. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { useDevices } from '../../testing/src/browser/devices.ts';
import {
  expectAccessible,
  expectFitsPhone,
  expectShown,
} from '../../testing/src/browser/expecting.ts';
import { openScene, type Scene } from '../../testing/src/browser/environment.ts';
import { menuOf, messages, signIn } from '../../testing/src/browser/screens.ts';

const devices = useDevices();
const people = usePeople();
const cast = registerUsers(people, 'ann', 'bob', 'cleo', 'dan');
let scene: Scene;
let page: Page;

beforeAll(async () => {
  scene = await openScene(cast);
  ({ page } = await devices.open());
  await signIn(page, cast.ann);
}, 120_000);

/** Each screen: its path, and a text that appears last. */
const SCREENS: Record<string, [address: () => string, shown: string | RegExp]> = {
  'the user’s groups': [() => '/', 'We row on Tuesdays'],
  'all groups': [() => '/browse', 'We row on Tuesdays'],
  'a new group': [() => '/new', 'Create group'],
  'the notifications': [() => '/notifications', 'Bob accepted your invite'],
  'a person': [() => `/people/${cast.ann.uid}`, 'Back from the lake.'],
  'the settings': [() => '/settings', 'Someone invites me to a group'],
  'the chat': [() => `/groups/${scene.groupId}`, 'I do'],
  'the posts': [() => `/groups/${scene.groupId}/posts`, 'The jetty is repaired.'],
  'a post': [() => `/groups/${scene.groupId}/posts/${scene.postId}`, 'At last!'],
  'the events': [() => `/groups/${scene.groupId}/events`, 'Night trip'],
  'an event': [() => `/groups/${scene.groupId}/events/${scene.eventId}`, 'Bring dry clothes.'],
  'the members': [() => `/groups/${scene.groupId}/members`, 'Requests'],
  'the page about a group': [() => `/groups/${scene.groupId}/about`, 'Delete group'],
  'an unknown address': [() => '/nowhere', 'Nothing at this address'],
};

describe('the screen of', () => {
  test.each(Object.entries(SCREENS))(
    '%s is accessible and fits a phone',
    async (_name, [address, shown]) => {
      await page.goto(address());
      await expectShown(page.getByRole('main').getByText(shown).first());
      await expectAccessible(page);
      await expectFitsPhone(page);
    },
    60_000,
  );

  test('a group that the user is invited to is accessible and fits a phone', async () => {
    const dan = await devices.open();
    await signIn(dan.page, cast.dan);
    await dan.page.goto(`/groups/${scene.groupId}`);
    await expectShown(dan.page.getByRole('button', { name: 'Accept invite' }));
    await expectAccessible(dan.page);
    await expectFitsPhone(dan.page);
  }, 60_000);

  test('the sign-in is accessible and fits a phone', async () => {
    const guest = await devices.open();
    await guest.page.goto('/');
    await expectShown(guest.page.getByRole('button', { name: 'Sign in' }));
    await expectAccessible(guest.page);
    await guest.page.getByRole('tab', { name: 'Create account' }).click();
    await expectAccessible(guest.page);
    await expectFitsPhone(guest.page);
  }, 60_000);
});

describe('what opens over a screen', () => {
  test('menus, confirmations and forms are accessible', async () => {
    await page.goto(`/groups/${scene.groupId}`);
    await menuOf(messages(page, 'I do'), 'Delete');
    await expectShown(page.getByRole('dialog', { name: 'Delete this message?' }));
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: /^Notifications/ }).click();
    await expectShown(page.getByRole('dialog', { name: 'Notifications' }));
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Account menu: Ann' }).click();
    await expectShown(page.getByRole('menuitem', { name: 'Sign out' }));
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.goto(`/groups/${scene.groupId}/events`);
    await page.getByRole('button', { name: 'Plan event' }).click();
    await expectShown(page.getByRole('dialog', { name: 'Plan an event' }));
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.goto(`/groups/${scene.groupId}/members`);
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('dialog').getByRole('searchbox').fill('Cleo');
    await expectShown(page.getByRole('dialog').getByRole('button', { name: 'Invite' }).first());
    await expectAccessible(page);
  }, 120_000);
});

describe('the keyboard', () => {
  test('starts in the screen, after the navigation', async () => {
    await page.goto('/browse');
    const main = page.getByRole('main');
    await expectShown(main.getByText('We row on Tuesdays').first());
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.ariaLabel);
    expect(focused).toBe('Title starts with');
  });
});
