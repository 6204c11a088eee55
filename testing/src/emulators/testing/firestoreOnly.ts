/** The program that lifecycle.emulator.test.ts runs: a Firestore emulator until Ctrl-C. */
import { runMain } from '../../cli/cliError.ts';
import { withEmulators } from '../withEmulators.ts';

await runMain(async () => {
  await withEmulators({ only: ['firestore'] }, ({ ports }) => {
    console.log(`up ${JSON.stringify(ports)}`);
    return new Promise(() => {});
  });
  return 0;
});
