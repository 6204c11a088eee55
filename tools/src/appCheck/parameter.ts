/** The parameter APP_CHECK, as `firebase deploy` finds it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { APP_CHECK_MODES, type AppCheckMode } from '@firegroups/model';
import { CliError } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';

/**
 * What functions/.env.<project>, else functions/.env, says of APP_CHECK; `console` where neither does. Throws a `CliError`
 * for any other value than the parameter may have.
 */
export function appCheckParameter(project: string, folder = join(ROOT, 'functions')): AppCheckMode {
  const values = [`.env.${project}`, '.env']
    .map((file) => join(folder, file))
    .filter((file) => existsSync(file))
    .map((file) => parseEnv(readFileSync(file, 'utf8'))['APP_CHECK']);
  const value = values.find((each) => each !== undefined) ?? 'console';
  const mode = APP_CHECK_MODES.find((each) => each === value);
  if (mode) return mode;
  throw new CliError(`APP_CHECK is "${value}"; it may be ${APP_CHECK_MODES.join(', ')}.`);
}
