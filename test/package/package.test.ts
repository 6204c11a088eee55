/** The published package: packed, installed into an empty project, and used there as apps use it. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as esbuild from 'esbuild';
import { ROOT } from '../../testing/src/cli/root.ts';
import { run, tool, useProject } from '../../testing/src/package/project.ts';

const project = useProject();
const installed = (file: string) =>
  readFileSync(join(project.folder, 'node_modules/firegroups', file), 'utf8');

/** Returns the modules that a file of the package imports. */
function importsOf(file: string): string[] {
  const named = installed(file).matchAll(/^(?:import|export|\}).*\bfrom ['"](.+)['"];$/gm);
  return [...new Set([...named].map(([, name]) => name!))].sort();
}

describe('the tarball', () => {
  test('contains only the build, its types and what npm shows', () => {
    expect(project.files.sort()).toEqual([
      'LICENSE',
      'README.md',
      'dist/diagnose.js',
      'dist/diagnose.js.map',
      'dist/images.js',
      'dist/images.js.map',
      'dist/index.d.ts',
      'dist/index.js',
      'dist/index.js.map',
      'dist/limits.js',
      'dist/limits.js.map',
      'package.json',
    ]);
    expect(installed('LICENSE')).toBe(readFileSync(join(ROOT, 'LICENSE'), 'utf8'));
  });

  test('depends only on firebase', () => {
    const manifest = JSON.parse(installed('package.json')) as Record<string, unknown>;
    expect(manifest['peerDependencies']).toEqual({ firebase: '^12.0.0' });
    expect(manifest).not.toHaveProperty('dependencies');
    const firebase = ['firebase/app', 'firebase/auth', 'firebase/firestore'];
    expect(importsOf('dist/index.js')).toEqual(['./limits.js', ...firebase]);
    expect(importsOf('dist/index.d.ts')).toEqual([...firebase, 'firebase/storage']);
    expect(importsOf('dist/diagnose.js')).toEqual(['./limits.js', 'firebase/firestore']);
    expect(importsOf('dist/images.js')).toEqual([
      ...['firebase/app', 'firebase/firestore', 'firebase/storage'],
    ]);
  });

  test('names no package of the repository', () => {
    for (const file of [
      'package.json',
      'dist/index.js',
      'dist/index.d.ts',
      'dist/diagnose.js',
      'dist/images.js',
      'dist/limits.js',
    ]) {
      expect(installed(file)).not.toContain('@firegroups/');
    }
  });

  test('passes publint', () => {
    const { status, printed } = run(project, tool('publint/src/cli.js'), [
      ...['run', project.tarball, '--strict'],
    ]);
    expect(printed).toContain('All good!');
    expect(status).toBe(0);
  });

  test('has correct types for every resolution of ES modules', () => {
    const { status, printed } = run(project, tool('@arethetypeswrong/cli/dist/index.js'), [
      ...[project.tarball, '--profile', 'esm-only', '--format', 'ascii', '--no-emoji'],
    ]);
    expect(printed).toContain('node16 (from ESM): OK (ESM)');
    expect(printed).toContain('bundler: OK');
    expect(status).toBe(0);
  });
});

describe('the types', () => {
  test.each([
    { moduleResolution: 'bundler', module: 'esnext' },
    { moduleResolution: 'nodenext', module: 'nodenext' },
  ])(
    'compile with the module resolution $moduleResolution',
    (modules) => {
      const compilerOptions = {
        ...modules,
        target: 'es2022',
        // Firebase's own types name Temporal.
        lib: ['esnext', 'dom', 'dom.iterable'],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
      };
      const tsconfig = JSON.stringify({ compilerOptions, files: ['typed.ts'] });
      writeFileSync(join(project.folder, 'tsconfig.json'), tsconfig);
      const compiled = run(project, tool('typescript/bin/tsc'));
      expect(compiled).toEqual({ status: 0, printed: '' });
    },
    120_000,
  );
});

describe('a bundle', () => {
  test('by Vite runs, and imports no module of Node.js', () => {
    // Vite's own module preloading needs a page.
    const config = 'export default { build: { modulePreload: false } };';
    writeFileSync(join(project.folder, 'vite.config.js'), config);
    const built = run(project, tool('vite/bin/vite.js'), ['build']);
    expect(built).toMatchObject({ status: 0 });
    // Vite warns with this word about modules of Node.js.
    expect(built.printed).not.toContain('externalized');
    const assets = join(project.folder, 'dist/assets');
    const files = readdirSync(assets).map((file) => join(assets, file));
    for (const file of files) {
      const named = readFileSync(file, 'utf8').matchAll(
        /\b(?:from|import|require)\s*\(?\s*["'`]([^"'`]+)["'`]/g,
      );
      expect([...named].map(([, name]) => name!).filter(isBuiltin)).toEqual([]);
    }
    const entry = files.find((file) => basename(file).startsWith('index-'));
    expect(run(project, entry!)).toEqual({
      status: 0,
      printed: 'firegroups/unauthenticated\n',
    });
  }, 120_000);

  test.each([
    {
      by: 'import',
      code: "import { getFiregroups } from 'firegroups'; console.log(getFiregroups);",
    },
    { by: 'require', code: "console.log(require('firegroups').getFiregroups);" },
  ])('for React Native, by $by, contains Firebase for React Native', async ({ code }) => {
    const { metafile } = await esbuild.build({
      stdin: { contents: code, resolveDir: project.folder },
      absWorkingDir: project.folder,
      bundle: true,
      write: false,
      metafile: true,
      platform: 'neutral',
      conditions: ['react-native'],
      mainFields: ['react-native', 'browser', 'main'],
      // The app provides them.
      external: ['react-native', '@react-native-async-storage/async-storage'],
    });
    const files = Object.keys(metafile.inputs);
    expect(files).toContain('node_modules/firegroups/dist/index.js');
    expect(files).toContainEqual(expect.stringContaining('@firebase/auth/dist/rn/index.js'));
    expect(files).toContainEqual(expect.stringContaining('@firebase/firestore/dist/index.rn.js'));
  });
});
