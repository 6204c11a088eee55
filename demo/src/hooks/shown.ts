import { reportError } from './useAction.ts';

/**
 * Resolves when what a verb was asked for shows on the screen; rejects where what was passed was no good. The SDK checks before
 * anything is sent, and Firestore shows a write at once, so this takes no connection. What the server refuses later is reported
 * in the corner of the screen.
 */
export async function shown(asked: Promise<unknown>): Promise<void> {
  const nextTask = new Promise<void>((resolve) => setTimeout(resolve));
  await Promise.race([asked, nextTask]);
  asked.catch(reportError);
}
