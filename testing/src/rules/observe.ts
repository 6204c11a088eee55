/** Runs every case of the policy against firestore.rules, and reports which expressions the cases evaluate. */
import { CliError } from '../cli/cliError.ts';
import { showProgress } from '../cli/progress.ts';
import { POLICIES } from './cases/index.ts';
import { addSeen, rootsOf, type Root, type Seen } from './expressions.ts';
import type { PolicyCase } from './policyCase.ts';
import type { RulesSandbox } from './sandbox.ts';
import { spread } from './sandboxes.ts';

/**
 * Cases of the same path. Coverage is reset before each chunk and read after it. A report on all cases at once lists every
 * value that the emulator saw, and has hundreds of megabytes.
 */
export interface Chunk {
  cases: PolicyCase[];
  /** `keyOf` the expressions that its cases evaluate. */
  evaluated: Set<string>;
}

export interface Observed {
  chunks: Chunk[];
  roots: Root[];
  /** What all cases evaluate. */
  seen: Seen;
}

const CASES_PER_CHUNK = 25;

/** Runs the cases. Throws if one of them fails. */
export async function observe(
  sandboxes: readonly RulesSandbox[],
  rules: string,
): Promise<Observed> {
  const chunks = POLICIES.flatMap(({ cases }) => chunksOf(cases));
  const progress = showProgress('Cases', chunks.length);
  const seen: Seen = new Map();
  let roots: Root[] = [];
  const failed: string[] = [];
  await spread(sandboxes, chunks, async (sandbox, chunk) => {
    await sandbox.load(rules);
    for (const policyCase of chunk.cases) {
      const { outcome } = await sandbox.run(policyCase);
      if (outcome !== policyCase.outcome) failed.push(`${policyCase.name}: ${outcome}`);
    }
    const report = await sandbox.coverage();
    roots = rootsOf(rules, report);
    addSeen(seen, rules, report);
    const ofChunk: Seen = new Map();
    addSeen(ofChunk, rules, report);
    for (const [key, { isEvaluated }] of ofChunk) if (isEvaluated) chunk.evaluated.add(key);
    progress.add();
  });
  progress.end();
  if (failed.length > 0) {
    const advice = 'These cases fail. Run `npm test -- policies` for details:';
    throw new CliError([advice, ...failed].join('\n'));
  }
  return { chunks, roots, seen };
}

function chunksOf(cases: readonly PolicyCase[]): Chunk[] {
  return Array.from({ length: Math.ceil(cases.length / CASES_PER_CHUNK) }, (_, i) => ({
    cases: cases.slice(i * CASES_PER_CHUNK, (i + 1) * CASES_PER_CHUNK),
    evaluated: new Set(),
  }));
}
