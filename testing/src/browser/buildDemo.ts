/** Runs once before the browser tests, where any of them is to run: the Hosting emulator serves what this builds. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../cli/root.ts';

/** Builds the demo as it is deployed. In a process of its own: jest does not load Vite, which is an ES module. */
export default async function buildDemo(): Promise<void> {
  const program = join(ROOT, 'tools/src/buildDemo.ts');
  // Jest's own `test` would make it React's development build.
  const env = { ...process.env, NODE_ENV: 'production' };
  await promisify(execFile)(process.execPath, ['--conditions=firegroups-source', program], { env });
}
