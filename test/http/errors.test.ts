/** What the API answers for each way in which Firestore and the SDK refuse. */
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
])('what Firestore calls %s is answered with %i, in words of the API', (code, status) => {
  const failure = refused(code)!;
  expect([failure.status, failure.code]).toEqual([status, code]);
  expect(failure.message).not.toContain('inside');
});

test.each(['unavailable', 'deadline-exceeded', 'aborted', 'internal', 'cancelled'])(
  'after %s one may try again: 503',
  (code) => {
    expect(refused(code)?.body.error.code).toBe('unavailable');
    expect(refused(code)?.status).toBe(503);
  },
);

test('a mistake of the API’s own is no answer to give', () => {
  expect(toHttpError(new TypeError('x is undefined'))).toBeUndefined();
});
