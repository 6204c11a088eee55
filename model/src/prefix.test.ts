import { expect, test } from '@jest/globals';
import { PREFIX_PATTERN } from './patterns.ts';
import { withPrefix, withoutPrefix } from './prefix.ts';

test.each([
  ['groups/g1', 'fg_groups/g1'],
  ['groups/g1/members/ann', 'fg_groups/g1/fg_members/ann'],
  [
    'groups/{groupId}/events/{eventId}/votes/{uid}',
    'fg_groups/{groupId}/fg_events/{eventId}/fg_votes/{uid}',
  ],
  ['devices', 'fg_devices'],
  ['groups/g1/messages', 'fg_groups/g1/fg_messages'],
])('%s is stored at %s', (path, stored) => {
  expect(withPrefix('fg_', path)).toBe(stored);
  expect(withoutPrefix('fg_', stored)).toBe(path);
  expect(withPrefix('', path)).toBe(path);
  expect(withoutPrefix('', path)).toBe(path);
});

test.each(['groups/g1', 'fg_groups/g1/members/ann', 'polls/fg_p/fg_votes/ann'])(
  '%s is not in a collection with the prefix',
  (path) => {
    expect(withoutPrefix('fg_', path)).toBeNull();
  },
);

test.each([
  ['', true],
  ['fg_', true],
  ['social', true],
  ['a'.repeat(20), true],
  ['a'.repeat(21), false],
  ['_fg', false],
  ['1a', false],
  ['a/b', false],
  ['a-b', false],
])('the prefix "%s" is valid: %s', (prefix, valid) => {
  expect(new RegExp(PREFIX_PATTERN).test(prefix)).toBe(valid);
});
