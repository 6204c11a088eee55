/** Finds a JDK that the emulators accept, even if the `java` on the PATH is too old. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { CliError } from '../cli/cliError.ts';
import { filesOnPath, findFile } from './findFile.ts';

/** The oldest Java that firebase-tools 15 accepts. */
export const OLDEST_JAVA = 21;

/** The folders of JDKs: Linux distributions, macOS, Homebrew (Apple silicon and Intel), SDKMAN. */
const JDK_FOLDERS = [
  '/usr/lib/jvm',
  '/Library/Java/JavaVirtualMachines',
  '/opt/homebrew/opt',
  '/usr/local/opt',
  join(homedir(), '.sdkman/candidates/java'),
];

/**
 * Returns the folder of a `java` of version OLDEST_JAVA or later. It looks in JAVA_HOME, then on the PATH, then in
 * `jdkFolders`. Throws a `CliError` if there is none.
 */
export function findJavaFolder(
  env: NodeJS.ProcessEnv = process.env,
  jdkFolders: readonly string[] = JDK_FOLDERS,
): string {
  const { JAVA_HOME: home } = env;
  const older: string[] = [];
  const java = findFile({
    env,
    candidates: new Set([
      ...(home ? [join(home, 'bin/java')] : []),
      ...filesOnPath(env, ['java']),
      ...jdkFolders.flatMap(javasIn),
    ]),
    works: (file) => {
      const version = versionOf(file);
      if (version > 0 && version < OLDEST_JAVA) older.push(`${file} is ${version}`);
      return version >= OLDEST_JAVA;
    },
  });
  if (java) return dirname(java);
  throw new CliError(
    `The emulators need Java ${OLDEST_JAVA} or later${older.length ? ` (${older.join(', ')})` : ''}. ` +
      'Install a JDK, for example from https://adoptium.net, or set JAVA_HOME to one.',
  );
}

function javasIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => [
    join(folder, name, 'bin/java'),
    join(folder, name, 'Contents/Home/bin/java'),
  ]);
}

/** Returns the major version, or 0 if `java` does not run. On macOS, `java` may only say that there is no JDK. */
function versionOf(java: string): number {
  if (!existsSync(java)) return 0;
  try {
    // Java 8 only knows `-version`, which writes to standard error.
    const text = execFileSync('sh', ['-c', '"$0" -version 2>&1', java], { encoding: 'utf8' });
    const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? [];
    return Number(first === '1' ? second : first) || 0;
  } catch {
    return 0;
  }
}
