import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import ClosingLineReporter from '../cli/closingLineReporter.ts';
import { MAX_RECONNECTS, assertFewReconnects, recordReconnect } from './reconnects.ts';

const VARIABLE = 'FIREGROUPS_RECONNECT_LOG';
const logOfThisRun = process.env[VARIABLE];
const resultsOfThisRun = process.env['FIREGROUPS_RESULTS'];

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'reconnects-'));
  process.env[VARIABLE] = join(folder, 'log');
  process.env['FIREGROUPS_RESULTS'] = join(folder, 'results');
  jest.spyOn(console, 'warn').mockImplementation(() => {});
});

afterEach(() => {
  jest.restoreAllMocks();
  process.env[VARIABLE] = logOfThisRun;
  process.env['FIREGROUPS_RESULTS'] = resultsOfThisRun;
});

const record = (count: number) => {
  for (let i = 1; i <= count; i++) recordReconnect(`test ${i}`);
};

/** Records one in another process, as a second worker or the browser tests do. */
const recordElsewhere = () =>
  execFileSync(
    join(__dirname, '../../../node_modules/.bin/node'),
    [
      '-e',
      `import(${JSON.stringify(join(__dirname, 'reconnects.ts'))}).then((it) => it.recordReconnect('test elsewhere'))`,
    ],
    { env: process.env, stdio: 'pipe' },
  );

describe('assertFewReconnects', () => {
  test('a run without reconnects passes', () => {
    expect(assertFewReconnects).not.toThrow();
  });

  test(`a run with ${MAX_RECONNECTS} reconnects passes`, () => {
    record(MAX_RECONNECTS);
    expect(assertFewReconnects).not.toThrow();
  });

  test('a run with one more fails and names the tests', () => {
    record(MAX_RECONNECTS + 1);
    expect(assertFewReconnects).toThrow(
      /lost update of our own in: test 1; test 2; test 3; test 4/,
    );
  });

  test('reconnects of all processes of the run count', () => {
    record(MAX_RECONNECTS);
    recordElsewhere();
    expect(assertFewReconnects).toThrow(/test elsewhere/);
  });
});

describe('recordReconnect', () => {
  test('prints the name of the test', () => {
    record(1);
    expect(console.warn).toHaveBeenCalledWith(expect.stringContaining('reconnect: test 1'));
  });
});

describe('the reporter', () => {
  const results = {
    testResults: [],
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    numPassedTests: 1,
  };
  const report = () => {
    jest.spyOn(process, 'once').mockReturnThis();
    const reporter = new ClosingLineReporter();
    reporter.onRunComplete(undefined, results);
    return reporter.getLastError();
  };

  test('lets a run with few reconnects pass', () => {
    record(MAX_RECONNECTS);
    expect(report()).toBeUndefined();
  });

  test('fails a run with too many reconnects, though all tests passed', () => {
    record(MAX_RECONNECTS + 1);
    expect(report()?.message).toMatch(/lost update/);
  });
});
