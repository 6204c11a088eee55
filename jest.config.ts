import type { Config } from 'jest';

const shared: Config = {
  testEnvironment: 'node',
  transform: {
    '\\.[mc]?[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  // Published as ES modules only, which jest does not load as they are.
  transformIgnorePatterns: [
    '/node_modules/(?!(get-port|@faker-js|@tanstack-query-firebase|jose|p-map|teeny-request|node-fetch|data-uri-to-buffer|fetch-blob|formdata-polyfill)/)',
  ],
  moduleNameMapper: {
    // It is there for `import` alone, and jest requires.
    '^@tanstack-query-firebase/react/firestore$':
      '<rootDir>/node_modules/@tanstack-query-firebase/react/dist/firestore/index.js',
  },
  testEnvironmentOptions: {
    customExportConditions: ['firegroups-source', 'node', 'node-addons'],
  },
};

/** What tests with the Firestore emulator need. */
const withFirestore: Config = {
  ...shared,
  setupFilesAfterEnv: [
    '<rootDir>/testing/src/workarounds/garbledStreams.ts',
    '<rootDir>/testing/src/workarounds/missedCommits.ts',
    '<rootDir>/testing/src/workarounds/lateDocuments.ts',
  ],
};

/** Needs a Chromium as well; `npm test` finds it and sets the variable, or says that these tests are left out. */
const browser: Config = {
  ...withFirestore,
  displayName: 'browser',
  testMatch: ['<rootDir>/**/*.browser.test.ts'],
  globalSetup: '<rootDir>/testing/src/browser/buildDemo.ts',
};

/** Needs the Storage emulator as well; `npm test` says where these tests are left out. */
const storage: Config = {
  ...withFirestore,
  displayName: 'storage',
  testMatch: ['<rootDir>/**/*.storage.test.ts'],
};

/**
 * What a test needs shows in its name: `.test.ts` nothing, `.rules.test.ts` and `.emulator.test.ts` the emulators,
 * `.browser.test.ts` the emulators and a Chromium, `.storage.test.ts` the emulators, that of Storage too.
 */
const config: Config = {
  // The Firestore emulator at times never ends a stream of a client that has closed it: a connection that would keep jest.
  forceExit: true,
  // A function's first start in the emulator takes some seconds on a small machine, and many more on a busy one.
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/testing/src/cli/closingLineReporter.ts'],
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/**/*.test.ts'],
      testPathIgnorePatterns: [
        '/node_modules/',
        '\\.rules\\.test\\.ts$',
        '\\.emulator\\.test\\.ts$',
        '\\.browser\\.test\\.ts$',
        '\\.storage\\.test\\.ts$',
      ],
    },
    {
      ...withFirestore,
      displayName: 'emulator',
      testMatch: ['<rootDir>/**/*.rules.test.ts', '<rootDir>/**/*.emulator.test.ts'],
    },
    ...(process.env['FIREBASE_STORAGE_EMULATOR_HOST'] ? [storage] : []),
    ...(process.env['CHROME_PATH'] ? [browser] : []),
  ],
};

export default config;
