/** The demo on a phone: touch instead of a mouse, and no sidebar. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { createClub, registerUsers } from '../../testing/src/fixtures/groups.ts';
import { usePeople } from '../../testing/src/clients/people.ts';
import { PHONE, useDevices } from '../../testing/src/browser/devices.ts';
import { expectGone, expectShown } from '../../testing/src/browser/expecting.ts';
import { messageField, messages, signIn } from '../../testing/src/browser/screens.ts';

const devices = useDevices();
const people = usePeople();
const cast = registerUsers(people, 'ann', 'bob');
let page: Page;

beforeAll(async () => {
  await createClub(cast.bob, { title: 'Pocket club', members: [cast.ann] });
  ({ page } = await devices.open({ viewport: PHONE, isMobile: true, hasTouch: true }));
  await signIn(page, cast.ann);
});

describe('on a phone', () => {
  test('the bottom bar replaces the sidebar', async () => {
    const bar = page.getByRole('navigation', { name: 'Main' });
    await expectGone(page.getByRole('navigation', { name: 'My groups' }));
    for (const [place, title] of [
      ['Browse', 'Browse groups'],
      ['Notifications', 'Notifications'],
      ['Settings', 'Settings'],
      ['Groups', 'My groups'],
    ] as const) {
      await bar.getByRole('link', { name: place }).tap();
      await expectShown(page.getByRole('heading', { name: title, level: 1 }));
    }
  });

  test('each screen opens at its top', async () => {
    const bar = page.getByRole('navigation', { name: 'Main' });
    await page.setViewportSize({ ...PHONE, height: 300 });
    await bar.getByRole('link', { name: 'Settings' }).tap();
    await page.getByRole('button', { name: 'Save' }).first().scrollIntoViewIfNeeded();
    await page.evaluate(() => {
      window.scrollTo(0, document.body.scrollHeight);
    });
    await bar.getByRole('link', { name: 'Browse' }).tap();
    await expectShown(page.getByRole('main').getByRole('link', { name: 'Pocket club' }).first());
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
    await page.setViewportSize(PHONE);
  });

  test('the chat’s message field is at the bottom, and the arrow leads back', async () => {
    await page.getByRole('main').getByRole('link', { name: 'Pocket club' }).tap();
    await messageField(page).fill('On the bus');
    const send = page.getByRole('button', { name: 'Send' });
    const { y, height } = (await send.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(PHONE.height);
    expect(y).toBeGreaterThan(PHONE.height * 0.8);
    await send.tap();
    await expectShown(messages(page, 'On the bus'));
    await page.getByRole('link', { name: 'Back to my groups' }).tap();
    await expectShown(page.getByRole('heading', { name: 'My groups', level: 1 }));
  });
});
