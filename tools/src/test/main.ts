/**
 * `npm test`: starts the emulators once and runs every test. `npm test -- <words>` passes the words to jest:
 * `npm test -- membership` runs the files with that word in their path. Without a Chromium the browser tests are skipped,
 * unless FIREGROUPS_BROWSER is `required`. Without the Storage emulator the image tests are skipped.
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

const STORAGE_SKIPPED =
  'The image tests were skipped: the rules runtime of the Storage emulator could not be downloaded. ' +
  'Set STORAGE_EMULATOR_BINARY_PATH to the path of one.';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

await runMain(async () => {
  const browser = findBrowser();
  const stopped = untilStopped();
  await buildFunctions();
  await buildPackage();
  console.log('Starting the emulators …');
  const started = startEmulators({
    only: ['auth', 'firestore', 'functions', 'hosting', 'storage'],
    log: console.log,
    logFile: EMULATORS_LOG,
  });
  const emulators = await Promise.race([started, stopped]);
  if (typeof emulators === 'number') return emulators;
  const skipped = [
    ...(browser
      ? []
      : [`The browser tests were skipped: no Chromium was found. ${HOW_TO_GET_ONE}`]),
    ...(emulators.hasStorage ? [] : [STORAGE_SKIPPED]),
  ];
  const args = [jest, '--config', 'jest.config.ts', ...process.argv.slice(2)];
  const run = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      ...process.env,
      ...emulators.env,
      ...(browser && { CHROME_PATH: browser }),
      FIREGROUPS_LEFT_OUT: skipped.join('\n'),
    },
    stdio: 'inherit',
  });
  const finished = new Promise<number>((resolve) =>
    run.on('exit', (code) => {
      resolve(code ?? 1);
    }),
  );
  try {
    return await Promise.race([finished, stopped, emulators.broken]);
  } finally {
    run.kill();
    await emulators.stop();
  }
});

function findBrowser(): string | undefined {
  const required = process.env['FIREGROUPS_BROWSER'] === 'required';
  return required ? requireChromium() : findChromium();
}
