/**
 * Builds the package and prints what it adds to an app's bundle, minified and gzipped, over what Firebase weighs there: all that it
 * exports, and each function alone, whichever it exports. Fails where something is over its limit.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import { buildPackage } from '../build.ts';
import { CliError, runMain } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';

/** In bytes; what is reached, and may only go down. */
const MOST_OF_ALL = 7510;
const MOST_OF_ONE = 2000;

const PACKAGE = join(ROOT, 'client-sdk');
const AT_FIRST = join(PACKAGE, 'dist/index.js');
/** What is loaded when it is needed, and when that is. */
const LATE = {
  diagnose: 'after a refusal',
  images: 'with the first image, and Firebase’s Storage',
};

/** What an app has anyway. */
const FIREBASE = `
  import * as app from 'firebase/app';
  import * as auth from 'firebase/auth';
  import * as firestore from 'firebase/firestore';
  console.log(app, auth, firestore);
`;

/** What is imported when it is needed is not loaded at first. */
const firstLoad: esbuild.Plugin = {
  name: 'first-load',
  setup: (build) => {
    build.onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** The size of an app that uses these exports of a file, and Firebase. */
async function sizeOfApp(file: string, names: readonly string[]): Promise<number> {
  const list = names.join(', ');
  const use = `import { ${list} } from ${JSON.stringify(file)}; console.log(${list});`;
  const { outputFiles } = await esbuild.build({
    stdin: { contents: FIREBASE + use, resolveDir: PACKAGE },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    plugins: [firstLoad],
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

/** What a file exports, by name. */
async function exportsOf(file: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
}

await runMain(async () => {
  await buildPackage();
  const exported = await exportsOf(AT_FIRST);
  const names = Object.keys(exported);
  const functions = names.filter((name) => typeof exported[name] === 'function');
  const firebase = await sizeOfApp(AT_FIRST, []);
  const over: string[] = [];
  const print = async (title: string, file: string, used: string[], limit?: number) => {
    const size = (await sizeOfApp(file, used)) - firebase;
    const excess = limit === undefined ? 0 : Math.max(0, size - limit);
    const outOf = limit === undefined ? '' : ` of ${limit}`;
    console.log(
      `  ${title.padEnd(28)}${String(size).padStart(5)}${outOf}${excess ? `  over by ${excess}` : ''}`,
    );
    if (excess) over.push(title);
  };

  console.log('Bytes that an app loads at first, minified and gzipped, over Firebase:\n');
  await print('everything', AT_FIRST, names, MOST_OF_ALL);
  for (const name of functions) await print(name, AT_FIRST, [name], MOST_OF_ONE);
  console.log('\nAnd later:\n');
  for (const [name, when] of Object.entries(LATE)) {
    const file = join(PACKAGE, 'dist', `${name}.js`);
    await print(`${name}, ${when}`, file, Object.keys(await exportsOf(file)));
  }
  if (over.length === 0) return 0;
  throw new CliError(`Over the limit: ${over.join(', ')}. What to do: docs/reference/package.md.`);
});
