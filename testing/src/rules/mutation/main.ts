/**
 * `npm run rules:mutate`: loads each mutant of firestore.rules into the emulator and runs the cases that evaluate the
 * changed expression. The first case that fails kills the mutant. `--sample N` takes N mutants at random, `--seed S`
 * repeats a sample, `--only <text>` takes those with the text in their names. Fails if less than 98 % are killed. The
 * mutants of equivalent.ts do not count.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Faker, base } from '@faker-js/faker';
import { runWithFirestore } from '../../emulators/withEmulators.ts';
import { showProgress } from '../../cli/progress.ts';
import { ROOT } from '../../cli/root.ts';
import { wholeNumber } from '../../cli/wholeNumber.ts';
import { observe, type Chunk } from '../observe.ts';
import { openSandboxes, spread } from '../sandboxes.ts';
import type { PolicyCase } from '../policyCase.ts';
import type { RulesSandbox } from '../sandbox.ts';
import { EQUIVALENT } from './equivalent.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

const NEEDED = 0.98;

/** By function or allow, the cases that killed its mutants, the latest first. They often kill the next one, too. */
type Killers = Map<string, PolicyCase[]>;

/** How many of them run before the chunks do. */
const KILLERS = 20;

await runWithFirestore(async () => {
  const { sample, seed, only } = options();
  const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
  const sandboxes = await openSandboxes('mutation', rules);
  const { chunks, roots, seen } = await observe(sandboxes, rules);
  const all = mutantsOf(rules, roots, seen);
  const named = all.filter(({ name }) => name.includes(only));
  const faker = new Faker({ locale: base, seed });
  const chosen = sample === undefined ? named : faker.helpers.arrayElements(named, sample);
  if (sample !== undefined)
    console.log(`Sample: ${sample} of ${named.length} mutants, seed ${seed}.`);

  const progress = showProgress('Mutants', chosen.length);
  const survivors: Mutant[] = [];
  const killers: Killers = new Map();
  let killed = 0;
  let invalid = 0;
  await spread(sandboxes, chosen, async (sandbox, mutant) => {
    const fate = await fateOf(sandbox, mutant, chunks, killers);
    if (fate === 'killed') killed += 1;
    else if (fate === 'invalid') invalid += 1;
    else survivors.push(mutant);
    progress.add();
  });
  progress.end();
  return report({ killed, invalid, survivors, names: new Set(all.map(({ name }) => name)) });
});

function options(): { sample: number | undefined; seed: number; only: string } {
  const { sample, seed, only } = parseArgs({
    options: {
      sample: { type: 'string' },
      seed: { type: 'string' },
      only: { type: 'string', default: '' },
    },
  }).values;
  return {
    sample: sample === undefined ? undefined : wholeNumber('sample', sample),
    seed: seed === undefined ? Math.floor(Math.random() * 1e9) : wholeNumber('seed', seed),
    only,
  };
}

async function firstFailure(
  sandbox: RulesSandbox,
  cases: readonly PolicyCase[],
): Promise<PolicyCase | undefined> {
  for (const policyCase of cases) {
    // If an operation fails by any other error than a refusal, the rules allowed it.
    const outcome = await sandbox.run(policyCase).then(
      (verdict) => verdict.outcome,
      () => 'allowed',
    );
    if (outcome !== policyCase.outcome) return policyCase;
  }
  return undefined;
}

async function fateOf(
  sandbox: RulesSandbox,
  { owner, touches, rules }: Mutant,
  chunks: readonly Chunk[],
  killers: Killers,
): Promise<'killed' | 'survived' | 'invalid'> {
  try {
    await sandbox.load(rules);
  } catch {
    return 'invalid';
  }
  const relevant = chunks.filter(({ evaluated }) => touches.some((key) => evaluated.has(key)));
  // The chunks that evaluate the fewest expressions are closest to the change.
  const narrowestFirst = relevant.toSorted((a, b) => a.evaluated.size - b.evaluated.size);
  const known = killers.get(owner) ?? [];
  for (const cases of [known, ...narrowestFirst.map((chunk) => chunk.cases)]) {
    const killer = await firstFailure(sandbox, cases);
    if (!killer) continue;
    const others = known.filter((policyCase) => policyCase !== killer);
    killers.set(owner, [killer, ...others].slice(0, KILLERS));
    return 'killed';
  }
  return 'survived';
}

function report(result: {
  killed: number;
  invalid: number;
  survivors: Mutant[];
  names: Set<string>;
}): number {
  const { killed, invalid, survivors, names } = result;
  const unlisted = survivors.filter(({ name }) => !(name in EQUIVALENT));
  for (const { owner, name, before, after } of unlisted) {
    console.log(`\nSurvived: ${owner}\n  - ${before}\n  + ${after}\n  ${name}`);
  }
  const unknown = Object.keys(EQUIVALENT).filter((name) => !names.has(name));
  for (const name of unknown)
    console.error(
      `\nequivalent.ts lists a mutant that does not exist. Remove or rename it: ${name}`,
    );
  const total = killed + unlisted.length;
  const share = total === 0 ? 1 : killed / total;
  console.log(
    `\n${total + survivors.length - unlisted.length} mutants: ${killed} killed, ${unlisted.length} survived, ` +
      `${survivors.length - unlisted.length} equivalent (${invalid} more do not compile). ` +
      `${(share * 100).toFixed(1)} % killed.`,
  );
  return share >= NEEDED && unknown.length === 0 ? 0 : 1;
}
