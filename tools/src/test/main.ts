/**
 * Runs every test: one emulator start for all suites. `npm test -- <words>` hands the words to jest, for example
 * `npm test -- membership` for the files with that in their name.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { startEmulators } from '../emulators/emulators.ts';
import { build } from '../build.ts';
import { runMain } from '../failure.ts';
import { untilToldToStop } from '../stopSignals.ts';
import { ROOT } from '../root.ts';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

await runMain(async () => {
  await build();
  console.log('Starting the emulators …');
  const emulators = await startEmulators({
    only: ['auth', 'firestore', 'functions'],
    log: console.log,
  });
  const run = spawn(
    process.execPath,
    [jest, '--config', 'jest.config.ts', ...process.argv.slice(2)],
    {
      cwd: ROOT,
      env: { ...process.env, ...emulators.env },
      stdio: 'inherit',
    },
  );
  const finished = new Promise<number>((resolve) =>
    run.on('exit', (code) => {
      resolve(code ?? 1);
    }),
  );
  try {
    return await Promise.race([finished, untilToldToStop(), emulators.broken]);
  } finally {
    run.kill();
    await emulators.stop();
  }
});
