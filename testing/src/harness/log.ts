/** Captures the log of the functions instead of printing it. */
import { afterEach, beforeEach, jest } from '@jest/globals';
import { logger } from 'firebase-functions/logger';

/** A line of the log. */
export interface LogLine {
  severity: 'info' | 'warn' | 'error';
  message: string;
  [field: string]: unknown;
}

/** Captures the log of each test. */
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
