/**
 * `npm run bench:load`: how long the functions' module takes to load, against importing firebase-admin and
 * firebase-functions whole; and what the first event loads then. Each in a process of its own, from the built module.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFunctions } from '../tools/src/build.ts';
import { runMain } from '../testing/src/cli/cliError.ts';
import { ROOT } from '../testing/src/cli/root.ts';
import { measure } from './compare.ts';

const ROUNDS = 15;

await runMain(async () => {
  await buildFunctions();
  const naive = "await import('firebase-functions'); await import('firebase-admin');";
  const entry = "const m = await import('./lib/index.js');";
  // The first event loads what its function needs; an empty one fails after that.
  const firstEvent = `${entry} await m.onMemberWritten({}).catch(() => {});`;
  const ways = [
    { name: 'the functions’ module', code: entry },
    { name: 'the same, and the first event', code: firstEvent },
    { name: 'firebase-admin and firebase-functions', code: naive },
  ];
  const measured = await measure(
    'Loading',
    [{ name: 'nothing', code: '' }, ...ways].map(({ name, code }) => ({
      name,
      run: async () => {
        await load(code);
      },
    })),
    ROUNDS,
  );
  const [nothing, ...others] = measured;
  const whole = others.at(-1)!.median - nothing!.median;
  for (const { name, median, lowest, highest } of others) {
    const milliseconds = (seconds: number) => Math.round((seconds - nothing!.median) * 1000);
    console.log(
      `${name.padEnd(40)} ${String(milliseconds(median)).padStart(5)} ms ` +
        `(${milliseconds(lowest)} to ${milliseconds(highest)}), ` +
        `${((median - nothing!.median) / whole).toFixed(2)} of the whole`,
    );
  }
  return 0;
});

async function load(code: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    cwd: join(ROOT, 'functions'),
    env: { ...process.env, FIREBASE_CONFIG: '{}', GCLOUD_PROJECT: 'demo-bench' },
  });
}
