import { describe, expect, test } from '@jest/globals';
import config from '../../../firegroups.config.ts';
import { APP_CHECK_MODES } from '../appCheck.ts';
import { PARAMETERS } from '../parameters.ts';
import { invalidFields } from './config.ts';
import { ACTION_BOUNDS, ACTION_OPTIONS, LIMIT_OPTIONS, type Bounds } from './limitOptions.ts';

/** The configuration of the project with another value at a path such as `limits.bio`; `undefined` removes the field. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(config) as unknown as Record<string, unknown>;
  const names = path.split('.');
  const last = names.pop()!;
  let parent = copy;
  for (const name of names) parent = parent[name] as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else parent[last] = value;
  return copy;
}

const fieldsNamed = (names: string) =>
  Object.fromEntries(names.split(' ').map((name) => [name, { type: 'boolean' }]));

const NUMBERS: [path: string, Bounds][] = [
  ...Object.entries(LIMIT_OPTIONS).map(([name, bounds]): [string, Bounds] => [
    `limits.${name}`,
    bounds,
  ]),
  ...Object.keys(ACTION_OPTIONS).flatMap((action) =>
    Object.entries(ACTION_BOUNDS).map(([name, bounds]): [string, Bounds] => [
      `limits.actions.${action}.${name}`,
      bounds,
    ]),
  ),
];

describe('invalidFields', () => {
  test('finds nothing in the configuration of the project', () => {
    expect(invalidFields(config)).toEqual([]);
  });

  test.each(NUMBERS)('accepts the bounds of %s, and nothing beyond them', (path, { min, max }) => {
    for (const value of [min, max]) expect(invalidFields(changed(path, value))).toEqual([]);
    for (const value of [min - 1, max + 1, min + 0.5, String(min), null, undefined]) {
      expect(invalidFields(changed(path, value))).toEqual([
        `${path}: expected a whole number from ${min} to ${max}`,
      ]);
    }
  });

  test.each(Object.entries(PARAMETERS))('checks %s', (name, { expected, isValid }) => {
    const path = `parameters.${name}`;
    for (const value of [undefined, null, [], 'none!', -1]) {
      expect(isValid(value)).toBe(false);
      expect(invalidFields(changed(path, value))).toEqual([`${path}: expected ${expected}`]);
    }
  });

  test.each([
    ['accounts', 'registered', 'guests', 'verified-email'],
    ['parameters.APP_CHECK', ...APP_CHECK_MODES],
  ])('accepts every value of %s', (path, ...values) => {
    for (const value of values) expect(invalidFields(changed(path, value))).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['no kinds', {}],
    ['a text', { groups: { category: { type: 'string' } } }],
    ['a short text', { users: { city: { type: 'string', max: 40 } } }],
    ['one of some texts', { posts: { topic: { type: 'string', values: ['news', "what's on"] } } }],
    [
      'every other type',
      {
        events: {
          price: { type: 'number' },
          isOnline: { type: 'boolean' },
          endsAt: { type: 'timestamp' },
          tags: { type: 'strings' },
        },
      },
    ],
    ['ten fields', { messages: fieldsNamed('a b c d e f g h i j') }],
  ])('accepts extra fields: %s', (_what, extra) => {
    expect(invalidFields(changed('extra', extra))).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    [
      'eleven fields',
      { messages: fieldsNamed('a b c d e f g h i j k') },
      'extra.messages: expected at most 10 fields',
    ],
    [
      'three lists',
      {
        groups: Object.fromEntries(['a', 'b', 'c'].map((name) => [name, { type: 'strings' }])),
      },
      'extra.groups: expected at most 2 fields of type strings',
    ],
    ['an unknown kind', { comments: {} }, 'extra.comments: expected no such field'],
    [
      'no type',
      { groups: { a: {} } },
      'extra.groups.a.type: expected a type: one of string, number, boolean, timestamp, strings',
    ],
    [
      'a text that is too long',
      { groups: { a: { type: 'string', max: 501 } } },
      'extra.groups.a.max: expected a whole number from 1 to 500',
    ],
    [
      'a length of listed values',
      { groups: { a: { type: 'string', max: 5, values: ['chess'] } } },
      'extra.groups.a.max: expected no such field beside `values`',
    ],
    [
      'no values',
      { groups: { a: { type: 'string', values: [] } } },
      'extra.groups.a.values: expected a list of up to 100 different texts, each of 1 to 500 characters on one line',
    ],
    [
      'a value on two lines',
      { groups: { a: { type: 'string', values: ['chess', 'other\ngames'] } } },
      'extra.groups.a.values.1: expected a list of up to 100 different texts, each of 1 to 500 characters on one line',
    ],
    [
      'a name that every object seems to have',
      { groups: fieldsNamed('constructor') },
      'extra.groups: expected names such as category or startsAt, not "constructor"',
    ],
    [
      'a bound of another type',
      { groups: { a: { type: 'number', max: 5 } } },
      'extra.groups.a.max: expected no such field',
    ],
    [
      'a name with a dot',
      { groups: fieldsNamed('a.b') },
      'extra.groups: expected names such as category or startsAt, not "a.b"',
    ],
    [
      'a required field',
      { groups: { a: { type: 'number', required: true } } },
      'extra.groups.a.required: expected no such field',
    ],
  ])('refuses extra fields: %s', (_what, extra, problem) => {
    expect(invalidFields(changed('extra', extra))).toEqual([problem]);
  });

  test('names all invalid fields at once', () => {
    const { limits, ...others } = config;
    const invalid = {
      ...others,
      limits: { ...limits, bio: 0, biography: 300, actions: 'none' },
      accounts: 'everybody',
      color: 'red',
    };
    expect(invalidFields(invalid)).toEqual([
      'limits.bio: expected a whole number from 100 to 10000',
      'limits.actions: expected an object',
      'limits.biography: expected no such field',
      'accounts: expected one of registered, verified-email, guests',
      'color: expected no such field',
    ]);
    expect(invalidFields(undefined)).toEqual(['expected an object']);
  });
});
