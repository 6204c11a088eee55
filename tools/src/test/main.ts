/**
 * `npm test`: starts the emulators once and runs every test. `npm test -- <words>` passes the words to jest and Playwright:
 * `npm test -- membership` runs the files with that word in their path. Without a Chromium the browser tests are skipped,
 * unless FIREGROUPS_BROWSER is `required`. Without the Storage emulator the image tests are skipped.
 */
import {
  HOW_TO_GET_ONE,
  findChromium,
  requireChromium,
} from '../../../testing/src/browser/chromium.ts';
import { ALL_EMULATORS, EMULATORS_LOG } from '../../../testing/src/emulators/emulators.ts';
import { withEmulators } from '../../../testing/src/emulators/withEmulators.ts';
import { buildFunctions, buildPackage } from '../build.ts';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { runTests } from './runTests.ts';

const STORAGE_SKIPPED =
  'The image tests were skipped: the rules runtime of the Storage emulator could not be downloaded. ' +
  'Set STORAGE_EMULATOR_BINARY_PATH to the path of one.';

await runMain(async () => {
  const browser = findBrowser();
  await buildFunctions();
  await buildPackage();
  const options = { only: ALL_EMULATORS, log: console.log, logFile: EMULATORS_LOG };
  return withEmulators(options, async ({ env, hasStorage, broken }, stopped) => {
    const skipped = [
      ...(browser
        ? []
        : [`The browser tests were skipped: no Chromium was found. ${HOW_TO_GET_ONE}`]),
      ...(hasStorage ? [] : [STORAGE_SKIPPED]),
    ];
    const run = runTests({
      args: process.argv.slice(2),
      env: { ...env, ...(browser && { CHROME_PATH: browser }) },
      hasBrowser: browser !== undefined,
      skipped: skipped.join('\n'),
    });
    try {
      return await Promise.race([run.finished, stopped, broken]);
    } finally {
      run.stop();
    }
  });
});

function findBrowser(): string | undefined {
  const required = process.env['FIREGROUPS_BROWSER'] === 'required';
  return required ? requireChromium() : findChromium();
}
