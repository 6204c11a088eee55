/**
 * A jest reporter that records the results for the closing line of `npm test`. If jest was started by itself, the reporter prints
 * the line. It also fails a run with too many reconnects (../workarounds/reconnects.ts).
 */
import { writeSync } from 'node:fs';
import { closingLines, recordResults } from './results.ts';
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
    const summary = { passed: results.numPassedTests, failed, failures };
    if (recordResults(summary)) return;
    // jest prints its own summary after the reporters. When it exits, process.stdout is closed.
    process.once('exit', () => writeSync(process.stdout.fd, closingLines(summary)));
  }

  /** jest fails a run if its reporter has an error. */
  getLastError(): Error | undefined {
    return this.#error;
  }
}
