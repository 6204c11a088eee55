import type { Config } from 'jest';

const shared: Config = {
  testEnvironment: 'node',
  transform: {
    '\\.[mc]?[jt]s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2023' }, module: { type: 'commonjs' } },
    ],
  },
  // These are published only as ES modules, which jest must transform.
  transformIgnorePatterns: [
    '/node_modules/(?!(get-port|@faker-js|@tanstack-query-firebase|jose|p-map|teeny-request|node-fetch|data-uri-to-buffer|fetch-blob|formdata-polyfill)/)',
  ],
  moduleNameMapper: {
    // The package exports this path only for `import`, and jest uses `require`.
    '^@tanstack-query-firebase/react/firestore$':
      '<rootDir>/node_modules/@tanstack-query-firebase/react/dist/firestore/index.js',
  },
  testEnvironmentOptions: {
    customExportConditions: ['firegroups-source', 'node', 'node-addons'],
  },
};

/** For tests with the Firestore emulator. */
const withFirestore: Config = {
  ...shared,
  setupFilesAfterEnv: [
    '<rootDir>/testing/src/workarounds/garbledStreams.ts',
    '<rootDir>/testing/src/workarounds/missedCommits.ts',
    '<rootDir>/testing/src/workarounds/lateDocuments.ts',
  ],
};

/** Also needs the Storage emulator. `npm test` says if these tests are skipped. */
const storage: Config = {
  ...withFirestore,
  displayName: 'storage',
  testMatch: ['<rootDir>/**/*.storage.test.ts'],
};

/**
 * The suffix of a test file says what it needs: `.test.ts` nothing, `.rules.test.ts` and `.emulator.test.ts` the emulators,
 * `.storage.test.ts` the emulators including Storage. Playwright runs the files `.spec.ts` (playwright.config.ts).
 */
const config: Config = {
  // The Firestore emulator sometimes keeps a stream open that the client has closed. Jest would wait for it.
  forceExit: true,
  // By default, jest leaves one core idle, so that on two cores all files run in one process.
  maxWorkers: '100%',
  // The first start of a function in the emulator takes some seconds, and many more on a busy machine.
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
        '\\.storage\\.test\\.ts$',
      ],
    },
    {
      ...withFirestore,
      displayName: 'emulator',
      testMatch: ['<rootDir>/**/*.rules.test.ts', '<rootDir>/**/*.emulator.test.ts'],
    },
    ...(process.env['FIREBASE_STORAGE_EMULATOR_HOST'] ? [storage] : []),
  ],
};

export default config;
