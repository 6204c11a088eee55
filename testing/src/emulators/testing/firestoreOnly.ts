/** The program that lifecycle.emulator.test.ts runs: a Firestore emulator until Ctrl-C. Argument: an export to start with. */
import { runMain } from '../../cli/cliError.ts';
import { withEmulators } from '../withEmulators.ts';

await runMain(async () => {
  await withEmulators(
    { only: ['firestore'], importFrom: process.argv[2] },
    ({ ports }, stopped) => {
      console.log(`up ${JSON.stringify(ports)}`);
      return stopped;
    },
  );
  return 0;
});
