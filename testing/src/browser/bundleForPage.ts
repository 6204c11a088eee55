/** A script that brings the SDK into a page, for tests of what only a browser does. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

/** The script for `page.addScriptTag`. It sets the global `sdk`. */
export async function bundleForPage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('pageSdk.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'sdk',
  });
  return outputFiles[0]!.text;
}
