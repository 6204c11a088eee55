/**
 * `npm run story`: real clients run the smoke scenario on the emulators. It uses those of `npm start` if they are running.
 * Exits with code 1 if a step fails.
 */
import { setLogLevel } from 'firebase/firestore';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { findEnvironment } from './environment.ts';
import { newReporter } from './reporter.ts';
import { runScenario } from './scenario.ts';

await runMain(async () => {
  // The scenario contains refusals on purpose, which the SDK would log.
  setLogLevel('silent');
  const stopped = untilStopped();
  const environment = await Promise.race([findEnvironment(console.log), stopped]);
  if (typeof environment === 'number') return environment;
  const reporter = newReporter(console.log);
  try {
    const scenario = runScenario(environment.hosts, reporter).then(
      () => {
        reporter.end();
        return 0;
      },
      () => 1, // The reporter has printed the failed step.
    );
    return await Promise.race([scenario, stopped, environment.broken]);
  } finally {
    await environment.close();
  }
});
