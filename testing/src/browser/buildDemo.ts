/** Runs once before the browser tests: builds the demo that the Hosting emulator serves. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../cli/root.ts';

/** Builds the demo as it is deployed. In its own process, because the test runner's environment would change the build. */
export default async function buildDemo(): Promise<void> {
  const program = join(ROOT, 'tools/src/buildDemo.ts');
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, ['--conditions=firegroups-source', program], { env });
}
