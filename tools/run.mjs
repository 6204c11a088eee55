// Installs the dependencies if they are missing, then runs a program of the repository on the Node.js that package.json
// pins. This file is plain JavaScript without dependencies, because a fresh clone has nothing else. It runs on Node.js 18
// or later.
// Usage: node tools/run.mjs <program, relative to the root> [arguments]
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
  const lockfileHash = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const installed = existsSync(stampFile) && readFileSync(stampFile, 'utf8');
  if (installed === lockfileHash && existsSync(pinnedNode)) return;
  console.log('Installing dependencies (about a minute, once) …');
  // Without install scripts: the emulators do not need the native builds, which take two minutes.
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
  npm('rebuild', 'node', '--loglevel=error');
  writeFileSync(stampFile, lockfileHash);
}

function npm(...args) {
  // npm puts the path of its own script into the environment. It is missing if this file is run without npm.
  const script = process.env.npm_execpath;
  // `npm ci` deletes the pinned Node.js, which may be running this file. The machine's own is next on the PATH.
  const node = existsSync(process.execPath) ? process.execPath : 'node';
  const [command, first] = script ? [node, [script]] : ['npm', []];
  const { status } = spawnSync(command, [...first, ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`\`npm ${args.join(' ')}\` failed. Its output above says why.`);
    process.exit(1);
  }
}

installIfMissing();

const [program, ...args] = process.argv.slice(2);
// With this condition, programs of the repository import the SDK from its sources, so that it need not be built.
const nodeOptions = ['--conditions=firegroups-source', '--disable-warning=ExperimentalWarning'];
const child = spawn(pinnedNode, [...nodeOptions, join(root, program), ...args], {
  // When this process ends for any reason, the channel closes, and the program stops.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: { ...process.env, PATH: `${binFolder}${delimiter}${process.env.PATH}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm does not forward the signal that ends it. If it is gone, this process has another parent.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1000).unref();
child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
