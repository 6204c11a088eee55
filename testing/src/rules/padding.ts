/** Finds how many expressions a write comes to, which the emulator does not say: by adding some until it is refused. */

/** The most expressions that one write may come to. */
export const MAX_EXPRESSIONS = 1000;

/** What one more `&& true` adds. Measured: `allow create: if true && …` passes with 330 of them and no more. */
const EXPRESSIONS_OF_ONE_TERM = MAX_EXPRESSIONS / 330;

/** The rules with so many expressions more in each `allow`. */
export function padded(rules: string, expressions: number): string {
  const terms = Math.ceil(expressions / EXPRESSIONS_OF_ONE_TERM);
  // The compiler refuses an expression that is nested too deep: so the terms stand in functions of forty.
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
