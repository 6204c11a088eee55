import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { ROOT } from '../../../testing/src/cli/root.ts';

/** Files of the model that `npm run generate` writes, and the rest of the model with them. */
const GENERATED = ['limits', 'accounts', 'extra', 'index'].map((name) => `model/src/${name}.ts`);

test('one run is enough: the model is loaded only after it is written', async () => {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(ROOT, 'tools/src/generate/main.ts')],
    outdir: ROOT,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    write: false,
    metafile: true,
    conditions: ['firegroups-source'],
    external: ['esbuild', 'prettier', '@firebase/*', 'firebase-*', 'firebase', 'typescript'],
  });
  const loaded = new Set<string>();
  const load = (file: string) => {
    for (const { path, kind, external } of metafile.inputs[file]!.imports) {
      if (kind !== 'import-statement' || external || loaded.has(path)) continue;
      loaded.add(path);
      load(path);
    }
  };
  load('tools/src/generate/main.ts');
  expect([...loaded]).toContain('model/src/config/config.ts');
  expect([...loaded].filter((file) => GENERATED.includes(file))).toEqual([]);
});
