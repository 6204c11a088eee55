/** Finds a program or a file that each machine has in another place. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CliError } from '../cli/cliError.ts';

interface Search {
  env: NodeJS.ProcessEnv;
  /** An environment variable. If it is set, its file is the only candidate, and a `CliError` says if it does not work. */
  variable?: string;
  /** The first that works is taken. Later ones are not even generated. */
  candidates: Iterable<string>;
  /** If omitted, a file works if it exists. */
  works?: (file: string) => boolean;
}

/** Returns the first candidate that works, or undefined if there is none. */
export function findFile(search: Search): string | undefined {
  const { env, variable = '', candidates, works = existsSync } = search;
  const configured = env[variable];
  for (const file of configured ? [configured] : candidates) if (works(file)) return file;
  if (!configured) return undefined;
  const problem = existsSync(configured) ? 'cannot be run' : 'does not exist';
  throw new CliError(`${variable} names ${configured}, which ${problem}.`);
}

/** Returns where these commands may be, in the order of the PATH. */
export function filesOnPath(env: NodeJS.ProcessEnv, commands: readonly string[]): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => commands.map((command) => join(folder, command)));
}
