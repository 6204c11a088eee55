// Runs one of the repository's TypeScript programs on the Node.js that package.json pins, after installing what is
// missing. Plain JavaScript without dependencies: on a fresh clone there is nothing else, and any Node.js from 18 on.
// Usage: node tools/run.mjs <program, from the root> [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const binFolder = join(root, 'node_modules', '.bin');
const pinnedNode = join(binFolder, 'node');
const stampFile = join(root, 'node_modules', '.firegroups-installed');

function installIfMissing() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const installed = existsSync(stampFile) && readFileSync(stampFile, 'utf8');
  if (installed === wanted && existsSync(pinnedNode)) return;
  console.log('Installing dependencies (about a minute, once) …');
  // Without install scripts: the emulators need none of the native builds, and they take two minutes.
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  npm('rebuild', 'node', '--loglevel=error');
  writeFileSync(stampFile, wanted);
}

function npm(...words) {
  // npm names its own script in the environment of what it runs; a bare `node tools/run.mjs` has none.
  const script = process.env.npm_execpath;
  const [command, first] = script ? [process.execPath, [script]] : ['npm', []];
  const { status } = spawnSync(command, [...first, ...words], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\`npm ${words.join(' ')}\` failed; its output above says why.`);
    process.exit(1);
  }
}

installIfMissing();

const [program, ...words] = process.argv.slice(2);
// The condition has the repository's own programs import the SDK's sources, as built or not.
const node = ['--conditions=firegroups-source', '--disable-warning=ExperimentalWarning'];
const child = spawn(pinnedNode, [...node, join(root, program), ...words], {
  // The channel's end tells the program that this process is gone, however it went.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, PATH: `${binFolder}${delimiter}${process.env.PATH}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm does not pass on that it was ended; then somebody else becomes our parent.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref();
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
