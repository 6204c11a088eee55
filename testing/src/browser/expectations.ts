/** Expectations about what a user sees. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { RECONNECT_ANNOTATION, recordReconnect } from '../workarounds/reconnects.ts';
import { DESKTOP, PHONE } from './viewports.ts';

/** Waits until all locators are visible. */
export async function expectVisible(...locators: Locator[]): Promise<void> {
  for (const locator of locators) {
    await withReconnect(locator.page(), () => expect(locator).toBeVisible());
  }
}

/** Waits until all locators are hidden, or match nothing. */
export async function expectHidden(...locators: Locator[]): Promise<void> {
  for (const locator of locators) {
    await withReconnect(locator.page(), () => expect(locator).toBeHidden());
  }
}

/** Reconnects the page if an expectation times out, because the emulator may have missed a commit (missedCommits.ts). */
async function withReconnect(page: Page, assert: () => Promise<void>): Promise<void> {
  try {
    await assert();
  } catch {
    recordReconnect(test.info().titlePath.join(' › '));
    test.info().annotations.push({ type: RECONNECT_ANNOTATION });
    await page.evaluate(() => {
      if (!navigator.onLine) return;
      for (const name of ['offline', 'online']) window.dispatchEvent(new Event(name));
    });
    await assert();
  }
}

/** Each viewport and each color scheme once, because the contrast does not depend on the width. */
const LOOKS = [
  { viewport: DESKTOP, colorScheme: 'light' },
  { viewport: PHONE, colorScheme: 'dark' },
] as const;

/** Fails if axe finds a violation in the current page: as a desktop in light mode, or as a phone in dark mode. */
export async function expectAccessible(page: Page): Promise<void> {
  const violations: string[] = [];
  for (const { viewport, colorScheme } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    const found = await findViolations(page);
    violations.push(...found.map((text) => `${viewport.width} px, ${colorScheme}: ${text}`));
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(DESKTOP);
  expect(violations).toEqual([]);
}

async function findViolations(page: Page): Promise<string[]> {
  // The pages have no frames. Legacy mode needs no extra page and takes half the time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id, impact, help, nodes }) => {
    const details = nodes.map(({ html, failureSummary, any }) => {
      const related = any.flatMap(({ relatedNodes = [] }) => relatedNodes.map((node) => node.html));
      return [html, failureSummary, ...related].map((line) => `\n  ${line ?? ''}`).join('');
    });
    return `${id} (${impact ?? 'unrated'}): ${help}${details.join('')}`;
  });
}

/** Fails if the page, or a part of it that scrolls, is wider than a phone. */
export async function expectFitsPhone(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  const tooWide = await page.evaluate(() => {
    const scrolls = (element: Element) =>
      element === document.documentElement ||
      ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    return [...document.querySelectorAll('*')]
      .filter((element) => scrolls(element) && element.scrollWidth > element.clientWidth)
      .map((element) => `${element.outerHTML.slice(0, 200)} is ${element.scrollWidth} px wide`);
  });
  await page.setViewportSize(DESKTOP);
  expect(tooWide).toEqual([]);
}
