import { describe, expect, test } from '@jest/globals';
import { cut, initialsOf } from './text.ts';

const FAMILY = '👨‍👩‍👧';

describe('cut', () => {
  test.each([
    ['hello', 5, 'hello'],
    ['hello', 4, 'hell'],
    ['hi 😀', 5, 'hi 😀'],
    ['hi 😀', 4, 'hi '],
    [`${FAMILY}${FAMILY}`, 15, FAMILY],
    ['🇩🇪🇫🇷', 6, '🇩🇪'],
    ['Noe\u0308l', 3, 'No'],
    ['', 3, ''],
  ])('%j to %i units is %j', (text, limit, expected) => {
    expect(cut(text, limit)).toBe(expected);
  });
});

describe('initialsOf', () => {
  test.each([
    ['Ann Lee', 'AL'],
    ['Ann Lee Kim', 'AL'],
    ['ann', 'AN'],
    ['😀 club', '😀C'],
    [`${FAMILY} Miller`, `${FAMILY}M`],
    ['🦊', '🦊'],
    ['', ''],
  ])('%j are %j', (name, expected) => {
    expect(initialsOf(name)).toBe(expected);
  });
});
