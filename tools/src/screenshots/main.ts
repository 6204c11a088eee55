/**
 * `npm run screenshots`: takes the README's pictures of the demo with the sample data and writes them to docs/images: the same
 * screens in light and dark, on a desktop and on a phone, and an animation of two people who chat. The fonts are those of
 * this machine.
 */
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { withDemo, type RunningDemo } from '../browser/withDemo.ts';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { showProgress } from '../../../testing/src/cli/progress.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';
import { recordChat } from './chatAnimation.ts';
import { savePicture, untilStable } from './picture.ts';

const FOLDER = join(ROOT, 'docs/images');

const DEVICES: Record<string, BrowserContextOptions> = {
  wide: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 760 }, deviceScaleFactor: 2, hasTouch: true },
};

/** For each picture: the device, and the steps from the list of groups to the screen. */
const PICTURES: { name: string; device: string; show: (page: Page, title: string) => unknown }[] = [
  { name: 'groups', device: 'wide', show: () => {} },
  { name: 'chat', device: 'wide', show: openGroup },
  { name: 'events', device: 'wide', show: openEvents },
  { name: 'groups', device: 'phone', show: () => {} },
  { name: 'chat', device: 'phone', show: openGroup },
  { name: 'events', device: 'phone', show: openEvents },
  { name: 'posts', device: 'phone', show: openPosts },
  { name: 'members', device: 'phone', show: openMembers },
];

const kilobytes = (bytes: number) => `${Math.round(bytes / 1000)} kB`;

await runMain(() =>
  withDemo(async (demo) => {
    mkdirSync(FOLDER, { recursive: true });
    const schemes = ['light', 'dark'] as const;
    const progress = showProgress('Pictures', PICTURES.length * schemes.length + 1);
    const sizes: [file: string, bytes: number][] = [];
    for (const colorScheme of schemes) {
      for (const picture of PICTURES) {
        const file = join(FOLDER, `${picture.name}-${picture.device}-${colorScheme}.png`);
        sizes.push([file, await takePicture(demo, picture, colorScheme, file)]);
        progress.add();
      }
    }
    const animation = join(FOLDER, 'two-people.webp');
    sizes.push([animation, await recordChat(demo, animation)]);
    progress.add();
    progress.end();
    for (const [file, bytes] of sizes) console.log(`${relative(ROOT, file)}  ${kilobytes(bytes)}`);
    const all = sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
    console.log(`${sizes.length} pictures, ${kilobytes(all)}`);
  }),
);

async function takePicture(
  demo: RunningDemo,
  { device, show }: (typeof PICTURES)[number],
  colorScheme: 'light' | 'dark',
  file: string,
): Promise<number> {
  const page = await openAs(demo.browser, demo, { ...DEVICES[device], colorScheme });
  await show(page, groupWithMostEvents(demo).title);
  // Move the pointer away, so that nothing is highlighted.
  await page.mouse.move(0, 0);
  await untilStable(page);
  const size = await savePicture(page, file);
  await page.context().close();
  return size;
}

/** Opens the list of groups as the first sample person. */
async function openAs(browser: Browser, demo: RunningDemo, options: BrowserContextOptions) {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const address = new URL(demo.address);
  address.searchParams.set('as', demo.plan.people[0]!.email);
  await page.goto(address.href);
  await page.getByRole('main').getByText(demo.plan.groups[0]!.title).waitFor();
  await page.getByRole('main').getByText('unread').first().waitFor();
  return page;
}

/** The group with the most future events. */
function groupWithMostEvents({ plan }: RunningDemo) {
  const futureEvents = ({ events }: (typeof plan.groups)[number]) =>
    events.filter(({ startsIn }) => startsIn > 0).length;
  return plan.groups.toSorted((a, b) => futureEvents(b) - futureEvents(a))[0]!;
}

async function openGroup(page: Page, title: string): Promise<void> {
  await page.getByRole('main').getByRole('link', { name: title }).click();
  await page.getByRole('log', { name: 'Messages' }).getByRole('article').nth(10).waitFor();
}

async function openEvents(page: Page, title: string): Promise<void> {
  await openGroup(page, title);
  await page.getByRole('link', { name: 'Events', exact: true }).click();
  // The functions may still be counting the votes of the sample data.
  await page
    .getByRole('button', { name: /^Going · [1-9]/ })
    .nth(1)
    .waitFor();
}

async function openPosts(page: Page, title: string): Promise<void> {
  await openGroup(page, title);
  await page.getByRole('link', { name: 'Posts', exact: true }).click();
  await page
    .getByRole('link', { name: /^\d+ comment/ })
    .first()
    .waitFor();
}

async function openMembers(page: Page, title: string): Promise<void> {
  await openGroup(page, title);
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await page.getByRole('main').getByText('Creator', { exact: true }).waitFor();
}
