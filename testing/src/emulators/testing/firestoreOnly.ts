/** What the test of the emulators' program runs: Firestore alone, until it is told to stop. */
import { runMain } from '../../cli/cliError.ts';
import { untilStopped } from '../../cli/stopSignals.ts';
import { startEmulators } from '../emulators.ts';

await runMain(async () => {
  const told = untilStopped();
  const emulators = await Promise.race([startEmulators({ only: ['firestore'] }), told]);
  if (typeof emulators === 'number') return emulators;
  console.log(`up ${JSON.stringify(emulators.ports)}`);
  try {
    await Promise.race([told, emulators.broken]);
    return 0;
  } finally {
    await emulators.stop();
  }
});
