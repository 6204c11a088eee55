/**
 * `npm run repair`: looks at every field that functions derive (search names, counts), in all documents, and repairs what
 * is wrong; then tells which events are parked. Safe while the app runs.
 * Options: `--dry-run` writes nothing, and exits with 1 where something is wrong; `--project <id>` another project than
 * GCLOUD_PROJECT, else the default of .firebaserc. FIRESTORE_EMULATOR_HOST leads to the emulators.
 */
import { runMain } from '../failure.ts';
import { showProgress } from '../progress.ts';
import { explained, openProject, projectOptions } from '../project.ts';
import { untilToldToStop } from '../stopSignals.ts';
import { lengthOf, walk } from '../walk.ts';
import { DERIVED_STRETCHES, bringInLine } from './derived.ts';
import { tellParked } from './parked.ts';
import { Tally } from './tally.ts';

await runMain(async () => {
  const options = projectOptions('repair');
  openProject(options);
  try {
    // Each write stands by itself: it may be stopped anywhere.
    return await Promise.race([repair(options.isDryRun), untilToldToStop()]);
  } catch (error) {
    throw explained(error);
  }
});

async function repair(isDryRun: boolean): Promise<number> {
  const tally = new Tally();
  const progress = showProgress('Looking', await lengthOf(DERIVED_STRETCHES));
  await walk({
    stretches: DERIVED_STRETCHES,
    visit: (document) => bringInLine(document, { isDryRun }),
    onPage: (checked) => {
      for (const each of checked) tally.add(each);
      progress.add(checked.length);
    },
  });
  progress.end();
  console.log(`\n${tally.table()}\n`);
  console.log(`${outcome(tally, isDryRun)}\n`);
  console.log(await tellParked());
  return isDryRun && tally.documents > 0 ? 1 : 0;
}

function outcome(tally: Tally, isDryRun: boolean): string {
  const { documents, unsettled } = tally;
  if (documents === 0) return 'Everything is right.';
  const counted = documents === 1 ? '1 document' : `${documents} documents`;
  if (isDryRun) return `${counted} would be repaired; nothing was written:\n${tally.examples()}`;
  const settled = unsettled ? `\n${unsettled} changed too fast to be repaired: run it again.` : '';
  return `${counted} repaired:\n${tally.examples()}${settled}`;
}
