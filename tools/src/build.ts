/**
 * Bundles what is published: the functions, which are deployed as a folder, and the package `firegroups`. The model is
 * bundled into both. Only what a package lists as its own dependency stays outside the bundle. Everything that will not be
 * installed is therefore in it.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { runMain } from '../../testing/src/cli/cliError.ts';
import { writeFunctionsEntry } from './functionsEntry.ts';
import { writeFunctionsLockfile } from './functionsLockfile.ts';
import { buildTypes } from './package/types.ts';
import { ROOT } from '../../testing/src/cli/root.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** Builds the functions. If a source does not compile, prints esbuild's error and throws it. */
export async function buildFunctions(): Promise<void> {
  await bundle('functions', 'lib', 'node', {
    functions: 'src/functions.ts',
    lazy: 'src/lazy.ts',
    config: 'src/config.ts',
    instance: 'src/instance.ts',
  });
  await bundleApi('src/api.ts', { 'firebase/firestore': 'src/http/sdk/firestore.ts' });
  // The stream needs listeners, and so the full Firestore SDK.
  await bundleApi('src/chat.ts', {});
  writeFunctionsEntry(join(ROOT, 'functions'));
}

/** Builds the package `firegroups` with its types, ready for `npm pack`. Throws like {@link buildFunctions}. */
export async function buildPackage(): Promise<void> {
  const entryPoints = { index: 'src/index.ts', limits: '../model/src/limits.ts' };
  await bundle('client-sdk', 'dist', 'neutral', entryPoints, '[name]', [limitsApart]);
  buildTypes();
  copyFileSync(join(ROOT, 'LICENSE'), join(ROOT, 'client-sdk/LICENSE'));
}

/**
 * Keeps the limits in a module of their own, so that a bundler can take one constant of `LIMITS`, or none. In one module with the
 * rest, esbuild would make an object of all limits, and every app would get it.
 */
const limitsApart: esbuild.Plugin = {
  name: 'limits-apart',
  setup: (build) => {
    build.onResolve({ filter: /\/limits(\.ts)?$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './limits.js', external: true },
    );
  },
};

async function bundle(
  folder: string,
  outdir: string,
  platform: esbuild.Platform,
  entryPoints: Record<string, string>,
  chunkNames = '[name]-[hash]',
  plugins: esbuild.Plugin[] = [],
): Promise<void> {
  rmSync(join(ROOT, folder, outdir), { recursive: true, force: true });
  // With splitting, code that two entry points share runs once, and code that is imported on demand gets its own file.
  const options = optionsFor(folder, outdir, platform);
  await esbuild.build({ ...options, entryPoints, chunkNames, plugins, splitting: true });
}

/** Builds functions/lib/fullIndex.js, the HTTP API with the full Firestore SDK, which `npm run bench:http` compares. */
export async function buildFullApi(): Promise<void> {
  await bundleApi('src/api.ts', {}, 'fullApi');
  const entry = [
    "import { create } from './fullApi.js';",
    "export const firegroups = create({ prefix: '', databaseId: '(default)' });",
  ];
  writeFileSync(join(ROOT, 'functions/lib/fullIndex.js'), entry.join('\n'));
}

/** Bundles a module of the HTTP API together with the SDK and the parts of Firebase that the SDK needs. */
async function bundleApi(
  entry: string,
  /** Modules, and the files of functions/ that replace them. */
  replacements: Record<string, string>,
  name = basename(entry, '.ts'),
): Promise<void> {
  const folder = join(ROOT, 'functions');
  const all = { 'firebase/auth': 'src/http/sdk/auth.ts', ...replacements };
  const plugin: esbuild.Plugin = {
    name: 'api',
    setup: (build) => {
      build.onResolve({ filter: /^firebase\/\w+$/ }, ({ path }) =>
        path in all ? { path: join(folder, all[path as keyof typeof all]) } : undefined,
      );
      // These modules stay in files of their own, because a process must load each of them only once.
      build.onResolve({ filter: /\/(config|instance)\.ts$/ }, ({ path }) => ({
        path: `./${basename(path, '.ts')}.js`,
        external: true,
      }));
    },
  };
  await esbuild.build({
    ...optionsFor('functions', 'lib', 'node'),
    entryPoints: { [name]: entry },
    // Code that the SDK loads on demand, such as uploads, is not loaded at the start here either.
    splitting: true,
    conditions: ['firegroups-source'],
    plugins: [plugin],
    // CommonJS modules in the bundle load Node's modules with `require`.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
}

function optionsFor(folder: string, outdir: string, platform: esbuild.Platform) {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  return {
    absWorkingDir: join(ROOT, folder),
    outdir,
    bundle: true,
    format: 'esm',
    platform,
    target: 'es2022',
    sourcemap: true,
    external: installed.flatMap((name) => [name, `${name}/*`]),
    logLevel: 'warning',
  } satisfies esbuild.BuildOptions;
}

if (import.meta.main) {
  await runMain(async () => {
    await buildFunctions();
    writeFunctionsLockfile(join(ROOT, 'functions'));
    await buildPackage();
    return 0;
  });
}
