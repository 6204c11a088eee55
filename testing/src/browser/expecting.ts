/** What a person sees, waited for: playwright-core has no assertions of its own. */
import { expect } from '@jest/globals';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright-core';
import { recordReconnect } from '../workarounds/reconnects.ts';
import { PHONE, WIDE } from './devices.ts';

/** Waits until it can be seen. */
export async function expectShown(...locators: Locator[]): Promise<void> {
  for (const locator of locators) await until(locator, 'visible');
}

/** Waits until it can no longer be seen. */
export async function expectGone(...locators: Locator[]): Promise<void> {
  for (const locator of locators) await until(locator, 'hidden');
}

/** Waits; a failure says what is on the page instead, as a screen reader has it. */
async function until(locator: Locator, state: 'visible' | 'hidden'): Promise<void> {
  try {
    await locator.waitFor({ state }).catch(async () => {
      recordReconnect(expect.getState().currentTestName ?? 'a browser test');
      await connectAgain(locator.page());
      await locator.waitFor({ state });
    });
  } catch (error) {
    const page = await locator.page().locator('body').ariaSnapshot();
    throw new Error(`${(error as Error).message}\nThe page:\n${page}`, { cause: error });
  }
}

/** What `missedCommits.ts` does for clients in Node: the emulator may not have told the page of a commit. */
const connectAgain = (page: Page): Promise<void> =>
  page.evaluate(() => {
    if (!navigator.onLine) return;
    for (const name of ['offline', 'online']) window.dispatchEvent(new Event(name));
  });

/** What a page is looked at in: each width and each scheme once, since contrast is the same at any width. */
const LOOKS = [
  { viewport: WIDE, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'dark' },
] as const;

/** Fails where axe finds anything on the page as it is now: wide in light, and as on a phone in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  const found: string[] = [];
  for (const { viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const faults = await faultsOf(page);
    found.push(...faults.map((fault) => `${viewport.width} px, ${colorScheme}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(WIDE);
  expect(found).toEqual([]);
}

async function faultsOf(page: Page): Promise<string[]> {
  // There are no frames: the mode without a page of axe's own takes half the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, impact, help, nodes }) => {
    const where = nodes.map(({ html, failureSummary, any }) => {
      const related = any.flatMap(({ relatedNodes = [] }) => relatedNodes.map((node) => node.html));
      return [html, failureSummary, ...related].map((line) => `\n  ${line ?? ''}`).join('');
    });
    return `${id} (${impact ?? 'unrated'}): ${help}${where.join('')}`;
  });
}

/** Fails where the page, or a part of it that scrolls, is wider than a phone and has to be scrolled sideways. */
export async function expectFitsPhone(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  const wider = await page.evaluate(() => {
    const scrolls = (element: Element) =>
      element === document.documentElement ||
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    return [...document.querySelectorAll('*')]
      .filter((element) => scrolls(element) && element.scrollWidth > element.clientWidth)
      .map((element) => `${element.outerHTML.slice(0, 200)} is ${element.scrollWidth} px wide`);
  });
  await page.setViewportSize(WIDE);
  expect(wider).toEqual([]);
}
