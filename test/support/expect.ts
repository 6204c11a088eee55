/** Whether the rules let a write or a read through. */
import { expect } from '@jest/globals';
import { FirebaseError } from 'firebase/app';

/** Expects that the rules allow it. */
export async function expectAllowed(operation: Promise<unknown>): Promise<void> {
  await expect(operation.then(() => 'allowed')).resolves.toBe('allowed');
}

/**
 * Expects that a rule decided against it. A rule that crashed answers permission-denied as well; the emulator's message
 * tells the two apart, and a crash proves nothing.
 */
export async function expectDenied(operation: Promise<unknown>): Promise<void> {
  const outcome = await operation.then(
    () => 'allowed',
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(FirebaseError);
  const { code, message } = outcome as FirebaseError;
  expect(code).toBe('permission-denied');
  expect(message).toMatch(/false for '|No matching allow/);
}

/** Expects that the rules refuse a query because it leaves open what they ask for. */
export async function expectTooWide(operation: Promise<unknown>): Promise<void> {
  await expect(operation).rejects.toMatchObject({
    code: 'permission-denied',
    message: expect.stringMatching(/is undefined on object\. for 'list'/),
  });
}
