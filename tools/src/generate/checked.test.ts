import { describe, expect, test } from '@jest/globals';
import config from '../../../firegroups.config.ts';
import { checked } from './checked.ts';

describe('checked', () => {
  test('returns a valid configuration', () => {
    expect(checked(config)).toBe(config);
  });

  test('throws one error with all invalid fields, and what to do', () => {
    const { limits, parameters } = config;
    const invalid = {
      ...config,
      limits: { ...limits, bio: 0 },
      parameters: { ...parameters, MIN_INSTANCES: 101 },
    };
    expect(() => checked(invalid)).toThrow(
      `Invalid fields in firegroups.config.ts:
  limits.bio: expected a whole number from 100 to 10000
  parameters.MIN_INSTANCES: expected a whole number from 0 to 100
Change them, then run \`npm run generate\` again.`,
    );
  });
});
