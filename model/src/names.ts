/**
 * Decides which text is a name: of a user, a group, an event or a place. A name shows something on one line, and hides or
 * moves nothing. The security rules get the same patterns by `npm run generate`. They are in the syntax of JavaScript with
 * the flag `u`, and use only what the rules know as well. The rules' Unicode tables are older: they can take a new mark
 * for a letter.
 */

/** The flags of England, Scotland and Wales. Other names must not contain the invisible characters in them. */
export const TAG_FLAGS =
  '\\u{1f3f4}\\u{e0067}\\u{e0062}(\\u{e0065}\\u{e006e}\\u{e0067}|\\u{e0073}\\u{e0063}\\u{e0074}|\\u{e0077}\\u{e006c}\\u{e0073})\\u{e007f}';

/** A character that is no white space, mark, control or format character. */
export const NAME_SHOWS = '[^\\p{Z}\\p{M}\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}]';

/**
 * What a name must not contain: control characters, line breaks, characters that change the direction of text, characters
 * without a width except the joiners U+200C and U+200D, blanks that are no white space, tags; and six marks in a row.
 */
export const NAME_HIDES =
  '[\\p{Cc}\\p{Zl}\\p{Zp}\\u{ad}\\u{34f}\\u{61c}\\u{115f}\\u{1160}\\u{17b4}\\u{17b5}\\u{180b}-\\u{180f}\\u{200b}' +
  '\\u{200e}\\u{200f}\\u{202a}-\\u{202e}\\u{2060}-\\u{206f}\\u{2800}\\u{3164}\\u{feff}\\u{ffa0}\\u{fff0}-\\u{fffb}' +
  '\\u{13441}\\u{13442}\\u{1bca0}-\\u{1bca3}\\u{1d159}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]|(\\p{M}(\\u{200c}|\\u{200d})*){6}';

/** Returns true iff the text is a name, whatever its length. */
export function isName(text: string): boolean {
  const plain = text.replace(new RegExp(TAG_FLAGS, 'gu'), 'x');
  // eslint-disable-next-line no-misleading-character-class -- Each of the marks is forbidden by itself.
  return new RegExp(NAME_SHOWS, 'u').test(plain) && !new RegExp(NAME_HIDES, 'u').test(plain);
}

/** What is expected of a name of at most `limit` characters, in words. */
export const nameOf = (limit: number): string =>
  `1 to ${limit} visible characters on one line, without hidden or control characters`;
