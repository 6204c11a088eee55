import { runMain } from '../cli/cliError.ts';
import { untilStopped } from '../cli/stopSignals.ts';
import { startEmulators } from './emulators.ts';

/**
 * Runs a program's main function beside a Firestore emulator of its own, whose address is in the environment meanwhile.
 * It ends with what the function gives back, or when it is told to stop; nothing is left running.
 */
export async function runWithFirestore(main: () => Promise<number>): Promise<void> {
  await runMain(async () => {
    const told = untilStopped();
    const started = startEmulators({ only: ['firestore'], log: console.log });
    const emulators = await Promise.race([started, told]);
    if (typeof emulators === 'number') return emulators;
    Object.assign(process.env, emulators.env);
    try {
      return await Promise.race([main(), told, emulators.broken]);
    } finally {
      await emulators.stop();
    }
  });
}
