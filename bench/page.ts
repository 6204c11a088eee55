/**
 * `npm run bench:page`: the built demo in Chromium, from the address to one's groups on the screen. At the first visit
 * (nothing kept, sign-in included) and at the second, on this machine and as on a middling phone: a processor four times as
 * slow, 1.6 Mbit/s, 150 ms there and back. And how much JavaScript the first visit loads.
 */
import { gzipSync } from 'node:zlib';
import type { Locator, Page, Response } from 'playwright-core';
import { withDemo, type RunningDemo } from '../tools/src/browser/withDemo.ts';
import { runMain } from '../testing/src/cli/cliError.ts';
import { measure } from './compare.ts';

const ROUNDS = 7;

await runMain(() =>
  withDemo(async (demo) => {
    const { files, bytes } = await firstScripts(demo);
    console.log(`JavaScript of the first visit: ${kilobytes(bytes)} gzipped, in ${files} files\n`);
    const ways = [false, true].flatMap((isPhone) => {
      const where = isPhone ? 'as on a phone' : 'on this machine';
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
    const measured = await measure('Visits', ways, ROUNDS);
    console.log();
    for (const { name, median, lowest, highest } of measured) {
      const [typical, least, most] = [median, lowest, highest].map((time) => time.toFixed(2));
      console.log(`${name.padEnd(32)} ${typical} s (${least} to ${most})`);
    }
  }),
);

/** Goes to the app; resolves when the groups of the first of the sample people are on the screen. */
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

/** What is loaded until the groups are there; not what the service worker keeps for later. */
async function firstScripts(demo: RunningDemo): Promise<{ files: number; bytes: number }> {
  const context = await demo.browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const bodies: Promise<Buffer>[] = [];
  const keep = (response: Response) => {
    if (response.request().resourceType() === 'script') bodies.push(response.body());
  };
  page.on('response', keep);
  await show(page, demo);
  page.off('response', keep);
  const sizes = (await Promise.all(bodies)).map((body) => gzipSync(body).length);
  await context.close();
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`;
}
