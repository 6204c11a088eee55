/**
 * Bundles what is published: the functions (deployed as a folder of their own) and the package `firegroups`. The model
 * is bundled into both. What a package names as its own dependency stays outside, and nothing else does, so that
 * whatever is not installed at the other end is inside by construction.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { runMain } from './failure.ts';
import { ROOT } from './root.ts';

interface Manifest {
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** Builds both; throws esbuild's error, after printing it, where a source does not compile. */
export async function build(): Promise<void> {
  await Promise.all([
    bundle('functions', 'lib/index.js', 'node'),
    bundle('client-sdk', 'dist/index.js', 'neutral'),
  ]);
}

async function bundle(folder: string, outfile: string, platform: esbuild.Platform): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as Manifest;
  const installed = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  await esbuild.build({
    absWorkingDir: join(ROOT, folder),
    entryPoints: ['src/index.ts'],
    outfile,
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
    await build();
    return 0;
  });
}
