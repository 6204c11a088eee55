/**
 * Writes functions/package-lock.json, from which Cloud Build installs. `firebase deploy` uploads only the functions folder,
 * and npm keeps one lockfile for all workspaces, in the repository's root.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../../testing/src/cli/cliError.ts';
import { ROOT } from '../../testing/src/cli/root.ts';

interface Lockfile {
  name: string;
  version?: string;
  packages: Record<string, { version?: string; link?: boolean }>;
}

/**
 * Writes the lockfile of a folder with the package.json of the functions. Its packages have the versions and the checksums
 * of the repository's lockfile. npm decides which of them belong to it, without the network. Throws a `CliError` if it
 * needs one that the repository's lockfile does not have.
 */
export function writeFunctionsLockfile(folder: string): void {
  const work = mkdtempSync(join(tmpdir(), 'lockfile-'));
  try {
    copyFileSync(join(folder, 'package.json'), join(work, 'package.json'));
    const root = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    writeFileSync(join(work, 'package-lock.json'), JSON.stringify(withoutWorkspaces(root)));
    const { status, stderr } = spawnSync(
      'npm',
      [
        ...['install', '--package-lock-only', '--offline', '--ignore-scripts'],
        ...['--omit-lockfile-registry-resolved', '--no-audit', '--no-fund', '--loglevel=error'],
      ],
      { cwd: work, env: withoutOptions(process.env), encoding: 'utf8' },
    );
    if (status !== 0)
      throw new CliError(
        `npm could not derive the lockfile of the functions from package-lock.json: ${stderr.trim()}\n` +
          'Run `npm install` in the root, so that it has every dependency of functions/package.json.',
      );
    copyFileSync(join(work, 'package-lock.json'), join(folder, 'package-lock.json'));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Without the options of an outer npm, such as `npm pack --dry-run`, which runs the build. */
function withoutOptions(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('npm_config_')),
  );
}

/** The repository's lockfile as that of the functions alone. It still has all packages; npm removes what is not needed. */
function withoutWorkspaces(text: string): Lockfile {
  const root = JSON.parse(text) as Lockfile;
  const functions = root.packages['functions']!;
  const packages: Lockfile['packages'] = { '': functions };
  for (const [path, entry] of Object.entries(root.packages))
    if (path.startsWith('node_modules/') && !entry.link) packages[path] = entry;
  // Those that only the functions have replace another version.
  for (const [path, entry] of Object.entries(root.packages))
    if (path.startsWith('functions/node_modules/'))
      packages[path.slice('functions/'.length)] = entry;
  return { ...root, packages };
}
