/** Adds expressions to the rules. The emulator does not say how many a write evaluates, but it refuses too many. */

/** The platform's limit for one write. */
export const MAX_EXPRESSIONS = 1000;

/** The expressions that one more `&& true` adds. Measured: `allow create: if true && …` passes with 330 of them, not more. */
const EXPRESSIONS_OF_ONE_TERM = MAX_EXPRESSIONS / 330;

/** The rules with that many more expressions in each `allow`. */
export function padded(rules: string, expressions: number): string {
  const terms = Math.ceil(expressions / EXPRESSIONS_OF_ONE_TERM);
  // The compiler refuses an expression that is nested too deep, so each function has 40 terms.
  const functions = Array.from({ length: Math.ceil(terms / 40) }, (_, i) => ({
    name: `padding${i}`,
    body: new Array(Math.min(40, terms - 40 * i)).fill('true').join(' && '),
  }));
  const calls = ['true', ...functions.map(({ name }) => `${name}()`)].join(' && ');
  const declarations = [...functions, { name: 'padding', body: calls }].map(
    ({ name, body }) => `function ${name}() { return ${body}; }`,
  );
  return rules
    .replace(/(match \/databases\/\{database\}\/documents \{)/, `$1\n${declarations.join('\n')}\n`)
    .replace(/allow ([a-z, ]+): if ([^;]+);/g, 'allow $1: if padding() && ($2);');
}
