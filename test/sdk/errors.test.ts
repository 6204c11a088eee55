/** The closed list of error reasons, and their messages. */
import { describe, expect, test } from '@jest/globals';
import { FirebaseError } from 'firebase/app';
import { FiregroupsError, isFiregroupsError, type FiregroupsErrorReason } from 'firegroups';
import { messageOf } from '../../client-sdk/src/diagnose/messages.ts';

/** What each message asks the reader to do. */
const WHAT_TO_DO: Record<FiregroupsErrorReason, string> = {
  unauthenticated: 'Sign in',
  'email-not-verified': 'Your email address is not verified',
  'invalid-argument': 'Correct the fields',
  'not-found': 'Check the ids',
  'not-a-member': 'Join it first',
  'permission-denied': 'Only the author or an admin',
  'already-member': 'No action is needed',
  'already-invited': 'Wait for the answer, or revoke the invite',
  'already-requested': 'Ask an admin',
  banned: 'Ask an admin',
  'creator-must-transfer': 'transfer the ownership',
  'event-over': 'Create another one',
  'too-many': 'Wait, then try again',
  'not-configured': 'Set storageBucket',
  unavailable: 'Try again',
};

describe('FiregroupsError', () => {
  test.each(Object.keys(WHAT_TO_DO) as FiregroupsErrorReason[])(
    'the message of %s says what to do',
    (reason) => {
      const error = new FiregroupsError(reason, messageOf(reason));
      expect(error.message).toMatch(/^[A-Z][^.]+\.( [A-Z][^.]+\.)?$/);
      expect(error.message).toContain(WHAT_TO_DO[reason]);
      expect(error).toMatchObject({ code: `firegroups/${reason}`, reason });
    },
  );

  test('without a message names the reason, if only a diagnosis has its message', () => {
    expect(new FiregroupsError('banned').message).toBe('Refused: banned.');
  });

  test('is a FirebaseError', () => {
    const cause = new Error('x');
    const error = new FiregroupsError('not-found', 'Deleted. Create another one.', { cause });
    expect(error).toBeInstanceOf(FirebaseError);
    expect(error).toBeInstanceOf(FiregroupsError);
    expect(error).toMatchObject({
      name: 'FiregroupsError',
      message: 'Deleted. Create another one.',
      cause,
    });
  });
});

describe('isFiregroupsError', () => {
  test('distinguishes the reasons', () => {
    const error = new FiregroupsError('banned');
    expect(isFiregroupsError(error)).toBe(true);
    expect(isFiregroupsError(error, 'banned')).toBe(true);
    expect(isFiregroupsError(error, 'not-found')).toBe(false);
  });

  test('recognizes an error of another copy of the package by its name', () => {
    const foreign = Object.assign(new Error('x'), { name: 'FiregroupsError', reason: 'banned' });
    expect(isFiregroupsError(foreign)).toBe(true);
    expect(isFiregroupsError(foreign, 'banned')).toBe(true);
    expect(isFiregroupsError(foreign, 'not-found')).toBe(false);
  });

  test('returns false for other errors', () => {
    expect(isFiregroupsError(new Error('x'))).toBe(false);
    expect(isFiregroupsError({ name: 'FiregroupsError', reason: 'banned' })).toBe(false);
    expect(isFiregroupsError(undefined)).toBe(false);
  });
});
