import { reportError } from './useAction.ts';

/**
 * Resolves when Firestore shows a write locally, which works offline. Rejects if the SDK finds the arguments invalid, because it
 * checks them before it writes. If the server rejects the write later, the error appears in a notification.
 */
export async function untilWrittenLocally(written: Promise<unknown>): Promise<void> {
  const nextTask = new Promise<void>((resolve) => setTimeout(resolve));
  await Promise.race([written, nextTask]);
  written.catch(reportError);
}
