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
const printDeclared = (file: string) => `
  const module = await import('./lib/${file}');
  const declared = Object.entries(module)
    .filter(([, value]) => value?.__endpoint)
    .map(([name, value]) => ({ name, endpoint: value.__endpoint, requiredAPIs: value.__requiredAPIs ?? [] }));
  // A parameter stands in the endpoint as the expression that firebase-tools fills in.
  const json = JSON.stringify(declared, function (key, value) {
    return typeof this[key]?.toCEL === 'function' ? this[key].toCEL() : value;
  });
  process.stdout.write(json);
`;

/** The modules that have functions; an instance loads the one that its function is in. */
const MODULES = ['functions.js', 'api.js'];

/** Writes the entry of a functions folder whose code is bundled as these modules, and lib/config.js. */
export function writeFunctionsEntry(folder: string): void {
  const lines = [
    '// Made by the build: what is deployed. The code is loaded with the first event.',
    "import './config.js';",
    '',
    '// What parses the bodies of requests on the platform would answer with a stack trace otherwise.',
    "process.env.NODE_ENV ??= 'production';",
    '',
    'const declare = (load, name, __endpoint, __requiredAPIs) =>',
    '  Object.assign(async (...given) => (await load())[name](...given), {',
    '    __endpoint,',
    '    __requiredAPIs,',
    '  });',
    ...MODULES.flatMap((file) => ['', ...declarationsOf(folder, file)]),
    '',
  ];
  writeFileSync(join(folder, 'lib/index.js'), lines.join('\n'));
}

function declarationsOf(folder: string, file: string): string[] {
  const printed = execFileSync(
    process.execPath,
    ['--input-type=module', '-e', printDeclared(file)],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, GCLOUD_PROJECT: PROJECT, FIREBASE_CONFIG: '{}' },
    },
  );
  return (JSON.parse(printed) as Declared[]).map(({ name, endpoint, requiredAPIs }) => {
    const words = [name, endpoint, requiredAPIs].map((word) => JSON.stringify(word));
    const declaration = `export const ${name} = declare(() => import('./${file}'), ${words.join(', ')});`;
    return declaration.replace(`"projects/${PROJECT}"`, '`projects/${process.env.GCLOUD_PROJECT}`');
  });
}
