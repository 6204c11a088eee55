/** A Playwright reporter that records the results for the closing line of `npm test`. */
import type { FullConfig, Reporter, Suite, TestCase, TestError } from '@playwright/test/reporter';
import { recordResults } from '../cli/results.ts';
import { RECONNECT_ANNOTATION, assertFewReconnects } from '../workarounds/reconnects.ts';

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
    const flaky = tests.filter((test) => test.outcome() === 'flaky');
    const passed = tests
      .filter((test) => test.outcome() === 'expected')
      .concat(flaky.filter(isExcused));
    const failed = tests.filter((test) => test.outcome() === 'unexpected');
    const failures = failed.map(nameOf);
    for (const test of flaky) {
      if (!isExcused(test)) this.#errors.push(`${nameOf(test)} passed only when it ran again`);
    }
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

const nameOf = (test: TestCase): string => test.titlePath().slice(2).join(' › ');

/** True if each failed run of the test waited for an update, and a reconnect did not bring it (playwright.config.ts). */
function isExcused({ results }: TestCase): boolean {
  return results
    .filter(({ status }) => status !== 'passed')
    .every(({ annotations }) => annotations.some(({ type }) => type === RECONNECT_ANNOTATION));
}
