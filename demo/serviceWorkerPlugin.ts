/** Adds the service worker to a build: `serviceWorker.mjs`, plus the list of the build's files. */
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
      const publicFiles = readdirSync(join(FOLDER, 'public'));
      const files = [...Object.keys(bundle), ...publicFiles].sort();
      const hash = createHash('sha256').update(JSON.stringify(files));
      for (const file of publicFiles) hash.update(readFileSync(join(FOLDER, 'public', file)));
      for (const output of Object.values(bundle)) {
        hash.update(output.type === 'asset' ? output.source : output.code);
      }
      const constants = {
        VERSION: hash.digest('hex').slice(0, 16),
        FILES: files.map((file) => `/${file}`),
      };
      const declarations = Object.entries(constants).map(
        ([name, value]) => `const ${name} = ${JSON.stringify(value)};`,
      );
      const source = readFileSync(join(FOLDER, 'serviceWorker.mjs'), 'utf8');
      this.emitFile({
        type: 'asset',
        fileName: 'sw.js',
        source: [...declarations, source].join('\n'),
      });
    },
  };
}
