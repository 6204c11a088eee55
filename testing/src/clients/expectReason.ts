import { expect } from '@jest/globals';
import type { FiregroupsErrorReason } from 'firegroups';

/** Expects a FiregroupsError with this reason, and a message of full sentences that matches `message` if that is given. */
export async function expectReason(
  promise: Promise<unknown>,
  reason: FiregroupsErrorReason,
  message?: RegExp,
): Promise<void> {
  const error = await promise.then(
    () => 'no error',
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({
    name: 'FiregroupsError',
    code: `firegroups/${reason}`,
    message: expect.stringMatching(/^[A-Z].+\.$/),
  });
  if (message) expect((error as Error).message).toMatch(message);
}
