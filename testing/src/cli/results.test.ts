import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { closingLines, collectResults, recordResults, startCollectingResults } from './results.ts';

const fileOfThisRun = process.env['FIREGROUPS_RESULTS'];

beforeEach(startCollectingResults);
afterEach(() => {
  if (fileOfThisRun === undefined) delete process.env['FIREGROUPS_RESULTS'];
  else process.env['FIREGROUPS_RESULTS'] = fileOfThisRun;
});

describe('collectResults', () => {
  test('is empty before a runner has recorded anything', () => {
    expect(collectResults()).toEqual({ passed: 0, failed: 0, failures: [] });
  });

  test('adds up the results of all runners, also in other processes', () => {
    recordResults({ passed: 2, failed: 1, failures: ['one'] });
    const results = { passed: 3, failed: 1, failures: ['two'] };
    execFileSync(
      join(__dirname, '../../../node_modules/.bin/node'),
      [
        '-e',
        `import(${JSON.stringify(join(__dirname, 'results.ts'))}).then((it) => it.recordResults(${JSON.stringify(results)}))`,
      ],
      { env: process.env, stdio: 'pipe' },
    );
    expect(collectResults()).toEqual({ passed: 5, failed: 2, failures: ['one', 'two'] });
  });
});

describe('recordResults', () => {
  test('returns false for a runner that was started by itself', () => {
    const results = { passed: 1, failed: 0, failures: [] };
    expect(recordResults(results)).toBe(true);
    delete process.env['FIREGROUPS_RESULTS'];
    expect(recordResults(results)).toBe(false);
  });
});

describe('closingLines', () => {
  test('end with the counts', () => {
    const lines = closingLines({ passed: 3, failed: 0, failures: [] });
    expect(lines).toBe('\n3 passed, 0 failed\n');
  });

  test('name the failed tests and what was skipped first', () => {
    const lines = closingLines({ passed: 3, failed: 1, failures: ['a test'] }, 'No Chromium.');
    expect(lines).toBe('\nFailed:\n  a test\n\nNo Chromium.\n\n3 passed, 1 failed\n');
  });
});
