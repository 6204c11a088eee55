/**
 * Bundles what is published: the functions (deployed as a folder of their own) and the package `firegroups`. The model
 * is bundled into both. What a package names as its own dependency stays outside, and nothing else does, so that
 * whatever is not installed at the other end is inside by construction.
 */
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';
import { runMain } from '../../testing/src/cli/cliError.ts';
import { writeFunctionsEntry } from './functionsEntry.ts';
import { buildTypes } from './package/types.ts';
import { ROOT } from '../../testing/src/cli/root.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** Builds the functions; throws esbuild's error, after printing it, where a source does not compile. */
export async function buildFunctions(): Promise<void> {
  await bundle('functions', 'lib', 'node', { functions: 'src/index.ts', config: 'src/config.ts' });
  await bundleApi('src/api.ts', { 'firebase/firestore': 'src/http/sdk/firestore.ts' });
  await bundleApi('src/http/chat/chatEvents.ts', {});
  writeFunctionsEntry(join(ROOT, 'functions'));
}

/** Builds the package `firegroups`, types included, as `npm pack` takes it; throws as {@link buildFunctions} does. */
export async function buildPackage(): Promise<void> {
  await bundle('client-sdk', 'dist', 'neutral', { index: 'src/index.ts' }, '[name]');
  buildTypes();
  copyFileSync(join(ROOT, 'LICENSE'), join(ROOT, 'client-sdk/LICENSE'));
}

async function bundle(
  folder: string,
  outdir: string,
  platform: esbuild.Platform,
  entryPoints: Record<string, string>,
  chunkNames = '[name]-[hash]',
): Promise<void> {
  rmSync(join(ROOT, folder, outdir), { recursive: true, force: true });
  // What two of them share is in a file of its own, and runs once; what is imported when it is needed is in one too.
  const options = optionsFor(folder, outdir, platform);
  await esbuild.build({ ...options, entryPoints, chunkNames, splitting: true });
}

/** Builds functions/lib/apiFull.js: the HTTP API with the full Firestore SDK, for the bench to compare with. */
export async function buildFullApi(): Promise<void> {
  await bundleApi('src/api.ts', {}, 'apiFull');
}

/**
 * Bundles a module of the HTTP API, with the SDK and what it needs of Firebase inside; `standIns` are modules that take the
 * place of others there.
 */
async function bundleApi(
  entry: string,
  standIns: Record<string, string>,
  name = basename(entry, '.ts'),
): Promise<void> {
  const folder = join(ROOT, 'functions');
  const all = { 'firebase/auth': 'src/http/sdk/auth.ts', ...standIns };
  const plugin: esbuild.Plugin = {
    name: 'api',
    setup: (build) => {
      build.onResolve({ filter: /^firebase\/\w+$/ }, ({ path }) =>
        path in all ? { path: join(folder, all[path as keyof typeof all]) } : undefined,
      );
      // Files of their own: the parameters are declared once, and a stream's module is loaded with the first stream.
      build.onResolve({ filter: /\/(config|chatEvents)\.ts$/ }, ({ path, kind }) =>
        kind === 'entry-point'
          ? undefined
          : { path: `./${basename(path, '.ts')}.js`, external: true },
      );
    },
  };
  await esbuild.build({
    ...optionsFor('functions', 'lib', 'node'),
    entryPoints: { [name]: entry },
    // What the SDK loads late (uploads, of which the API has none) is not read at the start here either.
    splitting: true,
    conditions: ['firegroups-source'],
    plugins: [plugin],
    // What is not written as ES modules asks for Node's own by `require`.
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
    await buildPackage();
    return 0;
  });
}
