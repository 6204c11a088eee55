/**
 * Runs every test: one emulator start for all suites. `npm test -- <words>` hands the words to jest, for example
 * `npm test -- membership` for the files with that in their name. The browser tests are left out where no Chromium is
 * found, unless FIREGROUPS_BROWSER is `required`.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { HOW_TO_GET_ONE, findChromium, requireChromium } from '../browser/chromium.ts';
import { EMULATORS_LOG, startEmulators } from '../emulators/emulators.ts';
import { buildFunctions, buildPackage } from '../build.ts';
import { runMain } from '../failure.ts';
import { untilToldToStop } from '../stopSignals.ts';
import { ROOT } from '../root.ts';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

await runMain(async () => {
  const browserEnv = findBrowser();
  const told = untilToldToStop();
  await buildFunctions();
  await buildPackage();
  console.log('Starting the emulators …');
  const started = startEmulators({
    only: ['auth', 'firestore', 'functions', 'hosting'],
    log: console.log,
    logFile: EMULATORS_LOG,
  });
  const emulators = await Promise.race([started, told]);
  if (typeof emulators === 'number') return emulators;
  const words = [jest, '--config', 'jest.config.ts', ...process.argv.slice(2)];
  const run = spawn(process.execPath, words, {
    cwd: ROOT,
    env: { ...process.env, ...emulators.env, ...browserEnv },
    stdio: 'inherit',
  });
  const finished = new Promise<number>((resolve) =>
    run.on('exit', (code) => {
      resolve(code ?? 1);
    }),
  );
  try {
    return await Promise.race([finished, told, emulators.broken]);
  } finally {
    run.kill();
    await emulators.stop();
  }
});

/** What tells jest which browser to run, or that there is none. */
function findBrowser(): Record<string, string> {
  const required = process.env['FIREGROUPS_BROWSER'] === 'required';
  const found = required ? requireChromium() : findChromium();
  if (found) return { CHROME_PATH: found };
  return {
    FIREGROUPS_LEFT_OUT: `The browser tests were left out: no Chromium was found. ${HOW_TO_GET_ONE}`,
  };
}
