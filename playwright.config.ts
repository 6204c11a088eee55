/** The browser tests. `npm test` starts them after jest, on the same emulators: they need FIREBASE_HOSTING_EMULATOR_HOST. */
import { defineConfig } from '@playwright/test';
import { DESKTOP, PHONE } from './testing/src/browser/viewports.ts';
import { RECONNECT_DELAY } from './testing/src/workarounds/reconnects.ts';

export default defineConfig({
  testDir: 'test/browser',
  // As in jest.config.ts: `npm test` says if the tests with Storage are skipped.
  testMatch: [
    '*.browser.spec.ts',
    ...(process.env['FIREBASE_STORAGE_EMULATOR_HOST'] ? ['*.storage.spec.ts'] : []),
  ],
  globalSetup: './testing/src/browser/buildDemo.ts',
  fullyParallel: true,
  workers: 2,
  // Functions need several seconds for their first start in the emulator, and more on a busy machine.
  timeout: 120_000,
  // When an expectation times out, the page reconnects once and the expectation is retried.
  expect: { timeout: RECONNECT_DELAY },
  // A reconnect does not help against a document that the emulator reports as missing (lateDocuments.ts), and nothing can be
  // patched in a page. So a test runs again, and resultsReporter.ts fails the run unless the first run needed a reconnect.
  retries: 1,
  forbidOnly: true,
  reporter: [['list'], ['./testing/src/browser/resultsReporter.ts']],
  outputDir: 'test-results',
  use: {
    baseURL: `http://${process.env['FIREBASE_HOSTING_EMULATOR_HOST'] ?? ''}`,
    viewport: DESKTOP,
    actionTimeout: 20_000,
    contextOptions: { reducedMotion: 'reduce' },
    // The service worker caches the whole app in each new context, which takes time. The offline tests allow it.
    serviceWorkers: 'block',
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: { executablePath: process.env['CHROME_PATH'] ?? '' },
  },
  projects: [
    { name: 'desktop', testIgnore: 'phone.browser.spec.ts' },
    {
      name: 'phone',
      testMatch: 'phone.browser.spec.ts',
      use: { viewport: PHONE, isMobile: true, hasTouch: true },
    },
  ],
});
