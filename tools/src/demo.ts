/** Builds the web app of `demo/` into `demo/dist`, from where Firebase Hosting serves it. */
import { join } from 'node:path';
import { build } from 'vite';
import { runMain } from '../../testing/src/cli/cliError.ts';
import { ROOT } from '../../testing/src/cli/root.ts';

/** Builds the demo; throws Vite's error, after printing it, where a source does not compile. Takes some seconds. */
export async function buildDemo(logLevel: 'info' | 'warn' = 'warn'): Promise<void> {
  await build({ root: join(ROOT, 'demo'), logLevel });
}

if (import.meta.main) {
  await runMain(async () => {
    await buildDemo('info');
    return 0;
  });
}
