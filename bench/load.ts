/**
 * `npm run bench:load`: measures how long the built functions module takes to load, alone and with the first event, and
 * compares it with importing all of firebase-admin and firebase-functions. Each measurement runs in its own process.
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
  const imports = "await import('firebase-functions'); await import('firebase-admin');";
  const entry = "const m = await import('./lib/index.js');";
  // The first event loads what its function needs. This one is empty, so it fails after that.
  const firstEvent = `${entry} await m.firegroups.onMemberWritten({}).catch(() => {});`;
  const variants = [
    { name: 'the functions’ module', code: entry },
    { name: 'the functions’ module and the first event', code: firstEvent },
    { name: 'importing firebase-admin and firebase-functions', code: imports },
  ];
  const measured = await measure(
    'Loading',
    [{ name: 'nothing', code: '' }, ...variants].map(({ name, code }) => ({
      name,
      run: async () => {
        await load(code);
      },
    })),
    ROUNDS,
  );
  const [nothing, ...others] = measured;
  const imported = others.at(-1)!.median - nothing!.median;
  for (const { name, median, lowest, highest } of others) {
    const milliseconds = (seconds: number) => Math.round((seconds - nothing!.median) * 1000);
    console.log(
      `${name.padEnd(48)} ${String(milliseconds(median)).padStart(5)} ms ` +
        `(${milliseconds(lowest)} to ${milliseconds(highest)}), ` +
        `${((median - nothing!.median) / imported).toFixed(2)} of the last row`,
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
