/** The built demo on emulators of its own, with the sample data, and a Chromium to look at it. */
import { chromium, type Browser } from 'playwright-core';
import { setLogLevel } from 'firebase/firestore';
import { buildFunctions } from '../build.ts';
import { hostsFrom, type EmulatorHosts } from '../../../testing/src/clients/client.ts';
import { buildDemo } from '../demo.ts';
import { EMULATORS_LOG, startEmulators } from '../../../testing/src/emulators/emulators.ts';
import { createSample } from '../sample/create.ts';
import { planSample, type SamplePlan } from '../sample/plan.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { requireChromium } from '../../../testing/src/browser/chromium.ts';

export interface ShownDemo {
  browser: Browser;
  /** `http://host:port` */
  address: string;
  hosts: EmulatorHosts;
  /** What the sample data says. */
  plan: SamplePlan;
}

/**
 * Builds the demo, starts everything, has `act` done, and stops everything. Resolves with the exit code of the program.
 * Throws a `CliError` where there is no Chromium or the emulators do not come up.
 */
export async function withDemo(act: (demo: ShownDemo) => Promise<void>): Promise<number> {
  const executablePath = requireChromium();
  const told = untilStopped();
  await buildFunctions();
  await buildDemo();
  console.log('Starting the emulators …');
  const started = startEmulators({
    only: ['auth', 'firestore', 'functions', 'hosting'],
    log: console.log,
    logFile: EMULATORS_LOG,
  });
  const emulators = await Promise.race([started, told]);
  if (typeof emulators === 'number') return emulators;
  // The Admin SDK finds the emulators by the environment alone.
  Object.assign(process.env, emulators.env);
  setLogLevel('silent');
  const run = async () => {
    const [plan, hosts] = [planSample(), hostsFrom()];
    await createSample(plan, hosts);
    const browser = await chromium.launch({ executablePath });
    try {
      await act({ browser, address: `http://127.0.0.1:${emulators.ports.hosting}`, hosts, plan });
    } finally {
      await browser.close();
    }
    return 0;
  };
  try {
    return await Promise.race([run(), told, emulators.broken]);
  } finally {
    await emulators.stop();
  }
}
