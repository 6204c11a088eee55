/**
 * `npm run migrate`: runs the migrations that a project has not had yet. After an interruption, the next run continues where
 * the last one ended. Two runs at the same time are refused. Safe while the app is in use.
 * Options: `--dry-run` prints what would change and writes nothing. `--project <id>` names the project; without it, the
 * command uses GCLOUD_PROJECT, else the default in .firebaserc. To use an emulator, set FIRESTORE_EMULATOR_HOST.
 */
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { explainError, openProject, projectOptions } from '../project.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';

await runMain(async () => {
  const options = projectOptions('migrate');
  openProject(options);
  const stop = new AbortController();
  const stopped = untilStopped();
  void stopped.then(() => {
    stop.abort();
  });
  try {
    await migrate(MIGRATIONS, { ...options, signal: stop.signal });
    return 0;
  } catch (error) {
    if (!stop.signal.aborted) throw explainError(error);
    console.log('\nStopped. Finished pages are saved, and the next run continues after them.');
    return stopped;
  }
});
