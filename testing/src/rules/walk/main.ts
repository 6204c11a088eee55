/**
 * `npm run rules:walk -- --steps N --seed S`: random users take random steps in a few groups through the client SDK, some
 * slightly wrong. After each step it compares the rules' decision with the model's membership table. After each walk of
 * up to 100 steps it compares the stored documents with what the table made of them. If they disagree, it prints the
 * shortest sequence that does, and fails. The defaults are 2,000 steps and a random seed.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isJoined } from '@firegroups/model';
import fc from 'fast-check';
import { runWithFirestore } from '../../emulators/withEmulators.ts';
import { showProgress } from '../../cli/progress.ts';
import { ROOT } from '../../cli/root.ts';
import { wholeNumber } from '../../cli/wholeNumber.ts';
import { nothingCounted } from '../../fixtures/counts.ts';
import { openSandboxes } from '../sandboxes.ts';
import type { RulesSandbox } from '../sandbox.ts';
import { verdictOf } from '../verdict.ts';
import { profilesOf } from '../seedData.ts';
import { forecast, type KnownGroup } from './forecast.ts';
import { checkInvariants } from './invariants.ts';
import {
  GROUPS,
  USERS_WITH_PROFILE,
  anyStep,
  describeStep,
  everyWrite,
  takeStep,
  type PickedStep,
  type Step,
} from './steps.ts';

const STEPS_PER_WALK = 100;
/** The emulator keeps every value that an expression ever had, until it loads the rules again. */
const STEPS_PER_LOAD = 2000;

await runWithFirestore(async () => {
  const { steps, seed } = options();
  const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
  const sandboxes = await openSandboxes('walk', rules);
  const progress = showProgress('Steps', steps);
  const each = Math.ceil(steps / sandboxes.length);
  const results = await Promise.all(
    sandboxes.map((sandbox, i) =>
      walk({ sandbox, rules, steps: each, seed: seed + i, onStep: progress.add }),
    ),
  );
  progress.end();
  const failed = results.flatMap(({ disagreement }) => disagreement ?? []);
  for (const { sentences, message } of failed) {
    console.error(
      ['', 'The rules and the model disagree:', ...sentences, `→ ${message}`].join('\n'),
    );
  }
  const taken = results.reduce((sum, result) => sum + result.taken, 0);
  const allowed = results.reduce((sum, result) => sum + result.allowed, 0);
  console.log(
    `${taken} steps, ${allowed} of them allowed, seed ${seed}: ${failed.length} disagreements.`,
  );
  return failed.length > 0 ? 1 : 0;
});

function options(): { steps: number; seed: number } {
  const { steps, seed } = parseArgs({
    options: { steps: { type: 'string', default: '2000' }, seed: { type: 'string' } },
  }).values;
  return {
    steps: wholeNumber('steps', steps),
    seed: seed === undefined ? Math.floor(Math.random() * 1e9) : wholeNumber('seed', seed),
  };
}

interface WalkResult {
  taken: number;
  allowed: number;
  /** The shortest sequence that disagrees. */
  disagreement: { sentences: string[]; message: string } | undefined;
}

async function walk(options: {
  sandbox: RulesSandbox;
  rules: string;
  steps: number;
  seed: number;
  onStep: (amount?: number) => void;
}): Promise<WalkResult> {
  const { sandbox, rules, steps, seed, onStep } = options;
  await sandbox.store(profilesOf(...USERS_WITH_PROFILE));
  let taken = 0;
  let allowed = 0;
  let walks = 0;
  let disagreement: WalkResult['disagreement'];
  const property = fc.asyncProperty(
    fc.array(anyStep, { minLength: 1, maxLength: STEPS_PER_WALK, size: 'max' }),
    async (sequence) => {
      // After a disagreement, fast-check tries shorter sequences, whatever the number of steps.
      if (taken >= steps && !disagreement) return;
      const prefix = `w${walks++}-`;
      const groups = Array.from({ length: GROUPS }, (): KnownGroup => ({
        members: new Map(),
        ways: new Map(),
      }));
      const sentences: string[] = [];
      try {
        for (const any of sequence) {
          const known = groups[any.group]!;
          const step = 'number' in any ? pick(known, any) : any;
          if (!step) continue;
          if (taken % STEPS_PER_LOAD === STEPS_PER_LOAD - 1) await sandbox.load(rules);
          taken += 1;
          if (!disagreement) onStep();
          sentences.push(describeStep(step));
          if (await takeAndCompare(sandbox, `${prefix}${step.group}`, known, step)) allowed += 1;
        }
        for (const [i, known] of groups.entries())
          await checkInvariants(sandbox.admin(), `${prefix}${i}`, known);
      } catch (error) {
        disagreement = { sentences, message: (error as Error).message };
        throw error;
      }
    },
  );
  // A sequence has 50 steps on average.
  await fc.check(property, { seed, numRuns: Math.ceil((steps / STEPS_PER_WALK) * 4) });
  return { taken, allowed, disagreement };
}

/** The step that is picked in the group's present state; undefined if there is none. Only members take denied steps. */
function pick(known: KnownGroup, picked: PickedStep): Step | undefined {
  const steps = everyWrite(picked).filter(
    (step) =>
      forecast(known, step).outcome === picked.outcome &&
      (picked.outcome === 'allowed' || isJoined(known.members.get(step.actor) ?? null)),
  );
  return steps[picked.number % steps.length];
}

/** Takes a step. Returns whether the rules allowed it. Throws if the rules and the model disagree. */
async function takeAndCompare(
  sandbox: RulesSandbox,
  groupId: string,
  known: KnownGroup,
  step: Step,
): Promise<boolean> {
  const expected = forecast(known, step);
  const target = known.members.get(step.target) ?? null;
  // The model's table has no limits.
  await sandbox.store(nothingCounted(step.actor));
  const { outcome, message } = await verdictOf(
    takeStep(step, sandbox.as(step.actor), groupId, target),
  );
  if (expected.outcome !== 'either' && outcome !== expected.outcome) {
    throw new Error(`the model says ${expected.outcome}, the rules ${outcome} ${message}`);
  }
  if (outcome === 'allowed') expected.apply();
  return outcome === 'allowed';
}
