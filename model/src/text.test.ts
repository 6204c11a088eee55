import { describe, expect, test } from '@jest/globals';
import { foldForSearch, isBlank } from './text.ts';

describe('isBlank', () => {
  test.each([
    ['nothing', ''],
    ['spaces and line breaks', ' \t\r\n'],
    ['a no-break space', '\u00a0'],
    ['an ideographic space', '\u3000'],
    ['a zero-width space', '\u200b'],
    ['a Hangul filler', '\u3164'],
    ['a Braille blank', '\u2800'],
  ])('%s is blank', (_name, text) => {
    expect(isBlank(text)).toBe(true);
  });

  test.each([' a ', '。', '🙂', '0'])('%j is not blank', (text) => {
    expect(isBlank(text)).toBe(false);
  });
});

describe('foldForSearch', () => {
  test.each([
    ['Éva', 'eva'],
    ['ÅNGSTRÖM', 'angstrom'],
    ['ﬁre', 'fire'],
    ['İzmir', 'izmir'],
    ['  Chess Club ', 'chess club'],
    ['囲碁', '囲碁'],
  ])('%s is folded to %s', (name, folded) => {
    expect(foldForSearch(name)).toBe(folded);
  });
});
