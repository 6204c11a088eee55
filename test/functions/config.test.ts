import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { APP_CHECK_MODES } from '@firegroups/model';
import { checkSettings } from '../../functions/src/config.ts';
import { PARAMETERS } from '../../testing/src/harness/parameters.ts';

const environment = { ...process.env };
beforeEach(() => {
  Object.assign(process.env, PARAMETERS);
});
afterEach(() => {
  process.env = { ...environment };
});

describe('checkSettings', () => {
  test('accepts the defaults', () => {
    expect(checkSettings).not.toThrow();
  });

  test.each([
    ['REGION', ['us-central1', 'europe-west10', 'southamerica-east1'], ['', 'Frankfurt', 'eur3']],
    ['MIN_INSTANCES', ['0', '100'], ['-1', '101']],
    ['NOTIFICATION_RETENTION_DAYS', ['1', '3650'], ['0', '3651', 'ninety']],
    ['FAN_OUT_PAGE_SIZE', ['1', '1000'], ['0', '1001', 'many']],
    ['APP_CHECK', APP_CHECK_MODES, ['', 'on']],
    [
      'CORS_ORIGINS',
      ['', 'https://example.com', 'http://localhost:5173, https://a.example.com'],
      ['example.com', 'https://example.com/', '*', 'https://a.example.com b'],
    ],
  ])(
    'accepts valid values of %s and names the parameter if the value is invalid',
    (name, valid, invalid) => {
      for (const value of valid) {
        process.env[name] = value;
        expect(checkSettings).not.toThrow();
      }
      for (const value of invalid) {
        process.env[name] = value;
        expect(checkSettings).toThrow(new RegExp(`^${name} (is|has) .*: expected `));
      }
    },
  );
});
