/** The model's names: the same table as the cases of the rules. */
import { describe, expect, test } from '@jest/globals';
import { isName } from '@firegroups/model';
import { NAMES, NO_NAMES } from '../../testing/src/fixtures/names.ts';

describe('isName', () => {
  test.each(Object.entries(NAMES))('%s is a name', (_label, text) => {
    expect(isName(text)).toBe(true);
  });

  test.each(Object.entries(NO_NAMES))('%s is no name', (_label, text) => {
    expect(isName(text)).toBe(false);
  });
});
