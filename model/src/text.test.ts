import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { searchText } from './limits.ts';
import { UNPAIRED_SURROGATE, foldForSearch, isBlank } from './text.ts';

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
    ['ǼÆØŒÞÐĐŁẞSſ', 'aeaeooethddlssss'],
    ["‘a’ ‛a′ ʻa ʼa ʽa ՚a ＇a'", "'a' 'a' 'a 'a 'a 'a 'a'"],
    ['a-a‐a‑a‒a–a—a―a−a﹘a－a⁻a־a', 'a-a-a-a-a-a-a-a-a-a-a-a-a'],
    ['a \t\n\u00a0\u2003\u3000b', 'a b'],
  ])('%s is folded to %s', (name, folded) => {
    expect(foldForSearch(name)).toBe(folded);
  });

  test('what was folded stays the same when it is folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (name) => {
        const folded = foldForSearch(name);
        expect(foldForSearch(folded)).toBe(folded);
      }),
      { numRuns: 2000 },
    );
  });

  test('at most 200 units are kept, and no half character', () => {
    const long = '\ufdfa'.repeat(100);
    expect(long.normalize('NFKD').length).toBeGreaterThan(searchText);
    expect(foldForSearch(long).length).toBeLessThanOrEqual(searchText);
    expect(foldForSearch('a'.repeat(searchText + 1))).toBe('a'.repeat(searchText));
    const cut = foldForSearch(`${'a'.repeat(searchText - 1)}👍`);
    expect(cut).toBe('a'.repeat(searchText - 1));
    expect(foldForSearch(`${'a'.repeat(searchText - 2)}👍`)).toBe(
      `${'a'.repeat(searchText - 2)}👍`,
    );
  });
});

test.each([
  ['hi \ud83d', true],
  ['\udc4d!', true],
  ['\udc4d\ud83d', true],
  ['', false],
  ['👍', false],
  ['\ufffd', false],
])('%j has an unpaired surrogate: %j', (text, expected) => {
  expect(UNPAIRED_SURROGATE.test(text)).toBe(expected);
});
