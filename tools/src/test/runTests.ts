/** Starts the test runners one after the other: jest, and Playwright for the browser tests. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createRequire } from 'node:module';
import { ROOT } from '../../../testing/src/cli/root.ts';
import {
  closingLines,
  collectResults,
  startCollectingResults,
} from '../../../testing/src/cli/results.ts';
import { startCountingReconnects } from '../../../testing/src/workarounds/reconnects.ts';

const { resolve } = createRequire(import.meta.url);
const JEST = [resolve('jest/bin/jest'), '--config', 'jest.config.ts', '--passWithNoTests'];
const PLAYWRIGHT = [
  '--conditions=firegroups-source',
  resolve('@playwright/test/cli'),
  'test',
  '--pass-with-no-tests',
];

export interface TestRun {
  /** Resolves with the exit code, after the closing line is printed. */
  finished: Promise<number>;
  stop: () => void;
}

/**
 * Runs all tests, or those that `args` selects. Words select files by their path. jest also gets all options; Playwright only
 * gets `-t <name>`, which selects tests by their name.
 */
export function runTests(options: {
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  hasBrowser: boolean;
  /** What is left out, and why. Printed before the closing line. */
  skipped: string;
}): TestRun {
  const { args, hasBrowser, skipped } = options;
  startCollectingResults();
  startCountingReconnects();
  const env = { ...process.env, ...options.env };
  const playwright = [...PLAYWRIGHT, ...argsForPlaywright(args)];
  const commands = [
    [...JEST, ...args],
    ...(hasBrowser && hasTests(playwright, env) ? [playwright] : []),
  ];
  let child: ChildProcess | undefined;
  let isStopped = false;
  const run = async () => {
    const codes: number[] = [];
    for (const command of commands) {
      if (isStopped) return 1;
      child = spawn(process.execPath, command, { cwd: ROOT, env, stdio: 'inherit' });
      codes.push(await exitCode(child));
    }
    const results = collectResults();
    if (results.passed + results.failed === 0) console.error('No test matches these arguments.');
    console.log(closingLines(results, skipped).trimEnd());
    return Math.max(...codes, results.failed > 0 || results.passed === 0 ? 1 : 0);
  };
  return {
    finished: run(),
    stop: () => {
      isStopped = true;
      child?.kill();
    },
  };
}

/** False if no browser test matches. Playwright would build the demo even then. */
function hasTests(playwright: readonly string[], env: NodeJS.ProcessEnv): boolean {
  const args = [...playwright, '--list', '--reporter=list'];
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: 'utf8' });
  return !stdout.includes('Total: 0 tests');
}

/** The arguments of jest that Playwright gets too: the words, and `-t <name>`. */
export function argsForPlaywright(args: readonly string[]): string[] {
  return args.flatMap((arg) => {
    if (arg === '-t' || arg === '--testNamePattern') return ['--grep'];
    return arg.startsWith('-') ? [] : [arg];
  });
}

function exitCode(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => {
    child.on('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}
