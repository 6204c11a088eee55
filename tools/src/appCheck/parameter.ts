/** Reads the parameter APP_CHECK from the files that `firebase deploy` reads. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { APP_CHECK_MODES, type AppCheckMode } from '@firegroups/model';
import config from '../../../firegroups.config.ts';
import { CliError } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';

/**
 * Returns APP_CHECK from functions/.env.<project>, else from functions/.env, else from firegroups.config.ts. Throws a `CliError` if the value
 * is not one of APP_CHECK_MODES.
 */
export function appCheckParameter(project: string, folder = join(ROOT, 'functions')): AppCheckMode {
  const values = [`.env.${project}`, '.env']
    .map((file) => join(folder, file))
    .filter((file) => existsSync(file))
    .map((file) => parseEnv(readFileSync(file, 'utf8'))['APP_CHECK']);
  const value = values.find((each) => each !== undefined) ?? config.parameters.APP_CHECK;
  const mode = APP_CHECK_MODES.find((each) => each === value);
  if (mode) return mode;
  throw new CliError(`APP_CHECK is "${value}". Set it to one of: ${APP_CHECK_MODES.join(', ')}.`);
}
