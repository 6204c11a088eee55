/**
 * Writes the module that the platform loads, functions/lib/index.js: what each function listens to, without its code,
 * which an instance loads with its first event. So an instance is up in a fraction of the time, and `firebase deploy`
 * learns what is deployed without loading Firestore.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Stands for the project, which is known when it is deployed; an Auth trigger names it. */
const PROJECT = 'demo-build';

interface Declared {
  name: string;
  endpoint: unknown;
  requiredAPIs: unknown;
}

// In a process of its own: the functions' module sets up the Admin SDK wherever it is loaded.
const PRINT_DECLARED = `
  const module = await import('./lib/functions.js');
  const declared = Object.entries(module)
    .filter(([, value]) => value?.__endpoint)
    .map(([name, value]) => ({ name, endpoint: value.__endpoint, requiredAPIs: value.__requiredAPIs ?? [] }));
  // A parameter stands in the endpoint as the expression that firebase-tools fills in.
  const json = JSON.stringify(declared, function (key, value) {
    return typeof this[key]?.toCEL === 'function' ? this[key].toCEL() : value;
  });
  process.stdout.write(json);
`;

/** Writes the entry of a functions folder whose code is bundled as lib/functions.js and lib/config.js. */
export function writeFunctionsEntry(folder: string): void {
  const printed = execFileSync(process.execPath, ['--input-type=module', '-e', PRINT_DECLARED], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, GCLOUD_PROJECT: PROJECT, FIREBASE_CONFIG: '{}' },
  });
  const declared = JSON.parse(printed) as Declared[];
  const lines = [
    '// Made by the build: what is deployed. The code is loaded with the first event.',
    "import './config.js';",
    '',
    'const declare = (name, __endpoint, __requiredAPIs) =>',
    "  Object.assign(async (...given) => (await import('./functions.js'))[name](...given), {",
    '    __endpoint,',
    '    __requiredAPIs,',
    '  });',
    '',
    ...declared.map(({ name, endpoint, requiredAPIs }) => {
      const words = [name, endpoint, requiredAPIs].map((word) => JSON.stringify(word));
      const declaration = `export const ${name} = declare(${words.join(', ')});`;
      return declaration.replace(
        `"projects/${PROJECT}"`,
        '`projects/${process.env.GCLOUD_PROJECT}`',
      );
    }),
    '',
  ];
  writeFileSync(join(folder, 'lib/index.js'), lines.join('\n'));
}
