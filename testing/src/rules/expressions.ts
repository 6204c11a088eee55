/** The expressions of the rules, as the rules engine parsed them. Its coverage report gives the position of each. */
import type { CoverageReport, CoveredExpression } from './sandbox.ts';

export interface Expression {
  /** Its offsets in the text; `end` is the first character after it. */
  start: number;
  end: number;
  text: string;
  children: Expression[];
}

/** The expression that a function returns, or the condition of an `allow`. */
export interface Root extends Expression {
  /** `isJoined()`, `groups/{groupId}: allow get`. */
  owner: string;
}

/** The values of expressions, by `keyOf`. */
export type Seen = Map<string, SeenValues>;

export interface SeenValues {
  /** The engine reached it. */
  isEvaluated: boolean;
  /** It had a value: it did not fail, nor wait for a document. */
  isKnown: boolean;
  true: boolean;
  false: boolean;
  /** It had a value that is not boolean. Such an expression is no condition, even if a case once set the field to `true`. */
  other: boolean;
}

/** The key of an expression in `Seen`. */
export const keyOf = ({ start, end }: { start: number; end: number }) => `${start}-${end}`;

/** The roots, in the order of the text. */
export function rootsOf(rules: string, { report = [] }: CoverageReport): Root[] {
  const owners = ownersOf(rules);
  return report
    .map((covered) => {
      const expression = expressionOf(rules, covered);
      const owner = owners.filter(({ at }) => at <= expression.start).at(-1)!.name;
      return { ...expression, owner };
    })
    .sort((a, b) => a.start - b.start);
}

/** The expression and all expressions in it. */
export function* within(expression: Expression): Generator<Expression> {
  yield expression;
  for (const child of expression.children) yield* within(child);
}

/** Adds the values of a report. */
export function addSeen(seen: Seen, rules: string, { report = [] }: CoverageReport): void {
  const visit = (covered: CoveredExpression) => {
    const key = keyOf(placeOf(rules, covered));
    const entry = seen.get(key) ?? {
      isEvaluated: false,
      isKnown: false,
      true: false,
      false: false,
      other: false,
    };
    for (const { value } of covered.values ?? []) {
      // No type: not reached. `undefined`: it failed, or waits for a document.
      const [type] = Object.keys(value);
      if (type === undefined) continue;
      entry.isEvaluated = true;
      if (type === 'undefined') continue;
      entry.isKnown = true;
      if (value.boolValue === undefined) entry.other = true;
      else entry[`${value.boolValue}`] = true;
    }
    seen.set(key, entry);
    covered.children?.forEach(visit);
  };
  report.forEach(visit);
}

function expressionOf(rules: string, covered: CoveredExpression): Expression {
  const { start, end } = placeOf(rules, covered);
  const children = (covered.children ?? []).map((child) => expressionOf(rules, child));
  return { start, end, text: rules.slice(start, end), children };
}

/** The offsets. Those of the report leave out the brackets that close a call or a list. */
function placeOf(
  rules: string,
  { sourcePosition }: CoveredExpression,
): { start: number; end: number } {
  const start = sourcePosition.currentOffset;
  let end = sourcePosition.endOffset + 1;
  while (rules[end] === '(' || openBrackets(rules.slice(start, end)) > 0) {
    const close = /[)\]}]/g;
    close.lastIndex = end;
    end = close.exec(rules)!.index + 1;
  }
  return { start, end };
}

function openBrackets(text: string): number {
  const code = text.replace(/'[^']*'/g, '');
  return (code.match(/[([{]/g)?.length ?? 0) - (code.match(/[)\]}]/g)?.length ?? 0);
}

/** The offsets at which functions and allows begin, with the path of each allow. */
function ownersOf(rules: string): { at: number; name: string }[] {
  const code = rules
    .replace(/\/\/.*$/gm, (comment) => ' '.repeat(comment.length))
    .replace(/'[^'\n]*'/g, (string) => `'${' '.repeat(string.length - 2)}'`);
  const owners: { at: number; name: string }[] = [];
  const blocks: string[] = [];
  const tokens = /match (\S+) \{|function (\w+)\([^)]*\) \{|allow ([\w, ]+): if|[{}]/g;
  for (const token of code.matchAll(tokens)) {
    const [text, path, functionName, operations] = token;
    if (text === '}') blocks.pop();
    else if (operations) {
      const pattern = blocks
        .filter((block) => block.startsWith('/'))
        .slice(1)
        .join('');
      owners.push({ at: token.index, name: `${pattern.slice(1)}: allow ${operations}` });
    } else {
      blocks.push(path ?? '');
      if (functionName) owners.push({ at: token.index, name: `${functionName}()` });
    }
  }
  return owners;
}
