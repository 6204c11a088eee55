/**
 * The configuration of size-limit: the package as an app bundles it, minified and gzipped, without Firebase, which the app
 * has anyway. All of it, and each function alone, whichever the package exports.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Check, SizeLimitConfig } from 'size-limit';
import { ROOT } from '../root.ts';

const path = join(ROOT, 'client-sdk/dist/index.js');
const exported = (await import(pathToFileURL(path).href)) as Record<string, unknown>;
const names = Object.keys(exported);
const functions = names.filter((name) => typeof exported[name] === 'function');

const check = (name: string, imports: string[], limit: string): Check => ({
  name,
  path,
  import: `{ ${imports.join(', ')} }`,
  limit,
  gzip: true,
  ignore: ['firebase/*'],
  modifyEsbuildConfig: (config) => ({ ...config!, format: 'esm' }),
});

const limits: SizeLimitConfig = [
  check('everything', names, '6 kB'),
  ...functions.map((name) => check(name, [name], '2 kB')),
];
export default limits;
