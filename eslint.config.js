import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import jest from 'eslint-plugin-jest';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Imports run downward only. The folder of a key may not import from the folders in its list. The one exception: the HTTP
// API uses the package firegroups (docs/decisions/0014).
const above = {
  model: ['functions', 'client-sdk', 'testing', 'tools', 'test', 'bench', 'demo'],
  functions: ['client-sdk', 'testing', 'tools', 'test', 'bench', 'demo'],
  'client-sdk': ['functions', 'testing', 'tools', 'test', 'bench', 'demo'],
  testing: ['tools', 'test', 'bench', 'demo'],
  tools: ['test', 'bench', 'demo'],
  test: ['bench', 'demo'],
  bench: ['test', 'demo'],
  demo: ['model', 'functions', 'testing', 'tools', 'test', 'bench'],
};
const downwardOnly = Object.entries(above).flatMap(([folder, others]) =>
  others.map((other) => ({
    target:
      folder === 'functions' && other === 'client-sdk'
        ? ['./functions/src/!(api.ts|chat.ts|http)', './functions/src/!(http)/**/*']
        : `./${folder}`,
    from: `./${other}`,
    message: 'Imports run downward only: see docs/reference/architecture.md.',
  })),
);

// Inside the functions: triggers → features → platform → firestore.
const features = ['comments', 'counts', 'deletion', 'membership', 'notifications', 'search'];
const inside = (target, others, message) =>
  others.map((other) => ({
    target: `./functions/src/${target}`,
    from: `./functions/src/${other}`,
    message,
  }));
const inward = [
  ...features.flatMap((feature) =>
    inside(
      feature,
      ['triggers', 'http'],
      'Triggers and the HTTP API use features. Features must not import them.',
    ),
  ),
  ...inside(
    'platform',
    ['triggers', 'http', ...features],
    'Features use platform/. platform/ must not import them.',
  ),
  ...inside(
    'firestore',
    ['triggers', 'http', 'platform', ...features],
    'firestore/ is the lowest layer and must not import the others.',
  ),
];

// The HTTP API reads and writes as its caller, only through the public exports of the package. It never bypasses the rules.
const httpApi = [
  {
    target: './functions/src/http',
    from: './client-sdk',
    except: ['./src/index.ts'],
    message: 'The HTTP API imports the package firegroups, not its internals.',
  },
  ...inside(
    'http',
    ['triggers', 'firestore', ...features],
    'The HTTP API has no rights of its own: see docs/decisions/0014.',
  ),
];

// The functions that decide which index a query needs. `limitToLast` reverses the order.
const shaping = ['collectionGroup', 'limitToLast', 'orderBy', 'where'];
const queriesInOnePlace = (file) =>
  `Build queries only in ${file}. test/indexes checks only those, and a missing index fails only in production.`;

const shapedElsewhere = {
  selector: `CallExpression[callee.property.name=/^(${shaping.join('|')})$/]`,
  message: queriesInOnePlace('functions/src/firestore/queries.ts'),
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules',
      '**/lib',
      '**/dist',
      'docs/api',
      'test-results',
      '**/*.mjs',
      '**/*.cjs',
      'eslint.config.js',
    ],
  },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({
          conditionNames: ['firegroups-source', 'types', 'import', 'default'],
        }),
      ],
    },
    rules: {
      'import-x/no-restricted-paths': [
        'error',
        { zones: [...downwardOnly, ...httpApi, ...inward] },
      ],
      'import-x/no-cycle': 'error',
      'import-x/no-duplicates': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      // TypeScript treats every array element as possibly missing. `!` marks those that the code knows to exist.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Index signatures, such as that of `process.env`, are read with brackets.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    // The model does not depend on Firebase.
    files: ['model/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(@?firebase|@google-cloud)',
              message: 'The model must not import Firebase.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['client-sdk/src/**/*.ts'],
    ignores: ['client-sdk/src/queries.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          name: 'firebase/firestore',
          importNames: shaping,
          message: queriesInOnePlace('client-sdk/src/queries.ts'),
        },
      ],
    },
  },
  {
    // The demo is a client like any other: it uses only the published package and Firebase.
    files: ['demo/src/**'],
    extends: [reactHooks.configs.flat['recommended-latest']],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^@firegroups/|client-sdk|^firebase-admin',
              message: 'The demo may import only the package `firegroups` of this repository.',
            },
          ],
        },
      ],
      // An event handler may be asynchronous if it reports its own errors.
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  {
    files: ['functions/src/http/**/*.ts', 'functions/src/{api,chat}.ts'],
    ignores: ['functions/src/http/queries.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'firebase/firestore',
              importNames: shaping,
              message: queriesInOnePlace('functions/src/http/queries.ts'),
            },
            {
              name: 'firebase-admin/firestore',
              message: 'The HTTP API has no rights of its own: see docs/decisions/0014.',
            },
          ],
        },
      ],
    },
  },
  {
    // The tools that walk a project's data use the functions' queries.
    files: ['functions/src/**/*.ts', 'tools/src/**/*.ts'],
    ignores: ['functions/src/firestore/{queries,store}.ts'],
    rules: { 'no-restricted-syntax': ['error', shapedElsewhere] },
  },
  {
    files: ['functions/src/**/*.ts'],
    ignores: ['functions/src/firestore/{queries,store}.ts', 'functions/src/http/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        shapedElsewhere,
        {
          selector:
            "CallExpression[callee.name='getFirestore'], CallExpression[callee.property.name=/^(collection|doc)$/]",
          message: 'Use functions/src/firestore/store.ts, which adds the prefix of collection ids.',
        },
      ],
    },
  },
  {
    files: ['**/*.test.ts'],
    plugins: { jest },
    rules: {
      ...jest.configs['flat/recommended'].rules,
      'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'decide'] }],
      'jest/no-conditional-expect': 'off',
      'jest/no-standalone-expect': 'off',
      'jest/valid-title': 'off',
      'jest/no-export': 'off',
      // Handlers expect the platform's event types, and tests build their own events.
      '@typescript-eslint/no-unsafe-assignment': 'off',
    },
  },
);
