/** What the API answers for each refusal of Firestore and the SDK. */
import { expect, test } from '@jest/globals';
import { FirebaseError } from 'firebase/app';
import { FiregroupsError } from 'firegroups';
import { toHttpError } from '../../functions/src/http/errors.ts';

const refused = (code: string) => {
  const cause = new FirebaseError(code, 'inside: groups/secret');
  return toHttpError(new FiregroupsError('unavailable', undefined, { cause }));
};

test.each([
  ['permission-denied', 403],
  ['unauthenticated', 401],
  ['invalid-argument', 400],
  ['resource-exhausted', 429],
])('if Firestore answers %s, the API answers %i with its own message', (code, status) => {
  const error = refused(code)!;
  expect([error.status, error.code]).toEqual([status, code]);
  expect(error.message).not.toContain('inside');
});

test.each(['unavailable', 'deadline-exceeded', 'aborted', 'internal', 'cancelled'])(
  '%s is answered with 503: the caller may try again',
  (code) => {
    expect(refused(code)?.body.error.code).toBe('unavailable');
    expect(refused(code)?.status).toBe(503);
  },
);

test('a mistake in the API itself is not answered as a refusal', () => {
  expect(toHttpError(new TypeError('x is undefined'))).toBeUndefined();
});
