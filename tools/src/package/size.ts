/**
 * `npm run size`: builds the package and prints how many bytes it adds to an app that already bundles Firebase, minified and
 * gzipped: once for all exports together, and once for each function alone. Fails if a size exceeds its limit.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { EXTRA_FIELDS } from '@firegroups/model';
import * as esbuild from 'esbuild';
import { buildPackage } from '../build.ts';
import { CliError, runMain } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';

/** What the check of extra fields adds if firegroups.config.ts declares any. */
const EXTRA = Object.values(EXTRA_FIELDS).some((fields) => Object.keys(fields).length > 0)
  ? 500
  : 0;
/** The limits, in bytes. Lower them whenever you can. A feature that needs more says so in its changeset. */
const LIMIT_OF_ALL = 10500 + EXTRA;
const LIMIT_OF_ONE = 2800 + EXTRA;

const PACKAGE = join(ROOT, 'client-sdk');
const INDEX = join(PACKAGE, 'dist/index.js');
/** The files that are loaded on demand, and when. */
const ON_DEMAND = {
  diagnose: 'after a refusal',
  images: 'with the first image, together with Firebase’s Storage SDK',
};

/** What the app bundles without the package. */
const FIREBASE = `
  import * as app from 'firebase/app';
  import * as auth from 'firebase/auth';
  import * as firestore from 'firebase/firestore';
  console.log(app, auth, firestore);
`;

/** Leaves out what is imported on demand. */
const initialLoad: esbuild.Plugin = {
  name: 'initial-load',
  setup: (build) => {
    build.onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** The size of an app that uses Firebase and these exports of a file. */
async function sizeOfApp(file: string, names: readonly string[]): Promise<number> {
  const list = names.join(', ');
  const use = `import { ${list} } from ${JSON.stringify(file)}; console.log(${list});`;
  const { outputFiles } = await esbuild.build({
    stdin: { contents: FIREBASE + use, resolveDir: PACKAGE },
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    plugins: [initialLoad],
  });
  return gzipSync(outputFiles[0]!.contents, { level: 9 }).length;
}

/** The exports of a file, by name. */
async function exportsOf(file: string): Promise<Record<string, unknown>> {
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>;
}

await runMain(async () => {
  await buildPackage();
  const exported = await exportsOf(INDEX);
  const names = Object.keys(exported);
  const functions = names.filter((name) => typeof exported[name] === 'function');
  const firebase = await sizeOfApp(INDEX, []);
  const tooLarge: string[] = [];
  const print = async (title: string, file: string, used: string[], limit?: number) => {
    const size = (await sizeOfApp(file, used)) - firebase;
    const excess = limit === undefined ? 0 : Math.max(0, size - limit);
    const ofLimit = limit === undefined ? '' : ` of ${limit}`;
    console.log(
      `  ${title.padEnd(28)}${String(size).padStart(5)}${ofLimit}${excess ? `  over by ${excess}` : ''}`,
    );
    if (excess) tooLarge.push(title);
  };

  console.log('Bytes added to the initial load of an app with Firebase, minified and gzipped:\n');
  await print('everything', INDEX, names, LIMIT_OF_ALL);
  for (const name of functions) await print(name, INDEX, [name], LIMIT_OF_ONE);
  console.log('\nBytes loaded on demand:\n');
  for (const [name, when] of Object.entries(ON_DEMAND)) {
    const file = join(PACKAGE, 'dist', `${name}.js`);
    await print(`${name}, ${when}`, file, Object.keys(await exportsOf(file)));
  }
  if (tooLarge.length === 0) return 0;
  throw new CliError(
    `Over the limit: ${tooLarge.join(', ')}. What you can do: docs/reference/package.md.`,
  );
});
