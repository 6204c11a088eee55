import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from '../cli/root.ts';
import { indexesFor } from './indexes.ts';
import { rulesFor } from './rules.ts';
import { writeTarget } from './write.ts';

const FG = { prefix: 'fg_', databaseId: '(default)' };
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const firestoreRules = (body: string) => `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
${body}
  }
}
`;

describe('rulesFor', () => {
  test('leaves rules as they are without a prefix, for the default database', () => {
    const rules = read('storage.rules');
    expect(rulesFor(rules, { ...FG, prefix: '' })).toBe(rules);
  });

  test.each([
    ['a collection', 'match /groups/{id} { allow get; }', 'match /fg_groups/{id} { allow get; }'],
    [
      'a path of several collections',
      'match /groups/{id}/members/{uid} { allow get; }',
      'match /fg_groups/{id}/fg_members/{uid} { allow get; }',
    ],
    [
      'a nested collection, but not the id of a document',
      'match /users/{uid} { match /private/settings { allow get; } }',
      'match /fg_users/{uid} { match /fg_private/settings { allow get; } }',
    ],
    [
      'a collection below any document',
      'match /{path=**}/members/{uid} { allow get; }',
      'match /{path=**}/fg_members/{uid} { allow get; }',
    ],
    [
      'a path in an expression',
      'function f(id) { return exists(/databases/$(database)/documents/groups/$(id)/members/$(request.auth.uid)); }',
      'function f(id) { return exists(/databases/$(database)/documents/fg_groups/$(id)/fg_members/$(request.auth.uid)); }',
    ],
    [
      'neither comments nor strings',
      "// match /groups/{id}\n    function f() { return 'match /groups/{id}'; }",
      "// match /groups/{id}\n    function f() { return 'match /groups/{id}'; }",
    ],
  ])('changes %s', (_what, body, expected) => {
    expect(rulesFor(firestoreRules(body), FG)).toBe(firestoreRules(expected));
  });

  test('changes the top folder of Cloud Storage, and the documents that its rules read', () => {
    const rules = (groups: string, members: string, database: string) => `rules_version = '2';
service firebase.storage {
  match /b/{bucket}/o {
    match /${groups}/{id}/images/{uid} {
      allow get: if firestore.exists(/databases/${database}/documents/${groups}/$(id)/${members}/$(uid));
    }
  }
}
`;
    expect(
      rulesFor(rules('groups', 'members', '(default)'), { prefix: 'fg_', databaseId: 'social' }),
    ).toBe(rules('fg_groups', 'fg_members', 'social'));
  });

  test('refuses rules with a syntax error', () => {
    expect(() => rulesFor(firestoreRules('match /groups/{id {'), FG)).toThrow(
      /syntax error in line 4/,
    );
  });
});

test('indexesFor adds the prefix to every index and override', () => {
  const original = JSON.parse(read('firestore.indexes.json')) as Record<string, object[]>;
  const prefixed = JSON.parse(indexesFor(read('firestore.indexes.json'), 'fg_')) as typeof original;
  for (const [kind, entries] of Object.entries(original)) {
    expect(prefixed[kind]).toEqual(
      entries.map((entry) => ({
        ...entry,
        collectionGroup: `fg_${(entry as { collectionGroup: string }).collectionGroup}`,
      })),
    );
  }
});

test('writeTarget refuses the folder of a project, whose files it could overwrite', () => {
  expect(() => writeTarget(FG, ROOT)).toThrow(/has a firebase\.json/);
});
