/**
 * `npm run migrate`: runs the migrations that a project has not had yet. A run that was stopped or killed goes on where it
 * was; a second one at the same time refuses. Safe while the app runs.
 * Options: `--dry-run` says what would be done, and writes nothing; `--project <id>` another project than GCLOUD_PROJECT,
 * else the default of .firebaserc. FIRESTORE_EMULATOR_HOST leads to the emulators.
 */
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { explained, openProject, projectOptions } from '../project.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

await runMain(async () => {
  const options = projectOptions('migrate');
  openProject(options);
  const stop = new AbortController();
  const told = untilStopped();
  void told.then(() => {
    stop.abort();
  });
  try {
    await migrate(MIGRATIONS, { ...options, signal: stop.signal });
    return 0;
  } catch (error) {
    if (!stop.signal.aborted) throw explained(error);
    console.log('\nStopped. What is done stays done; the next run goes on from there.');
    return told;
  }
});
