/**
 * Chromium seldom fails to report that a browser context is closed, on a busy machine and after the test has passed. The end of
 * the browser closes the context. So a test waits for it no longer than this.
 *
 * Delete this file when full runs no longer print the warning.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserContext } from '@playwright/test';

/** How long a context may take to close, in milliseconds. It usually takes less than one second. */
const PATIENCE = 20_000;

/** Closes a context, or leaves it to the end of the browser if Chromium does not answer. */
export async function closeContext(context: BrowserContext): Promise<void> {
  const closed = context.close().then(() => true);
  const isClosed = await Promise.race([closed, wait(PATIENCE, false, { ref: false })]);
  if (!isClosed)
    console.warn('Chromium did not say that a context is closed. It ends with the browser.');
}
