/** Numbers and times in words, by the browser's language tools. */

const plurals = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat('en');

/** A number with its noun: "1 member", "1,204 members". */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${numbers.format(count)} ${plurals.select(count) === 'one' ? noun : nouns}`;
}
