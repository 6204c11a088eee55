/**
 * Mutants of the rules: firestore.rules with one small change that could be a mistake. These functions are pure. They work
 * on the text and on the expressions that the rules engine found in it.
 */
import { EXTRA_FIELDS, MEMBER_STATUSES, ROLES } from '@firegroups/model';
import { keyOf, within, type Expression, type Root, type Seen } from '../expressions.ts';

export interface Mutant {
  /** Stable while the expression stays: `isUser(): drops the right: … && … → (…)`. */
  name: string;
  owner: string;
  /** `keyOf` the expressions of which a case must evaluate at least one to notice the change. */
  touches: string[];
  rules: string;
  /** The change, each on one line. */
  before: string;
  after: string;
}

interface Change {
  what: string;
  expression: Expression;
  replacement: string;
}

/** All mutants of the rules. `seen` says which expressions are conditions. */
export function mutantsOf(rules: string, roots: readonly Root[], seen: Seen): Mutant[] {
  const isCondition = (expression: Expression) => {
    const values = seen.get(keyOf(expression));
    return values !== undefined && values.isKnown && !values.other;
  };
  const ofExpressions = roots.flatMap((root) => {
    const changes = [...changesOfRoot(root, isCondition)];
    for (const expression of within(root)) changes.push(...changesOf(expression, isCondition));
    return changes.map((change) => mutant(rules, root.owner, [keyOf(change.expression)], change));
  });
  return withDistinctNames([...ofConstants(rules, roots), ...ofExpressions]);
}

/** The engine does not report literals, so this finds the functions that return one in the text. */
function ofConstants(rules: string, roots: readonly Root[]): Mutant[] {
  const calls = new Map<string, string[]>();
  for (const expression of roots.flatMap((root) => [...within(root)])) {
    calls.set(expression.text, [...(calls.get(expression.text) ?? []), keyOf(expression)]);
  }
  const constants = rules.matchAll(
    /function (\w+\(\)) \{ return (\d+|'[^']*'|\[[^\]]*\]|\{[^}]*\}); \}/g,
  );
  return [...constants].flatMap(({ 0: whole, 1: owner, 2: text, index }) => {
    const start = index + whole.indexOf(text!, whole.indexOf('return'));
    const literal = { start, end: start + text!.length, text: text!, children: [] };
    const touches = calls.get(owner!) ?? [];
    return [...changesOfLimit(literal), ...changesOfList(literal)].map((change) =>
      mutant(rules, owner!, touches, change),
    );
  });
}

function mutant(rules: string, owner: string, touches: string[], change: Change): Mutant {
  const { start, end, text } = change.expression;
  const before = oneLine(text);
  const after = oneLine(change.replacement);
  return {
    name: `${owner}: ${change.what}: ${before} → ${after}`,
    owner,
    touches,
    rules: rules.slice(0, start) + change.replacement + rules.slice(end),
    before,
    after,
  };
}

/** One function can contain the same expression twice. */
function withDistinctNames(mutants: Mutant[]): Mutant[] {
  const counts = new Map<string, number>();
  return mutants.map((each) => {
    const count = (counts.get(each.name) ?? 0) + 1;
    counts.set(each.name, count);
    return count > 1 ? { ...each, name: `${each.name} (${count})` } : each;
  });
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ');

type IsCondition = (expression: Expression) => boolean;

function* changesOfRoot(root: Root, isCondition: IsCondition): Generator<Change> {
  const { owner } = root;
  const change = (what: string, replacement: string): Change => ({
    what,
    expression: root,
    replacement,
  });
  if (owner.includes(': allow')) yield change('allows all', 'true');
  else if (isCondition(root)) {
    yield change('returns true', 'true');
  }
}

function* changesOfLimit(expression: Expression): Generator<Change> {
  const { text } = expression;
  // A number, the counts in a pattern ({1,128}, {12}), or the values of a map.
  for (const { 0: count, index } of text.matchAll(/^\d+$|\d+(?=\}\$'$)|(?<=': )\d+/g)) {
    const [left, right] = [text.slice(0, index), text.slice(index + count.length)];
    for (const [what, by] of [
      ['raises the limit', 1],
      ['lowers the limit', -1],
    ] as const) {
      yield { what, expression, replacement: `${left}${Number(count) + by}${right}` };
    }
  }
}

const OPPOSITES: Record<string, string> = {
  '&&': '||',
  '||': '&&',
  '==': '!=',
  '!=': '==',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
};

function* changesOf(expression: Expression, isCondition: IsCondition): Generator<Change> {
  const { text, children } = expression;
  const change = (what: string, replacement: string): Change => ({ what, expression, replacement });
  const operator = operatorOf(expression);
  const opposite = OPPOSITES[operator];
  if (opposite) {
    const [left, right] = children.map((child) => `(${child.text})`) as [string, string];
    yield change(`uses ${opposite} for ${operator}`, `(${left} ${opposite} ${right})`);
    if (operator === '&&' || operator === '||') {
      yield change('drops the right', left);
      if (operatorOf(children[0]!) !== operator) yield change('drops the left', right);
    }
  } else if (text.startsWith('!')) yield change('drops the negation', text.slice(1));
  else if (isCondition(expression)) yield change('negates', `!(${text})`);
  if (operator === '>' && text.endsWith('> 0'))
    yield change('raises the limit', `${text.slice(0, -1)}1`);
  if (text.startsWith('[')) yield* changesOfList(expression);
  yield* changesOfKeys(expression);
  yield* changesOfPath(expression);
}

/** The operator between the two parts of an expression, without brackets and blanks. */
function operatorOf({ start, text, children }: Expression): string {
  const [left, right] = children;
  if (!left || !right) return '';
  return text.slice(left.end - start, right.start - start).replace(/[()\s]/g, '');
}

const VOCABULARIES: readonly (readonly string[])[] = [MEMBER_STATUSES, ROLES];

/** If no extra fields are declared, the rules always refuse the map, so it makes no difference if a list lacks `extra`. */
const HAS_EXTRA = Object.values(EXTRA_FIELDS).some((fields) => Object.keys(fields).length > 0);

function* changesOfList(expression: Expression): Generator<Change> {
  const elements = expression.text
    .slice(1, -1)
    .split(/,\s*(?=')/)
    .map((element) => element.trim());
  if (!elements.every((element) => /^'\w+'$/.test(element))) return;
  const list = (changed: string[]) => `[${changed.join(', ')}]`;
  for (const dropped of elements) {
    if (dropped === "'extra'" && !HAS_EXTRA) continue;
    const replacement = list(elements.filter((element) => element !== dropped));
    yield { what: 'drops from the list', expression, replacement };
  }
  const vocabulary = VOCABULARIES.find((words) =>
    words.some((word) => elements.includes(`'${word}'`)),
  );
  const isOfFields = elements.some(
    (element) => element === "'updatedAt'" || element === "'createdAt'",
  );
  if (!vocabulary || isOfFields) return;
  for (const word of vocabulary) {
    if (elements.includes(`'${word}'`)) continue;
    yield { what: 'adds to the list', expression, replacement: list([...elements, `'${word}'`]) };
  }
}

/** One more key that a document may have, or that an update may change. */
function* changesOfKeys(expression: Expression): Generator<Change> {
  const call = /^(changesOnly|hasShape)\(/.exec(expression.text);
  if (!call || !expression.text.endsWith(')')) return;
  const key = call[1] === 'changesOnly' ? "'createdAt'" : "'undeclared'";
  const replacement = expression.text.replace(/\](\s*\)+)$/, `, ${key}]$1`).replace('[, ', '[');
  if (replacement === expression.text) return;
  yield { what: 'adds a key', expression, replacement };
}

const READS: Record<string, string> = {
  exists: 'existsAfter',
  existsAfter: 'exists',
  get: 'getAfter',
  getAfter: 'get',
};

function* changesOfPath(expression: Expression): Generator<Change> {
  const { text } = expression;
  if (text.startsWith('/databases/')) {
    for (const [segment] of text.matchAll(/\$\((?!database)\w+\)/g)) {
      const replacement = text.replace(segment, '$(database)');
      yield { what: 'reads another path', expression, replacement };
    }
  }
  const [, read] = /^(existsAfter|exists|getAfter|get)\((?:[^()]|\([^()]*\))*\)$/.exec(text) ?? [];
  if (read) {
    const replacement = text.replace(read, READS[read]!);
    yield { what: `reads by ${READS[read]!}`, expression, replacement };
  }
}
