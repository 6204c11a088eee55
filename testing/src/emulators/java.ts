/** Finds a JDK that the emulators accept, even if the `java` on the PATH is too old. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { CliError } from '../cli/cliError.ts';

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
  const older: string[] = [];
  for (const java of candidates(env, jdkFolders)) {
    const version = versionOf(java);
    if (version >= OLDEST_JAVA) return dirname(java);
    if (version > 0) older.push(`${java} is ${version}`);
  }
  throw new CliError(
    `The emulators need Java ${OLDEST_JAVA} or later${older.length ? ` (${older.join(', ')})` : ''}. ` +
      'Install a JDK, for example from https://adoptium.net, or set JAVA_HOME to one.',
  );
}

function* candidates(env: NodeJS.ProcessEnv, jdkFolders: readonly string[]): Generator<string> {
  const homes = env['JAVA_HOME'] ? [env['JAVA_HOME']] : [];
  const onPath = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const found = new Set([
    ...homes.map((home) => join(home, 'bin/java')),
    ...onPath.map((folder) => join(folder, 'java')),
    ...jdkFolders.flatMap(javasIn),
  ]);
  for (const java of found) if (existsSync(java)) yield java;
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
  try {
    // Java 8 only knows `-version`, which writes to standard error.
    const text = execFileSync('sh', ['-c', '"$0" -version 2>&1', java], { encoding: 'utf8' });
    const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? [];
    return Number(first === '1' ? second : first) || 0;
  } catch {
    return 0;
  }
}
