import { runMain } from '../cli/cliError.ts';
import { untilStopped } from '../cli/stopSignals.ts';
import { startEmulators, type Emulators } from './emulators.ts';

/**
 * Runs `main` with emulators, whose addresses are in the environment. `main` also gets a promise that resolves with an exit
 * code on Ctrl-C. Stops the emulators when `main` ends, and if one of them ends. Returns the exit code.
 */
export async function withEmulators(
  options: Parameters<typeof startEmulators>[0],
  main: (emulators: Emulators, stopped: Promise<number>) => Promise<number>,
): Promise<number> {
  const stopped = untilStopped();
  const emulators = await Promise.race([startEmulators(options), stopped]);
  if (typeof emulators === 'number') return emulators;
  Object.assign(process.env, emulators.env);
  try {
    return await Promise.race([main(emulators, stopped), emulators.broken]);
  } finally {
    await emulators.stop();
  }
}

/** Runs a program with a Firestore emulator of its own. The emulator's address is in the environment. */
export async function runWithFirestore(main: () => Promise<number>): Promise<void> {
  await runMain(() =>
    withEmulators({ only: ['firestore'], log: console.log }, (_emulators, stopped) =>
      Promise.race([main(), stopped]),
    ),
  );
}
