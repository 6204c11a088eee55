/** The errors' closed list, and what each says. */
import { describe, expect, test } from '@jest/globals';
import { FirebaseError } from 'firebase/app';
import { FiregroupsError, isFiregroupsError, type FiregroupsErrorReason } from 'firegroups';
import { messageOf } from '../../client-sdk/src/diagnose/messages.ts';

/** What each tells the reader to do; `nothing` where there is nothing to do. */
const TELLS_TO: Record<FiregroupsErrorReason, string> = {
  unauthenticated: 'Sign in',
  'invalid-argument': 'Mend',
  'not-found': 'check the ids',
  'not-a-member': 'join the group',
  'permission-denied': 'ask them',
  'already-member': 'nothing',
  'already-invited': 'wait for the answer, or revoke the invite',
  'already-requested': 'ask an admin',
  banned: 'ask an admin',
  'creator-must-transfer': 'transfer the ownership',
  'event-over': 'plan another one',
  'not-configured': 'set storageBucket',
  unavailable: 'try again',
};

describe('FiregroupsError', () => {
  test.each(Object.keys(TELLS_TO) as FiregroupsErrorReason[])(
    '%s says in a sentence what to do',
    (reason) => {
      const error = new FiregroupsError(reason, messageOf(reason));
      expect(error.message).toMatch(/^[A-Z][^.]+\.$/);
      expect(error.message).toContain(TELLS_TO[reason]);
      expect(error).toMatchObject({ code: `firegroups/${reason}`, reason });
    },
  );

  test('made by hand for what only an explained refusal says, names the reason', () => {
    expect(new FiregroupsError('banned').message).toBe('Refused: banned.');
  });

  test('is an error as Firebase’s own are', () => {
    const cause = new Error('x');
    const error = new FiregroupsError('not-found', 'Gone: make another.', { cause });
    expect(error).toBeInstanceOf(FirebaseError);
    expect(error).toBeInstanceOf(FiregroupsError);
    expect(error).toMatchObject({ name: 'FiregroupsError', message: 'Gone: make another.', cause });
  });
});

describe('isFiregroupsError', () => {
  test('tells the reasons apart', () => {
    const error = new FiregroupsError('banned');
    expect(isFiregroupsError(error)).toBe(true);
    expect(isFiregroupsError(error, 'banned')).toBe(true);
    expect(isFiregroupsError(error, 'not-found')).toBe(false);
  });

  test('knows an error of another copy of the package by its name', () => {
    const foreign = Object.assign(new Error('x'), { name: 'FiregroupsError', reason: 'banned' });
    expect(isFiregroupsError(foreign)).toBe(true);
    expect(isFiregroupsError(foreign, 'banned')).toBe(true);
    expect(isFiregroupsError(foreign, 'not-found')).toBe(false);
  });

  test('knows no other error', () => {
    expect(isFiregroupsError(new Error('x'))).toBe(false);
    expect(isFiregroupsError({ name: 'FiregroupsError', reason: 'banned' })).toBe(false);
    expect(isFiregroupsError(undefined)).toBe(false);
  });
});
