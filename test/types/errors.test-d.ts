/** The list of reasons is closed: a `switch` over it can be complete, and no other reason compiles. */
import type { FirebaseError } from 'firebase/app';
import { FiregroupsError, isFiregroupsError, type FiregroupsErrorReason } from 'firegroups';
import { describe, expect, test } from 'tstyche';

declare const error: unknown;

describe('FiregroupsErrorReason', () => {
  test('is this list', () => {
    expect<FiregroupsErrorReason>().type.toBe<
      | 'unauthenticated'
      | 'email-not-verified'
      | 'invalid-argument'
      | 'not-found'
      | 'not-a-member'
      | 'permission-denied'
      | 'already-member'
      | 'already-invited'
      | 'already-requested'
      | 'banned'
      | 'creator-must-transfer'
      | 'event-over'
      | 'too-many'
      | 'not-configured'
      | 'unavailable'
    >();
  });
});

describe('isFiregroupsError', () => {
  test('accepts any value, and a reason of the list', () => {
    expect(isFiregroupsError).type.toBeCallableWith(error);
    expect(isFiregroupsError).type.toBeCallableWith(error, 'not-a-member');
    expect(isFiregroupsError).type.not.toBeCallableWith(error, 'not-member');
    expect(isFiregroupsError).type.not.toBeCallableWith(error, 'firegroups/not-a-member');
  });

  test('narrows what was caught', () => {
    if (isFiregroupsError(error)) {
      expect(error).type.toBe<FiregroupsError>();
      expect(error.reason).type.toBe<FiregroupsErrorReason>();
      expect(error.fields).type.toBe<Readonly<Record<string, string>> | undefined>();
    }
  });
});

describe('FiregroupsError', () => {
  test('is a FirebaseError', () => {
    expect<FiregroupsError>().type.toBeAssignableTo<FirebaseError>();
  });

  test('is constructed with a reason of the list', () => {
    expect(FiregroupsError).type.toBeConstructableWith('banned');
    expect(FiregroupsError).type.not.toBeConstructableWith('expelled');
  });
});
