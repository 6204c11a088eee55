/** The walk through the derived fields, and its report. */
import { showProgress } from '../progress.ts';
import { lengthOf, walk } from '../walk.ts';
import { DERIVED_STRETCHES, bringInLine } from './derived.ts';
import { tellParked } from './parked.ts';
import { Tally } from './tally.ts';

export interface RepairOptions {
  isDryRun: boolean;
  pageSize?: number;
}

/** Goes through all derived fields and says what it finds; gives back the exit code. */
export async function repair({ isDryRun, pageSize }: RepairOptions): Promise<number> {
  const tally = new Tally();
  const progress = showProgress('Looking', await lengthOf(DERIVED_STRETCHES));
  await walk({
    stretches: DERIVED_STRETCHES,
    pageSize,
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
