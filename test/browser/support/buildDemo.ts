/** Runs once before the browser tests, where any of them is to run: the Hosting emulator serves what this builds. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../../tools/src/root.ts';

/** Builds the demo in a process of its own: Vite is an ES module, which jest does not load. */
export default async function buildDemo(): Promise<void> {
  const program = join(ROOT, 'tools/src/demo.ts');
  await promisify(execFile)(process.execPath, ['--conditions=firegroups-source', program]);
}
