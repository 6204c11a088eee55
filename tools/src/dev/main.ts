/** `npm run dev`: serves the demo with hot reload, on the emulators that `npm start` runs in this folder. */
import { join } from 'node:path';
import { createServer } from 'vite';
import { CliError, runMain } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { findSuite } from '../../../testing/src/emulators/suite.ts';

await runMain(async () => {
  const stopped = untilStopped();
  const suite = await findSuite();
  if (!suite?.emulators['hosting'])
    throw new CliError(
      'No emulators are running in this folder. Run `npm start` in another terminal first. ' +
        'To use those of another folder, set FIREBASE_EMULATOR_HUB to the address of their hub, for example 127.0.0.1:4400.',
    );
  // The demo's configuration reads it.
  process.env['FIREBASE_EMULATOR_HUB'] = suite.hub;
  const server = await createServer({ root: join(ROOT, 'demo') });
  await server.listen();
  server.printUrls();
  const code = await stopped;
  await server.close();
  return code === 130 ? 0 : code;
});
