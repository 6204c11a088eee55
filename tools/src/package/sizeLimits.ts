/**
 * The configuration of size-limit: the package as an app bundles it, minified and gzipped, without Firebase, which the app
 * has anyway. All of it, and each function alone, whichever the package exports.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildOptions, Plugin } from 'esbuild';
import type { Check, SizeLimitConfig } from 'size-limit';
import { ROOT } from '../root.ts';

const path = join(ROOT, 'client-sdk/dist/index.js');
const exported = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
const names = Object.keys(exported);
const functions = names.filter((name) => typeof exported[name] === 'function');

/** Firebase stays outside, and an import of it that nothing uses is gone: in an app's bundle it would be none. */
const withoutFirebase: Plugin = {
  name: 'without-firebase',
  setup: (build) => {
    build.onResolve({ filter: /^firebase\// }, () => ({ external: true, sideEffects: false }));
  },
};

const check = (name: string, imports: string[], limit: string): Check => ({
  name,
  path,
  import: `{ ${imports.join(', ')} }`,
  limit,
  gzip: true,
  modifyEsbuildConfig: (config) => ({
    ...config!,
    ...({ format: 'esm', plugins: [withoutFirebase] } satisfies BuildOptions),
  }),
});

const limits: SizeLimitConfig = [
  check('everything', names, '8.82 kB'),
  ...functions.map((name) => check(name, [name], '2.6 kB')),
];
export default limits;
