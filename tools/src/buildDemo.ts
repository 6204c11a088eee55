/** Builds the demo app into `demo/dist`, which Firebase Hosting serves. */
import { join } from 'node:path';
import { build } from 'vite';
import { runMain } from '../../testing/src/cli/cliError.ts';
import { ROOT } from '../../testing/src/cli/root.ts';

/** Builds the demo in a few seconds. If a source does not compile, prints Vite's error and throws it. */
export async function buildDemo(logLevel: 'info' | 'warn' = 'warn'): Promise<void> {
  await build({ root: join(ROOT, 'demo'), logLevel });
}

if (import.meta.main) {
  await runMain(async () => {
    await buildDemo('info');
    return 0;
  });
}
