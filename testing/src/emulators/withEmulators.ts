import { runMain } from '../cli/cliError.ts';
import { untilStopped } from '../cli/stopSignals.ts';
import { startEmulators, type Emulators } from './emulators.ts';

/**
 * Runs something with emulators. Stops them at its end, on Ctrl-C, and if one of them ends. Returns the result of
 * `main`, or the exit code of Ctrl-C.
 */
export async function withEmulators(
  options: Parameters<typeof startEmulators>[0],
  main: (emulators: Emulators) => Promise<number>,
): Promise<number> {
  const stopped = untilStopped();
  const emulators = await Promise.race([startEmulators(options), stopped]);
  if (typeof emulators === 'number') return emulators;
  try {
    return await Promise.race([main(emulators), stopped, emulators.broken]);
  } finally {
    await emulators.stop();
  }
}

/** Runs a program with a Firestore emulator of its own. The emulator's address is in the environment. */
export async function runWithFirestore(main: () => Promise<number>): Promise<void> {
  await runMain(() =>
    withEmulators({ only: ['firestore'], log: console.log }, ({ env }) => {
      Object.assign(process.env, env);
      return main();
    }),
  );
}
