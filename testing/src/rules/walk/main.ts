/**
 * `npm run rules:walk -- --steps N --seed S`: random people do random things to a few groups through the client SDK, some
 * slightly wrong. After each step the rules' answer is compared with the model's membership table; after each walk of up
 * to a hundred steps everything stored is compared with what the table made of it. Where they disagree, the shortest
 * sequence that does is printed, and the run fails. 2,000 steps and a random seed unless told otherwise.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isJoined } from '@firegroups/model';
import fc from 'fast-check';
import { runWithFirestore } from '../../emulators/runWithFirestore.ts';
import { showProgress } from '../../cli/progress.ts';
import { ROOT } from '../../cli/root.ts';
import { wholeNumber } from '../../cli/wholeNumber.ts';
import { openSandboxes } from '../sandboxes.ts';
import type { RulesSandbox } from '../sandbox.ts';
import { verdictOf } from '../verdict.ts';
import { profilesOf } from '../worlds.ts';
import { scan } from './invariants.ts';
import {
  GROUPS,
  PROFILED,
  anyStep,
  everyWrite,
  sentenceOf,
  take,
  type PickedStep,
  type Step,
} from './steps.ts';
import { forecast, type KnownGroup } from './world.ts';

const STEPS_A_WALK = 100;
/** The emulator keeps every value that an expression ever had, until the rules are loaded anew. */
const STEPS_A_LOAD = 2000;

await runWithFirestore(async () => {
  const { steps, seed } = options();
  const rules = readFileSync(join(ROOT, 'firestore.rules'), 'utf8');
  const lanes = await openSandboxes('walk', rules);
  const progress = showProgress('Steps', steps);
  const each = Math.ceil(steps / lanes.length);
  const results = await Promise.all(
    lanes.map((lane, i) =>
      walk({ lane, rules, steps: each, seed: seed + i, onStep: progress.add }),
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
  lane: RulesSandbox;
  rules: string;
  steps: number;
  seed: number;
  onStep: (amount?: number) => void;
}): Promise<WalkResult> {
  const { lane, rules, steps, seed, onStep } = options;
  await lane.store(profilesOf(...PROFILED));
  let taken = 0;
  let allowed = 0;
  let walks = 0;
  let disagreement: WalkResult['disagreement'];
  const property = fc.asyncProperty(
    fc.array(anyStep, { minLength: 1, maxLength: STEPS_A_WALK, size: 'max' }),
    async (sequence) => {
      // Past a disagreement come ever shorter sequences, whatever the number of steps.
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
          if (taken % STEPS_A_LOAD === STEPS_A_LOAD - 1) await lane.load(rules);
          taken += 1;
          if (!disagreement) onStep();
          sentences.push(sentenceOf(step));
          if (await takeAndCompare(lane, `${prefix}${step.group}`, known, step)) allowed += 1;
        }
        for (const [i, known] of groups.entries()) await scan(lane.admin(), `${prefix}${i}`, known);
      } catch (error) {
        disagreement = { sentences, message: (error as Error).message };
        throw error;
      }
    },
  );
  // Sequences have fifty steps on average.
  await fc.check(property, { seed, numRuns: Math.ceil((steps / STEPS_A_WALK) * 4) });
  return { taken, allowed, disagreement };
}

/** The step that was picked, as the group now is; none where there is none. Denials are tried by those who are in. */
function pick(known: KnownGroup, picked: PickedStep): Step | undefined {
  const steps = everyWrite(picked).filter(
    (step) =>
      forecast(known, step).outcome === picked.outcome &&
      (picked.outcome === 'allowed' || isJoined(known.members.get(step.actor) ?? null)),
  );
  return steps[picked.number % steps.length];
}

/** Takes a step and compares. Gives back whether it was allowed; throws where the rules and the model disagree. */
async function takeAndCompare(
  lane: RulesSandbox,
  groupId: string,
  known: KnownGroup,
  step: Step,
): Promise<boolean> {
  const expected = forecast(known, step);
  const target = known.members.get(step.target) ?? null;
  const { outcome, message } = await verdictOf(take(step, lane.as(step.actor), groupId, target));
  if (expected.outcome !== 'either' && outcome !== expected.outcome) {
    throw new Error(`the model says ${expected.outcome}, the rules ${outcome} ${message}`);
  }
  if (outcome === 'allowed') expected.apply();
  return outcome === 'allowed';
}
