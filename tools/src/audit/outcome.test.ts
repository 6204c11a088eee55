import { describe, expect, test } from '@jest/globals';
import { outcomeOf } from './outcome.ts';

const failedRequest = (message: string, more: object = {}) => ({
  message,
  ...more,
  error: { summary: '', detail: '' },
});

const report = (vulnerabilities: object) => ({
  auditReportVersion: 2,
  vulnerabilities,
  metadata: { dependencies: { prod: 273, dev: 1432 } },
});

const WS = {
  name: 'ws',
  severity: 'high',
  range: '8.0.0 - 8.17.0',
  via: [{ title: 'DoS by many headers', url: 'https://github.com/advisories/GHSA-1' }],
};
const VIA_WS = { name: 'client', severity: 'high', range: '<=2.0.0', via: ['ws'] };

/** What npm 11 prints, shortened. */
const OUTPUTS: [title: string, output: unknown, exitCode: number, text: RegExp][] = [
  ['no vulnerability', report({}), 0, /^No known vulnerability in 273 dependencies\.$/],
  [
    'a vulnerability, named once',
    report({ ws: WS, client: VIA_WS }),
    1,
    /^Vulnerable dependencies:\n {2}ws 8\.0\.0 - 8\.17\.0 \(high\): DoS by many headers, https:\S+\nRun `npm audit fix`/,
  ],
  [
    'a registry without audits',
    failedRequest('405 Method Not Allowed - POST …', { statusCode: 405, body: '' }),
    0,
    /^Nothing was checked: .* \(405 Method Not Allowed/,
  ],
  [
    'a registry that does not know the address',
    failedRequest('404 Not Found - POST …', { statusCode: 404 }),
    0,
    /^Nothing was checked/,
  ],
  [
    'a registry that cannot be reached',
    failedRequest('request to … failed, reason: connect ECONNREFUSED'),
    0,
    /^Nothing was checked: .* ECONNREFUSED/,
  ],
  [
    'a registry that answers with a web page',
    failedRequest('invalid json response body at …'),
    0,
    /^Nothing was checked/,
  ],
  [
    'a missing lockfile',
    { error: { code: 'ENOLOCK', summary: 'This command requires an existing lockfile.' } },
    1,
    /^npm audit failed: This command requires an existing lockfile/,
  ],
  ['no JSON', 'npm: command not found', 1, /^npm audit failed: .*npm: command not found/],
];

describe('outcomeOf', () => {
  test.each(OUTPUTS)('%s', (_title, output, exitCode, text) => {
    const outcome = outcomeOf(JSON.stringify(output));
    expect(outcome.exitCode).toBe(exitCode);
    expect(outcome.text).toMatch(text);
  });

  test('text that is not JSON at all', () => {
    expect(outcomeOf('killed')).toEqual({ exitCode: 1, text: 'npm audit failed: killed' });
  });
});
