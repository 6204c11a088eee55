/**
 * A jest reporter whose last line is `N passed, N failed`. The names of the failed tests and the tests that were left out come
 * before it. It also fails a run with too many reconnects (../workarounds/reconnects.ts).
 */
import { writeSync } from 'node:fs';
import { assertFewReconnects, startCountingReconnects } from '../workarounds/reconnects.ts';

/** The parts of jest's results that the reporter reads. */
interface Results {
  testResults: readonly {
    testFilePath: string;
    testExecError?: { message: string };
    testResults: readonly { status: string; fullName: string }[];
  }[];
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  numPassedTests: number;
}

export default class ClosingLineReporter {
  #error: Error | undefined;

  constructor() {
    startCountingReconnects();
  }

  onRunComplete(_contexts: unknown, results: Results): void {
    const failures = results.testResults.flatMap((file) => [
      ...(file.testExecError ? [`${file.testFilePath}: ${file.testExecError.message}`] : []),
      ...file.testResults.filter((test) => test.status === 'failed').map((test) => test.fullName),
    ]);
    let failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    try {
      assertFewReconnects();
    } catch (error) {
      this.#error = error as Error;
      failures.push(this.#error.message);
      failed += 1;
    }
    // jest prints its own summary after the reporters. When it exits, process.stdout is closed.
    process.once('exit', () => {
      const write = (text: string) => writeSync(process.stdout.fd, `\n${text}\n`);
      if (failures.length > 0) write(`Failed:\n  ${failures.join('\n  ')}`);
      const leftOut = process.env['FIREGROUPS_LEFT_OUT'];
      if (leftOut) write(leftOut);
      write(`${results.numPassedTests} passed, ${failed} failed`);
    });
  }

  /** jest fails a run if its reporter has an error. */
  getLastError(): Error | undefined {
    return this.#error;
  }
}
