/** What functions write to their log, kept for the test to look at instead of printed. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import { logger } from 'firebase-functions/logger';

/** A line of the log. */
export interface LogLine {
  severity: 'info' | 'warn' | 'error';
  message: string;
  [field: string]: unknown;
}

/** Keeps what each test has logged. */
export function useLog(): { lines: () => LogLine[]; text: () => string } {
  let lines: LogLine[] = [];
  beforeEach(() => {
    lines = [];
    for (const severity of ['info', 'warn', 'error'] as const) {
      jest.spyOn(logger, severity).mockImplementation((message: unknown, fields?: unknown) => {
        lines.push({ severity, message: String(message), ...(fields as object | undefined) });
      });
    }
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });
  return { lines: () => lines, text: () => JSON.stringify(lines) };
}
