/** Checks and corrects the derived fields of all documents, and prints a report. */
import { setTimeout as wait } from 'node:timers/promises';
import { showProgress } from '../../../testing/src/cli/progress.ts';
import { countDocuments, walkCollections } from '../walkCollections.ts';
import { DERIVED_COLLECTIONS, reconcile } from './derived.ts';
import { reportDeadLetters } from './deadLetters.ts';
import { Tally } from './tally.ts';
import { database } from '../../../functions/src/firestore/store.ts';

export interface RepairOptions {
  isDryRun: boolean;
  pageSize?: number;
  /** Resolves when functions that are already running have written their counts. */
  settle?: () => Promise<unknown>;
}

/** In milliseconds. A recount takes at most two seconds. */
const SETTLE_TIME = 3000;
/** How many documents a dry run checks again. More wrong documents than this are not just a delay. */
const MAX_RECHECKED = 100;

/** Checks all derived fields and prints what it finds. Resolves with the exit code. */
export async function repair(options: RepairOptions): Promise<number> {
  const { isDryRun, pageSize, settle = () => wait(SETTLE_TIME) } = options;
  const tally = new Tally();
  // A dry run may trigger an alert, so it checks again what a function may be about to correct.
  const toRecheck: string[] = [];
  const progress = showProgress('Checked', await countDocuments(DERIVED_COLLECTIONS));
  await walkCollections({
    collections: DERIVED_COLLECTIONS,
    pageSize,
    visit: (document) => reconcile(document, { isDryRun }),
    onPage: (checked) => {
      for (const each of checked) {
        const mayBeDelayed = isDryRun && !each.isCorrect && toRecheck.length < MAX_RECHECKED;
        if (mayBeDelayed) toRecheck.push(each.path);
        else tally.add(each);
      }
      progress.add(checked.length);
    },
  });
  if (toRecheck.length > 0) await settle();
  for (const path of toRecheck) {
    tally.add(await reconcile(await database().doc(path).get(), { isDryRun }));
  }
  progress.end();
  console.log(`\n${tally.table()}\n`);
  console.log(`${outcome(tally, isDryRun)}\n`);
  console.log(await reportDeadLetters());
  return isDryRun && tally.documents > 0 ? 1 : 0;
}

function outcome(tally: Tally, isDryRun: boolean): string {
  const { documents, unsettled } = tally;
  if (documents === 0) return 'All derived fields are correct.';
  const counted = documents === 1 ? '1 document' : `${documents} documents`;
  if (isDryRun) {
    return `${counted} would be repaired (dry run, nothing written):\n${tally.examples()}`;
  }
  const rest = unsettled
    ? `\n${unsettled} changed too often to be repaired. Run \`npm run repair\` again.`
    : '';
  return `${counted} repaired:\n${tally.examples()}${rest}`;
}
