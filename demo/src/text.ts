/** Shortens text without splitting what people see as one character, such as an emoji of a family. */

// Firefox has it since version 125. Without it, at least no code point is split.
const segmenter = 'Segmenter' in Intl ? new Intl.Segmenter() : undefined;

function charactersOf(text: string): string[] {
  return segmenter
    ? Array.from(segmenter.segment(text), ({ segment }) => segment)
    : Array.from(text);
}

/** The beginning of a text, with at most `limit` UTF-16 units. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let kept = '';
  for (const character of charactersOf(text)) {
    if (kept.length + character.length > limit) break;
    kept += character;
  }
  return kept;
}

/** The first characters of the first two words of a name, or the first two of its only word, in upper case. */
export function initialsOf(name: string): string {
  const [first = '', second] = name.trim().split(/\s+/);
  const letters = second
    ? [charactersOf(first)[0], charactersOf(second)[0]]
    : charactersOf(first).slice(0, 2);
  return letters.join('').toUpperCase();
}
