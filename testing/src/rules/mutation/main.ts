/**
 * `npm run rules:mutate`: loads each mutant of firestore.rules into the emulator and runs the cases of the policy that
 * evaluate what it changes, until one fails and so kills it. `--sample N` takes that many at random, `--seed S` the same
 * ones again; `--only <text>` those with the text in their names. Fails where less than 98 of 100 are killed; those that
 * equivalent.ts lists are left out.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Faker, base } from '@faker-js/faker';
import { runWithFirestore } from '../../emulators/runWithFirestore.ts';
import { CliError } from '../../cli/cliError.ts';
import { showProgress } from '../../cli/progress.ts';
import { ROOT } from '../../cli/root.ts';
import { wholeNumber } from '../../cli/wholeNumber.ts';
import { chunksOf } from '../chunks.ts';
import { addSeen, rootsOf, type Root, type Seen } from '../expressions.ts';
import { openSandboxes, spread } from '../sandboxes.ts';
import { POLICIES } from '../cases/index.ts';
import type { PolicyCase } from '../policyCase.ts';
import type { RulesSandbox } from '../sandbox.ts';
import { EQUIVALENT } from './equivalent.ts';
import { mutantsOf, type Mutant } from './mutants.ts';

const NEEDED = 0.98;

interface Chunk {
  cases: PolicyCase[];
  /** Which expressions its cases evaluate. */
  evaluated: Set<string>;
}

/** For each function and allow, the cases that have killed its mutants, the last one first: they tend to kill the next. */
type Killers = Map<string, PolicyCase[]>;

/** How many of them are tried before all cases are, chunk by chunk. */
const KILLERS = 20;

await runWithFirestore(async () => {
  const { sample, seed, only } = options();
  const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
  const lanes = await openSandboxes('mutation', rules);
  const { chunks, roots, seen } = await observe(lanes, rules);
  const all = mutantsOf(rules, roots, seen);
  const named = all.filter(({ name }) => name.includes(only));
  const faker = new Faker({ locale: base, seed });
  const chosen = sample === undefined ? named : faker.helpers.arrayElements(named, sample);
  if (sample !== undefined)
    console.log(`A sample of ${sample} of ${named.length} mutants, seed ${seed}.`);

  const progress = showProgress('Mutants', chosen.length);
  const survivors: Mutant[] = [];
  const killers: Killers = new Map();
  let killed = 0;
  let invalid = 0;
  await spread(lanes, chosen, async (lane, mutant) => {
    const fate = await fateOf(lane, mutant, chunks, killers);
    if (fate === 'killed') killed += 1;
    else if (fate === 'invalid') invalid += 1;
    else survivors.push(mutant);
    progress.add();
  });
  progress.end();
  return tell({ killed, invalid, survivors, names: new Set(all.map(({ name }) => name)) });
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

/** Runs every case against the rules as they are: all must hold. Notes what each chunk evaluates. */
async function observe(lanes: readonly RulesSandbox[], rules: string) {
  const chunks: Chunk[] = chunksOf(POLICIES).map((cases) => ({
    cases,
    evaluated: new Set(),
  }));
  const progress = showProgress('Cases', chunks.length);
  const seen: Seen = new Map();
  let roots: Root[] = [];
  await spread(lanes, chunks, async (lane, chunk) => {
    await lane.load(rules);
    const failed = await firstFailure(lane, chunk.cases);
    if (failed) throw new CliError(`"${failed.name}" does not hold: see \`npm test\`.`);
    const report = await lane.coverage();
    roots = rootsOf(rules, report);
    addSeen(seen, rules, report);
    const own: Seen = new Map();
    addSeen(own, rules, report);
    for (const [key, { isEvaluated }] of own) if (isEvaluated) chunk.evaluated.add(key);
    progress.add();
  });
  progress.end();
  return { chunks, roots, seen };
}

async function firstFailure(
  lane: RulesSandbox,
  cases: readonly PolicyCase[],
): Promise<PolicyCase | undefined> {
  for (const policyCase of cases) {
    // An operation that fails by another error than a refusal was let through by the rules.
    const outcome = await lane.run(policyCase).then(
      (verdict) => verdict.outcome,
      () => 'allowed',
    );
    if (outcome !== policyCase.outcome) return policyCase;
  }
  return undefined;
}

async function fateOf(
  lane: RulesSandbox,
  { owner, touches, rules }: Mutant,
  chunks: readonly Chunk[],
  killers: Killers,
): Promise<'killed' | 'survived' | 'invalid'> {
  try {
    await lane.load(rules);
  } catch {
    return 'invalid';
  }
  const able = chunks.filter(({ evaluated }) => touches.some((key) => evaluated.has(key)));
  // What few chunks evaluate is closest to the change: the narrowest first.
  const narrowestFirst = able.toSorted((a, b) => a.evaluated.size - b.evaluated.size);
  const known = killers.get(owner) ?? [];
  for (const cases of [known, ...narrowestFirst.map((chunk) => chunk.cases)]) {
    const killer = await firstFailure(lane, cases);
    if (!killer) continue;
    const others = known.filter((policyCase) => policyCase !== killer);
    killers.set(owner, [killer, ...others].slice(0, KILLERS));
    return 'killed';
  }
  return 'survived';
}

function tell(result: {
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
  const gone = Object.keys(EQUIVALENT).filter((name) => !names.has(name));
  for (const name of gone) console.error(`\nListed as equivalent, but there is none: ${name}`);
  const total = killed + unlisted.length;
  const share = total === 0 ? 1 : killed / total;
  console.log(
    `\n${total + survivors.length - unlisted.length} mutants: ${killed} killed, ${unlisted.length} survived, ` +
      `${survivors.length - unlisted.length} equivalent (${invalid} more do not compile). ` +
      `${(share * 100).toFixed(1)} of 100 killed.`,
  );
  return share >= NEEDED && gone.length === 0 ? 0 : 1;
}
