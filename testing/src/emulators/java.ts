/** Finds a JDK that the emulators accept, also where `java` on the PATH is an older one. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { CliError } from '../cli/cliError.ts';

/** The oldest Java that firebase-tools 15 accepts. */
export const OLDEST_JAVA = 21;

/** Folders whose sub-folders are JDKs: Linux distributions, macOS, Homebrew (Intel and Apple silicon), SDKMAN. */
const JDK_FOLDERS = [
  '/usr/lib/jvm',
  '/Library/Java/JavaVirtualMachines',
  '/opt/homebrew/opt',
  '/usr/local/opt',
  join(homedir(), '.sdkman/candidates/java'),
];

/**
 * Returns the folder that holds a `java` of version OLDEST_JAVA or later: that of JAVA_HOME, else the first on the
 * PATH, else any in `jdkFolders`. Throws a `CliError` where there is none.
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
    `The emulators need Java ${OLDEST_JAVA} or later${older.length ? ` (${older.join(', ')})` : ''}: ` +
      'install a JDK, for example from https://adoptium.net, or set JAVA_HOME to one.',
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

/** The major version, or 0 for what does not run (macOS has a `java` that only says that there is none). */
function versionOf(java: string): number {
  try {
    // `-version` writes to standard error, `--version` to standard output, but Java 8 knows only the first.
    const text = execFileSync('sh', ['-c', '"$0" -version 2>&1', java], { encoding: 'utf8' });
    const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(text) ?? [];
    return Number(first === '1' ? second : first) || 0;
  } catch {
    return 0;
  }
}
