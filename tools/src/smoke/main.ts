/**
 * `npm run story`: real clients run the smoke scenario on the emulators that `npm start` runs in this folder, otherwise on
 * its own. Exits with code 1 if a step fails.
 */
import { setLogLevel } from 'firebase/firestore';
import { buildFunctions } from '../build.ts';
import { hostsFrom, type EmulatorHosts } from '../../../testing/src/clients/client.ts';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { EMULATORS_LOG, PROJECT_ID } from '../../../testing/src/emulators/emulators.ts';
import { findSuite } from '../../../testing/src/emulators/suite.ts';
import { PREFIX } from '../../../testing/src/prefix/stored.ts';
import { withEmulators } from '../../../testing/src/emulators/withEmulators.ts';
import { newReporter } from './reporter.ts';
import { runScenario } from './scenario.ts';

await runMain(async () => {
  // The scenario contains refusals on purpose, which the SDK would log.
  setLogLevel('silent');
  const { auth, firestore, functions } = (await findSuite())?.emulators ?? {};
  if (auth && firestore && functions) {
    console.log(`Using the emulators that run in this folder (Firestore at ${firestore}).`);
    return Promise.race([
      play({ projectId: PROJECT_ID, auth, firestore, prefix: PREFIX }),
      untilStopped(),
    ]);
  }
  console.log('No emulators are running in this folder. This scenario gets its own.');
  await buildFunctions();
  const only = ['auth', 'firestore', 'functions'] as const;
  return withEmulators({ only, log: console.log, logFile: EMULATORS_LOG }, ({ env }, stopped) =>
    Promise.race([play(hostsFrom(env)), stopped]),
  );
});

/** Runs the scenario and prints it. Resolves with the exit code. */
async function play(hosts: EmulatorHosts): Promise<number> {
  const reporter = newReporter(console.log);
  try {
    await runScenario(hosts, reporter);
  } catch {
    return 1; // The reporter has printed the failed step.
  }
  reporter.end();
  return 0;
}
