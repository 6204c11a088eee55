import { expect, test } from '@jest/globals';
import {
  keyOf,
  within,
  type Expression,
  type Root,
  type Seen,
} from '../../../testing/src/rules/expressions.ts';
import { mutantsOf } from '../../../testing/src/rules/mutation/mutants.ts';

/** The expression with that text in the rules, and its parts. */
function expression(rules: string, text: string, ...children: Expression[]): Expression {
  const start = rules.indexOf(text);
  return { start, end: start + text.length, text, children };
}

/** The changes of the expression. All its parts are conditions, apart from `values`. */
function changes(rules: string, root: Root, values: string[] = []): string[] {
  const seen: Seen = new Map();
  for (const part of within(root)) {
    const other = values.includes(part.text);
    seen.set(keyOf(part), { isEvaluated: true, isKnown: true, true: !other, false: !other, other });
  }
  return mutantsOf(rules, [root], seen).map(({ before, after }) => `${before} → ${after}`);
}

test('mutants drop and negate a condition, use the other operator, and return true', () => {
  const rules = 'function f() { return a && b; }';
  const both = expression(rules, 'a && b', expression(rules, 'a'), expression(rules, 'b'));
  both.children[0] = { ...both.children[0]!, start: 22, end: 23 };
  expect(changes(rules, { ...both, owner: 'f()' })).toEqual([
    'a && b → true',
    'a && b → ((a) || (b))',
    'a && b → (a)',
    'a && b → (b)',
    'a → !(a)',
    'b → !(b)',
  ]);
});

test('mutants use the other comparison and move the limit', () => {
  const rules = 'allow get: if size <= most();';
  const root = expression(
    rules,
    'size <= most()',
    expression(rules, 'size'),
    expression(rules, 'most()'),
  );
  expect(changes(rules, { ...root, owner: 'a/{b}: allow get' }, ['size', 'most()'])).toEqual([
    'size <= most() → true',
    'size <= most() → ((size) < (most()))',
  ]);
  const constant = 'function most() { return 50; }';
  expect(mutantsOf(constant, [], new Map()).map(({ rules: mutated }) => mutated)).toEqual([
    'function most() { return 51; }',
    'function most() { return 49; }',
  ]);
});

test('mutants add a key to a list, drop each element, and add each missing role', () => {
  const rules = "function f() { return changesOnly(['content']); }";
  const list = expression(rules, "['content']");
  const root = expression(rules, "changesOnly(['content'])", list);
  expect(changes(rules, { ...root, owner: 'f()' }, [list.text])).toEqual([
    "changesOnly(['content']) → true",
    "changesOnly(['content']) → !(changesOnly(['content']))",
    "changesOnly(['content']) → changesOnly(['content', 'createdAt'])",
    "['content'] → []",
  ]);
  const roles = "function roles() { return ['creator', 'admin']; }";
  expect(mutantsOf(roles, [], new Map()).map(({ after }) => after)).toEqual([
    "['admin']",
    "['creator']",
    "['creator', 'admin', 'member']",
  ]);
});

test('mutants read a document in its other state, and at another path', () => {
  const rules = 'function f() { return exists(/databases/$(database)/documents/groups/$(id)); }';
  const path = expression(rules, '/databases/$(database)/documents/groups/$(id)');
  const root = expression(rules, `exists(${path.text})`, path);
  const all = changes(rules, { ...root, owner: 'f()' }, [path.text]);
  expect(all).toContain(`${root.text} → existsAfter(${path.text})`);
  expect(all).toContain(`${path.text} → /databases/$(database)/documents/groups/$(database)`);
});
