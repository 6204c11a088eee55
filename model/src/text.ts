/** Decides which text is blank and which is broken, and folds names for search. */
import { searchText } from './limits.ts';

const BLANK = /^[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/**
 * Returns true iff nothing in `text` is visible: it has only white space, control and format characters, and characters
 * that Unicode renders as nothing. The rules check less: they know only ASCII white space.
 */
export function isBlank(text: string): boolean {
  return BLANK.test(text);
}

/**
 * Matches half of a character that has two UTF-16 units. It has no form in UTF-8. Firestore's SDK in Node never sends a write
 * with one, nor any later write.
 */
export const UNPAIRED_SURROGATE = /\p{Surrogate}/u;

/** Letters that NFKD does not take apart, and what people type for them. */
const LETTERS: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
  ı: 'i',
  ς: 'σ',
};

/**
 * Folds a name for prefix search, so that "eva" finds "Éva" and "o'br" finds "O’Brien": NFKD, combining marks removed, lower
 * case, these letters replaced, one apostrophe, one hyphen and single spaces, trimmed, and the first 200 UTF-16 units.
 * Functions store the result next to the name. A search folds its input in the same way.
 */
export function foldForSearch(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\0-~]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/[ʻʼʽ‘’‛′՚]/g, "'")
    .replace(/\p{Dash}/gu, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, searchText);
  // The cut may have gone through a character.
  return folded.replace(/\p{Surrogate}$/u, '');
}
