/** `npm run audit`: fails if a dependency that users install has a known vulnerability. */
import { spawnSync } from 'node:child_process';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';
import { outcomeOf } from './outcome.ts';

await runMain(() => {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=1'];
  const { stdout } = spawnSync('npm', args, { cwd: ROOT, encoding: 'utf8' });
  const { exitCode, text } = outcomeOf(stdout);
  console.log(text);
  return exitCode;
});
