/**
 * `npm run repair`: looks at every field that functions derive (search names, counts), in all documents, and repairs what
 * is wrong; then tells which events are parked. Safe while the app runs.
 * Options: `--dry-run` writes nothing, and exits with 1 where something is wrong; `--project <id>` another project than
 * GCLOUD_PROJECT, else the default of .firebaserc. FIRESTORE_EMULATOR_HOST leads to the emulators.
 */
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { explained, openProject, projectOptions } from '../project.ts';
import { untilStopped } from '../../../testing/src/cli/stopSignals.ts';
import { repair } from './repair.ts';

await runMain(async () => {
  const options = projectOptions('repair');
  openProject(options);
  try {
    // Each write stands by itself: it may be stopped anywhere.
    return await Promise.race([repair(options), untilStopped()]);
  } catch (error) {
    throw explained(error);
  }
});
