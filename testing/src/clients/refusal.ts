/** What a refusal by the SDK has to look like. */
import { expect } from '@jest/globals';
import type { FiregroupsErrorReason } from 'firegroups';

/** Expects that something is refused, for that reason and in a sentence; one that says `message` where it is given. */
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
