/**
 * `npm run bench:page`: measures how long the built demo takes in Chromium until the user's groups are on the screen. It
 * measures the first visit (no cache, with sign-in) and the second one, on this machine and on a simulated mid-range phone: a
 * processor four times slower, 1.6 Mbit/s, 150 ms round trip. It also prints how much JavaScript the first visit loads.
 */
import { gzipSync } from 'node:zlib';
import type { Locator, Page, Response } from '@playwright/test';
import { withDemo, type RunningDemo } from '../tools/src/browser/withDemo.ts';
import { runMain } from '../testing/src/cli/cliError.ts';
import { measure } from './compare.ts';

const ROUNDS = 7;

await runMain(() =>
  withDemo(async (demo) => {
    const { files, bytes } = await firstScripts(demo);
    console.log(`JavaScript of the first visit: ${kilobytes(bytes)} gzipped, in ${files} files\n`);
    const variants = [false, true].flatMap((isPhone) => {
      const where = isPhone ? 'on a simulated phone' : 'on this machine';
      let page: Page | undefined;
      const openNew = async () => {
        await page?.context().close();
        page = await (await demo.browser.newContext()).newPage();
      };
      return [
        {
          name: `first visit, ${where}`,
          prepare: async () => {
            await openNew();
            if (isPhone) await slowDown(page!);
          },
          run: () => show(page!, demo),
        },
        {
          name: `second visit, ${where}`,
          prepare: async () => {
            await openNew();
            await show(page!, demo);
            await page!.evaluate(async () => {
              await navigator.serviceWorker.ready;
            });
            if (isPhone) await slowDown(page!);
          },
          run: async () => {
            await page!.reload();
            await groups(page!, demo).waitFor();
          },
        },
      ];
    });
    const measured = await measure('Visits', variants, ROUNDS);
    console.log();
    for (const { name, median, lowest, highest } of measured) {
      const [typical, least, most] = [median, lowest, highest].map((time) => time.toFixed(2));
      console.log(`${name.padEnd(36)} ${typical} s (${least} to ${most})`);
    }
  }),
);

/** Opens the app. Resolves when the groups of the first sample person are on the screen. */
async function show(page: Page, demo: RunningDemo): Promise<void> {
  await page.goto(`${demo.address}/?as=${encodeURIComponent(demo.plan.people[0]!.email)}`);
  await groups(page, demo).waitFor();
}

function groups(page: Page, { plan }: RunningDemo): Locator {
  return page.getByRole('main').getByText(plan.groups[0]!.title);
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: (1.6 * 1024 * 1024) / 8,
    uploadThroughput: (750 * 1024) / 8,
  });
}

/** Counts the scripts that are loaded before the groups appear, without those that the service worker caches for later. */
async function firstScripts(demo: RunningDemo): Promise<{ files: number; bytes: number }> {
  const context = await demo.browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  const collect = (response: Response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  };
  page.on('response', collect);
  await show(page, demo);
  page.off('response', collect);
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  await context.close();
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
