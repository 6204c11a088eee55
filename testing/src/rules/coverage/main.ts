/**
 * `npm run rules:coverage`: runs every case of the policy and asks the emulator which values each expression of
 * firestore.rules had. Prints a line for each function and allow. Fails unless every boolean expression was both true and
 * false, and every other expression was evaluated. `UNREACHABLE` has the only exceptions.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runWithFirestore } from '../../emulators/withEmulators.ts';
import { ROOT } from '../../cli/root.ts';
import { keyOf, within, type Root, type Seen } from '../expressions.ts';
import { observe } from '../observe.ts';
import { openSandboxes } from '../sandboxes.ts';

interface Gap {
  owner: string;
  text: string;
  never: 'true' | 'false' | 'evaluated';
}

/** What the emulator cannot show, by owner and text, each with the reason. The run fails if it shows one after all. */
const UNREACHABLE: Record<string, string> = {
  'skipsNothing() request.query.offset in [null, 0]':
    'The emulator decides by the form before it. Firestore does not document which form it takes.',
};

function report(roots: Root[], seen: Seen): number {
  const rows = roots.map((root) => rowOf(root, seen));
  const width = Math.max(...rows.map(({ owner }) => owner.length));
  console.log(`${'function or allow'.padEnd(width)}  expressions  true and false`);
  for (const { owner, count, both, booleans } of rows) {
    console.log(`${owner.padEnd(width)}  ${String(count).padStart(11)}  ${both} of ${booleans}`);
  }
  const isExpected = ({ owner, text }: Gap) => `${owner} ${text}` in UNREACHABLE;
  const all = rows.flatMap((row) => row.gaps);
  const gaps = all.filter((gap) => !isExpected(gap));
  const needless = Object.keys(UNREACHABLE).length - all.filter(isExpected).length;
  if (needless > 0) console.error('\nRemove from UNREACHABLE what is both true and false by now.');
  for (const { owner, text, never } of gaps) console.error(`\nNever ${never}: ${owner}\n  ${text}`);
  const sum = (key: 'count' | 'both' | 'booleans') =>
    rows.reduce((total, row) => total + row[key], 0);
  console.log(
    `\n${sum('count')} expressions, ${sum('booleans')} of them boolean: ${sum('both')} were true and false, ` +
      `${gaps.length} gaps.`,
  );
  return gaps.length + needless > 0 ? 1 : 0;
}

function rowOf(root: Root, seen: Seen) {
  const gaps: Gap[] = [];
  let count = 0;
  let booleans = 0;
  let both = 0;
  for (const expression of within(root)) {
    if (/^(true|false)$/.test(expression.text)) continue;
    count += 1;
    const values = seen.get(keyOf(expression))!;
    const gap = (never: Gap['never']) => {
      gaps.push({ owner: root.owner, text: oneLine(expression.text), never });
    };
    if (!values.isKnown) gap('evaluated');
    if (values.other || !values.isKnown) continue;
    booleans += 1;
    if (values.true && values.false) both += 1;
    else gap(values.true ? 'false' : 'true');
  }
  return { owner: root.owner, count, booleans, both, gaps };
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

await runWithFirestore(async () => {
  const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
  const sandboxes = await openSandboxes('coverage', rules);
  const { roots, seen } = await observe(sandboxes, rules);
  return report(roots, seen);
});
