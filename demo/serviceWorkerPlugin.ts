/** Adds the service worker to a build: `serviceWorker.mjs` with the list of the files that the build has made. */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

const FOLDER = import.meta.dirname;

export function serviceWorker(): Plugin {
  return {
    name: 'firegroups-service-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const copied = readdirSync(join(FOLDER, 'public'));
      const files = [...Object.keys(bundle), ...copied].sort();
      const hash = createHash('sha256').update(JSON.stringify(files));
      for (const file of copied) hash.update(readFileSync(join(FOLDER, 'public', file)));
      for (const output of Object.values(bundle)) {
        hash.update(output.type === 'asset' ? output.source : output.code);
      }
      const constants = {
        VERSION: hash.digest('hex').slice(0, 16),
        FILES: files.map((file) => `/${file}`),
      };
      const declared = Object.entries(constants).map(
        ([name, value]) => `const ${name} = ${JSON.stringify(value)};`,
      );
      const source = readFileSync(join(FOLDER, 'serviceWorker.mjs'), 'utf8');
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: [...declared, source].join('\n'),
      });
    },
  };
}
