/** Runs the built demo on its own emulators, with sample data and a Chromium. */
import { chromium, type Browser } from '@playwright/test';
import { setLogLevel } from 'firebase/firestore';
import { buildFunctions } from '../build.ts';
import { hostsFrom, type EmulatorHosts } from '../../../testing/src/clients/client.ts';
import { buildDemo } from '../buildDemo.ts';
import { EMULATORS_LOG } from '../../../testing/src/emulators/emulators.ts';
import { seedData } from '../sample/seedData.ts';
import { planSample, type SamplePlan } from '../sample/plan.ts';
import { withEmulators } from '../../../testing/src/emulators/withEmulators.ts';
import { requireChromium } from '../../../testing/src/browser/chromium.ts';

export interface RunningDemo {
  browser: Browser;
  /** `http://host:port` */
  address: string;
  hosts: EmulatorHosts;
  /** The sample data. */
  plan: SamplePlan;
}

/**
 * Builds the demo, starts everything, calls `act`, and stops everything. Resolves with the program's exit code. Throws a
 * `CliError` if there is no Chromium or if the emulators do not start.
 */
export async function withDemo(act: (demo: RunningDemo) => Promise<void>): Promise<number> {
  const executablePath = requireChromium();
  await buildFunctions();
  await buildDemo();
  const options = {
    only: ['auth', 'firestore', 'functions', 'hosting'] as const,
    log: console.log,
    logFile: EMULATORS_LOG,
  };
  return withEmulators(options, async ({ ports }, stopped) => {
    setLogLevel('silent');
    const run = async () => {
      const [plan, hosts] = [planSample(), hostsFrom()];
      await seedData(plan, hosts);
      const browser = await chromium.launch({ executablePath });
      try {
        await act({ browser, address: `http://127.0.0.1:${ports.hosting}`, hosts, plan });
      } finally {
        await browser.close();
      }
      return 0;
    };
    return Promise.race([run(), stopped]);
  });
}
