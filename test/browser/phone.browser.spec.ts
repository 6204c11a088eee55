/** The demo on a phone: touch instead of a mouse, and no sidebar. */
import { createClub } from '../../testing/src/fixtures/clubs.ts';
import { expectHidden, expectVisible } from '../../testing/src/browser/expectations.ts';
import { messageField, messages, openMyGroups } from '../../testing/src/browser/steps.ts';
import { expect, test } from '../../testing/src/browser/test.ts';
import { PHONE } from '../../testing/src/browser/viewports.ts';

test.describe('on a phone', () => {
  test.beforeEach(async ({ ann, register }) => {
    await createClub(await register('Bob'), { title: 'Pocket club', members: [ann] });
    await openMyGroups(ann.page);
  });

  test('the bottom bar replaces the sidebar', async ({ ann: { page } }) => {
    const bar = page.getByRole('navigation', { name: 'Main' });
    await expectHidden(page.getByRole('navigation', { name: 'My groups' }));
    for (const [place, title] of [
      ['Browse', 'Browse groups'],
      ['Notifications', 'Notifications'],
      ['Settings', 'Settings'],
      ['Groups', 'My groups'],
    ] as const) {
      await bar.getByRole('link', { name: place }).tap();
      await expectVisible(page.getByRole('heading', { name: title, level: 1 }));
    }
  });

  test('each screen opens at its top', async ({ ann: { page } }) => {
    const bar = page.getByRole('navigation', { name: 'Main' });
    await page.setViewportSize({ ...PHONE, height: 300 });
    await bar.getByRole('link', { name: 'Settings' }).tap();
    await page.getByRole('button', { name: 'Save' }).first().scrollIntoViewIfNeeded();
    await page.evaluate(() => {
      window.scrollTo(0, document.body.scrollHeight);
    });
    await bar.getByRole('link', { name: 'Browse' }).tap();
    await expectVisible(page.getByRole('main').getByRole('link', { name: 'Pocket club' }).first());
    expect(await page.evaluate(() => window.scrollY)).toBe(0);
  });

  test('the chat’s message field is at the bottom, and the arrow leads back', async ({
    ann: { page },
  }) => {
    await page.getByRole('main').getByRole('link', { name: 'Pocket club' }).tap();
    await messageField(page).fill('On the bus');
    const send = page.getByRole('button', { name: 'Send' });
    const { y, height } = (await send.boundingBox())!;
    expect(y + height).toBeLessThanOrEqual(PHONE.height);
    expect(y).toBeGreaterThan(PHONE.height * 0.8);
    await send.tap();
    await expectVisible(messages(page, 'On the bus'));
    await page.getByRole('link', { name: 'Back to my groups' }).tap();
    await expectVisible(page.getByRole('heading', { name: 'My groups', level: 1 }));
  });
});
