/** A project with the packed package and Firebase: what a developer has after `npm install`. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { ROOT } from '../cli/root.ts';

export interface Project {
  /** The project's folder. It exists after the first `beforeAll`. */
  folder: string;
  /** The packed package. */
  tarball: string;
  /** The files in the package. */
  files: string[];
}

interface Packed {
  filename: string;
  files: { path: string }[];
}

/** Packs and installs the package that `npm test` built. Copies the programs of `app/` into the project. */
export function useProject(): Project {
  const project: Project = { folder: '', tarball: '', files: [] };
  beforeAll(() => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'package-')));
    // Without scripts: a second build would delete the package while other tests use it.
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
    // Offline: the package only has a peer dependency, which is linked below.
    const offline = ['--offline', '--legacy-peer-deps', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...offline, tarball], { cwd: folder, stdio: 'pipe' });
    symlinkSync(join(ROOT, 'node_modules/firebase'), join(folder, 'node_modules/firebase'));
  }, 120_000);
  afterAll(() => {
    rmSync(project.folder, { recursive: true, force: true });
  });
  return project;
}

/** Runs a file in the project, on the current Node.js. */
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

/** Returns the path of a program in the repository's node_modules. */
export const tool = (file: string): string => join(ROOT, 'node_modules', file);
