/** Adds expressions to the rules. The emulator does not say how many a write evaluates, but it refuses too many. */

/** The platform's limit for one write. */
export const MAX_EXPRESSIONS = 1000;

/** The expressions that one more `&& true` adds. Measured: `allow create: if true && …` passes with 330 of them, not more. */
const EXPRESSIONS_OF_ONE_TERM = MAX_EXPRESSIONS / 330;

/** The `allow`s of the first block of a path; with `only`, for requests that meet this condition. */
export interface PaddedBlock {
  path: string;
  only?: string;
}

/** The rules with that many more expressions in each `allow`, or only in those of a block. */
export function padded(
  rules: string,
  expressions: number,
  { path, only = 'true' }: Partial<PaddedBlock> = {},
): string {
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
  const start = path ? rules.indexOf(`match ${path} {`) : 0;
  const end = path ? rules.indexOf('match /', start + 1) : rules.length;
  const block = rules
    .slice(start, end)
    .replace(/allow ([a-z, ]+): if ([^;]+);/g, `allow $1: if (!(${only}) || padding()) && ($2);`);
  return `${rules.slice(0, start)}${block}${rules.slice(end)}`.replace(
    /(match \/databases\/\{database\}\/documents \{)/,
    `$1\n${declarations.join('\n')}\n`,
  );
}
