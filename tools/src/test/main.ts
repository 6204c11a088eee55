/**
 * Runs every test: one emulator start for all suites. `npm test -- <words>` hands the words to jest, for example
 * `npm test -- membership` for the files with that in their name. The browser tests are left out where no Chromium is
 * found, unless FIREGROUPS_BROWSER is `required`; the tests of images where the Storage emulator cannot be had.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import {
  HOW_TO_GET_ONE,
  findChromium,
  requireChromium,
} from '../../../testing/src/browser/chromium.ts';
import { EMULATORS_LOG, startEmulators } from '../../../testing/src/emulators/emulators.ts';
import { buildFunctions, buildPackage } from '../build.ts';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';

const STORAGE_LEFT_OUT =
  'The tests of images were left out: the Storage emulator’s rules runtime could not be downloaded. ' +
  'Set STORAGE_EMULATOR_BINARY_PATH to one.';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

await runMain(async () => {
  const browser = findBrowser();
  const told = untilStopped();
  await buildFunctions();
  await buildPackage();
  console.log('Starting the emulators …');
  const started = startEmulators({
    only: ['auth', 'firestore', 'functions', 'hosting', 'storage'],
    log: console.log,
    logFile: EMULATORS_LOG,
  });
  const emulators = await Promise.race([started, told]);
  if (typeof emulators === 'number') return emulators;
  const leftOut = [
    ...(browser
      ? []
      : [`The browser tests were left out: no Chromium was found. ${HOW_TO_GET_ONE}`]),
    ...(emulators.hasStorage ? [] : [STORAGE_LEFT_OUT]),
  ];
  const words = [jest, '--config', 'jest.config.ts', ...process.argv.slice(2)];
  const run = spawn(process.execPath, words, {
    cwd: ROOT,
    env: {
      ...process.env,
      ...emulators.env,
      ...(browser && { CHROME_PATH: browser }),
      FIREGROUPS_LEFT_OUT: leftOut.join('\n'),
    },
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

function findBrowser(): string | undefined {
  const required = process.env['FIREGROUPS_BROWSER'] === 'required';
  return required ? requireChromium() : findChromium();
}
