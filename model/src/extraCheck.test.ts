import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { ExtraFields } from './config/extraOptions.ts';
import { EXTRA_FIELDS } from './extra.ts';
import { expectedOf } from './extraCheck.ts';
import { extraShape } from './extraShape.ts';

const FIELDS: ExtraFields = {
  city: { type: 'string', max: 5 },
  category: { type: 'string', values: ['chess', 'music'] },
  price: { type: 'number' },
  isOnline: { type: 'boolean' },
  endsAt: { type: 'timestamp' },
  tags: { type: 'strings' },
};

/** Other projects declare other fields, so these are declared only while the tests run. */
const { groups } = EXTRA_FIELDS;
beforeEach(() => {
  EXTRA_FIELDS.groups = FIELDS;
});
afterEach(() => {
  EXTRA_FIELDS.groups = groups;
});

const LISTS = 'expected at most 10 strings of 1 to 50 characters on one line';
const now = new Date();

describe('the map `extra`', () => {
  test.each<[object]>([
    [{}],
    [{ city: '' }],
    [{ city: undefined, price: 1 }],
    [{ city: 'Paris', category: 'music', price: -1.5, isOnline: false, endsAt: now, tags: [] }],
    [{ tags: new Array<string>(10).fill('x'.repeat(50)) }],
  ])('has the declared fields, all of them optional: %j', (extra) => {
    expect(expectedOf(FIELDS, extra)).toBeUndefined();
    expect(extraShape('groups').extra.safeParse(extra).success).toBe(true);
  });

  test.each<[unknown, string]>([
    [null, 'expected an object'],
    [[], 'expected an object'],
    ['text', 'expected an object'],
    [{ city: 'London' }, 'city: expected at most 5 characters'],
    [{ city: null }, 'city: expected at most 5 characters'],
    [{ category: 'chess club' }, 'category: expected one of chess, music'],
    [{ price: NaN }, 'price: expected a number'],
    [{ isOnline: 1 }, 'isOnline: expected true or false'],
    [{ endsAt: '2030-01-01' }, 'endsAt: expected a Date of the years 1 to 9999'],
    [{ tags: [''] }, `tags: ${LISTS}`],
    [{ tags: ['two\nlines'] }, `tags: ${LISTS}`],
    [{ tags: new Array<string>(11).fill('x') }, `tags: ${LISTS}`],
    [{ tags: ['x'.repeat(51)] }, `tags: ${LISTS}`],
    [{ tags: [7] }, `tags: ${LISTS}`],
    [{ toString: 'x' }, 'toString: expected no such field'],
    [{ city: 7, price: '1' }, 'city: expected at most 5 characters; price: expected a number'],
  ])('names what is wrong: %j', (extra, expected) => {
    expect(expectedOf(FIELDS, extra)).toBe(expected);
    expect(extraShape('groups').extra.safeParse(extra).success).toBe(false);
  });

  test.each(['0000-12-31T23:59:59Z', '+010000-01-01T00:00:00Z', 'no time'])(
    'has no time that Firestore cannot store: %s',
    (time) => {
      expect(expectedOf(FIELDS, { endsAt: new Date(time) })).toMatch(/^endsAt: /);
    },
  );

  test('is a plain object', () => {
    expect(expectedOf(FIELDS, new URL('https://example.com'))).toBe('expected an object');
  });

  test('has no unpaired surrogates', () => {
    expect(expectedOf(FIELDS, { city: '\ud83d' })).toMatch(/^city: /);
    expect(expectedOf(FIELDS, { tags: ['\ud83d'] })).toMatch(/^tags: /);
  });

  test('is no field of a kind without extra fields', () => {
    EXTRA_FIELDS.groups = {};
    expect(extraShape('groups')).toEqual({});
    expect(expectedOf({}, { city: '' })).toBe('city: expected no such field');
  });
});
