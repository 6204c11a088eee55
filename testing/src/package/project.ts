/** An empty project with the packed package in it, and Firebase beside it: what a user has after `npm install`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { ROOT } from '../cli/root.ts';

export interface Project {
  /** The project's folder; there from the first `beforeAll` on. */
  folder: string;
  /** The package as npm has packed it. */
  tarball: string;
  /** The files that npm has put into it. */
  files: string[];
}

interface Packed {
  filename: string;
  files: { path: string }[];
}

/** Packs what `npm test` has built, and installs it; the programs of `app/` are in the project too. */
export function useProject(): Project {
  const project: Project = { folder: '', tarball: '', files: [] };
  beforeAll(() => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'package-')));
    // The build has been, and a second one would take the package away from the tests beside this one.
    const npmPack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
    const printed = execFileSync('npm', npmPack, {
      cwd: join(ROOT, 'client-sdk'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [packed] = JSON.parse(printed) as [Packed];
    const tarball = join(folder, packed.filename);
    Object.assign(project, { folder, tarball, files: packed.files.map(({ path }) => path) });
    cpSync(join(ROOT, 'testing/src/package/app'), folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'app', type: 'module' }));
    // Nothing is asked of the registry: the package depends on its peer alone, which is here already.
    const offline = ['--offline', '--legacy-peer-deps', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...offline, tarball], { cwd: folder, stdio: 'pipe' });
    symlinkSync(join(ROOT, 'node_modules/firebase'), join(folder, 'node_modules/firebase'));
  }, 120_000);
  afterAll(() => {
    rmSync(project.folder, { recursive: true, force: true });
  });
  return project;
}

/** Runs a program on this Node.js in the project, as a file of `node_modules` or of the project. */
export function run(
  { folder }: Project,
  file: string,
  args: string[] = [],
): { status: number | null; printed: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, printed: stdout + stderr };
}

/** The file of a program that the repository has installed. */
export const tool = (file: string): string => join(ROOT, 'node_modules', file);
