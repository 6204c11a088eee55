/**
 * `npm run repair`: checks every field that functions derive (search names and counts) in all documents, corrects wrong
 * values, and lists the dead letters. Safe while the app is in use.
 * Options: `--dry-run` writes nothing and exits with code 1 if a value is wrong. `--project <id>` names the project; without
 * it, the command uses GCLOUD_PROJECT, else the default in .firebaserc. To use an emulator, set FIRESTORE_EMULATOR_HOST.
 */
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { explainError, openProject, projectOptions } from '../project.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { repair } from './repair.ts';

await runMain(async () => {
  const options = projectOptions('repair');
  openProject(options);
  try {
    // Each write is complete by itself, so the command may be stopped at any point.
    return await Promise.race([repair(options), untilStopped()]);
  } catch (error) {
    throw explainError(error);
  }
});
