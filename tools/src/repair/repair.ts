/** The walk through the derived fields, and its report. */
import { setTimeout as wait } from 'node:timers/promises';
import { getFirestore } from 'firebase-admin/firestore';
import { showProgress } from '../../../testing/src/cli/progress.ts';
import { lengthOf, walk } from '../walk.ts';
import { DERIVED_STRETCHES, reconcile } from './derived.ts';
import { reportDeadLetters } from './deadLetters.ts';
import { Tally } from './tally.ts';

export interface RepairOptions {
  isDryRun: boolean;
  pageSize?: number;
  /** Waits until a function that is under way has done its part. */
  settle?: () => Promise<unknown>;
}

/** How long that takes, in milliseconds: a recount comes within two seconds. */
const SETTLED = 3000;
/** How many documents a dry run looks at again: so many are no mere delay. */
const DOUBTED = 100;

/** Goes through all derived fields and says what it finds; gives back the exit code. */
export async function repair(options: RepairOptions): Promise<number> {
  const { isDryRun, pageSize, settle = () => wait(SETTLED) } = options;
  const tally = new Tally();
  // A dry run may set off an alarm: what is only just being brought in line must not.
  const doubtful: string[] = [];
  const progress = showProgress('Looking', await lengthOf(DERIVED_STRETCHES));
  await walk({
    stretches: DERIVED_STRETCHES,
    pageSize,
    visit: (document) => reconcile(document, { isDryRun }),
    onPage: (checked) => {
      for (const each of checked) {
        const isDoubtful = isDryRun && !each.isRight && doubtful.length < DOUBTED;
        if (isDoubtful) doubtful.push(each.path);
        else tally.add(each);
      }
      progress.add(checked.length);
    },
  });
  if (doubtful.length > 0) await settle();
  for (const path of doubtful) {
    tally.add(await reconcile(await getFirestore().doc(path).get(), { isDryRun }));
  }
  progress.end();
  console.log(`\n${tally.table()}\n`);
  console.log(`${outcome(tally, isDryRun)}\n`);
  console.log(await reportDeadLetters());
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
