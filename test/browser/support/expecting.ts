/** What a person sees, waited for: playwright-core has no assertions of its own. */
import { expect } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';

/** Waits until it can be seen. */
export async function expectShown(...locators: Locator[]): Promise<void> {
  for (const locator of locators) await locator.waitFor();
}

/** Waits until it can no longer be seen. */
export async function expectGone(...locators: Locator[]): Promise<void> {
  for (const locator of locators) await locator.waitFor({ state: 'hidden' });
}

/** Fails where axe finds anything on the page as it is now, in light or in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    // One page without frames: the mode without a page of axe's own takes half the time.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    for (const { id, impact, help, nodes } of violations) {
      const where = nodes.map(({ html, any }) => `\n    ${html}\n      ${any[0]?.message ?? ''}`);
      found.push(`${colorScheme}: ${id} (${impact ?? 'minor'}): ${help}${where.join('')}`);
    }
  }
  await page.emulateMedia({ colorScheme: null });
  expect(found).toEqual([]);
}

/** Fails where the page is wider than its window, so that it has to be scrolled sideways. */
export async function expectFits(page: Page): Promise<void> {
  const wider = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(wider).toBe(0);
}
