/** A Playwright reporter that records the results for the closing line of `npm test`. */
import type { FullConfig, Reporter, Suite, TestError } from '@playwright/test/reporter';
import { recordResults } from '../cli/results.ts';
import { assertFewReconnects } from '../workarounds/reconnects.ts';

export default class ResultsReporter implements Reporter {
  #suite: Suite | undefined;
  readonly #errors: string[] = [];

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite;
  }

  /** An error outside of the tests, for example in a file that cannot be loaded. */
  onError(error: TestError): void {
    this.#errors.push(error.message ?? String(error.value));
  }

  onEnd(): Promise<{ status: 'failed' } | undefined> {
    const tests = this.#suite?.allTests() ?? [];
    const passed = tests.filter((test) => test.outcome() === 'expected');
    const failed = tests.filter((test) => test.outcome() === 'unexpected');
    const failures = failed.map((test) => test.titlePath().slice(2).join(' › '));
    try {
      assertFewReconnects();
    } catch (error) {
      this.#errors.push((error as Error).message);
    }
    failures.push(...this.#errors);
    recordResults({ passed: passed.length, failed: failures.length, failures });
    return Promise.resolve(this.#errors.length > 0 ? { status: 'failed' } : undefined);
  }

  /** Another reporter prints the progress. */
  printsToStdio(): boolean {
    return false;
  }
}
