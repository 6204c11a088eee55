/**
 * Bundles what is published: the functions (deployed as a folder of their own) and the package `firegroups`. The model
 * is bundled into both. What a package names as its own dependency stays outside, and nothing else does, so that
 * whatever is not installed at the other end is inside by construction.
 */
import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { runMain } from './failure.ts';
import { writeFunctionsEntry } from './functionsEntry.ts';
import { emitDeclarations, rollUpTypes } from './package/types.ts';
import { ROOT } from './root.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** Builds the functions; throws esbuild's error, after printing it, where a source does not compile. */
export async function buildFunctions(): Promise<void> {
  await bundle('functions', 'lib', 'node', { functions: 'src/index.ts', config: 'src/config.ts' });
  writeFunctionsEntry(join(ROOT, 'functions'));
}

/** Builds the package `firegroups`, types included, as `npm pack` takes it; throws as {@link buildFunctions} does. */
export async function buildPackage(): Promise<void> {
  await bundle('client-sdk', 'dist', 'neutral', { index: 'src/index.ts' });
  emitDeclarations();
  rollUpTypes();
  copyFileSync(join(ROOT, 'LICENSE'), join(ROOT, 'client-sdk/LICENSE'));
}

async function bundle(
  folder: string,
  outdir: string,
  platform: esbuild.Platform,
  entryPoints: Record<string, string>,
): Promise<void> {
  rmSync(join(ROOT, folder, outdir), { recursive: true, force: true });
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  await esbuild.build({
    absWorkingDir: join(ROOT, folder),
    entryPoints,
    outdir,
    // What two of them share is in a file of its own, and runs once.
    splitting: true,
    bundle: true,
    format: 'esm',
    platform,
    target: 'es2022',
    sourcemap: true,
    external: installed.flatMap((name) => [name, `${name}/*`]),
    logLevel: 'warning',
  });
}

if (import.meta.main) {
  await runMain(async () => {
    await buildFunctions();
    await buildPackage();
    return 0;
  });
}
