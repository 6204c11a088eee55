import { describe, expect, test } from '@jest/globals';
import { FirebaseError } from 'firebase/app';
import { verdictOf } from '../../testing/src/rules/verdict.ts';

const refusal = (message: string) =>
  verdictOf(Promise.reject(new FirebaseError('permission-denied', message)));

describe('verdictOf', () => {
  test('an operation that resolves was allowed', async () => {
    expect(await verdictOf(Promise.resolve())).toEqual({ outcome: 'allowed', message: '' });
  });

  test.each([
    ['no rule matches', 'No matching allow statements', 'denied'],
    ['a rule said no', "\nfalse for 'get' @ L12", 'denied'],
    [
      'a rule said no after it had read the documents',
      "7 PERMISSION_DENIED: \nevaluation error at L4:68 for 'create' @ L4, evaluation error at L9:68 for 'update' @ L9, false for 'create' @ L4",
      'denied',
    ],
    [
      'a rule failed after another had said no',
      "7 PERMISSION_DENIED: \nfalse for 'create' @ L4, Property x is undefined on object. for 'create' @ L9",
      'crashed',
    ],
    [
      'a rule failed with a message of several lines',
      "\nevaluation error at L4:33 for 'get' @ L4, Service call error. Function: [get], Argument: [path_value {\n}\n]. for 'get' @ L4",
      'crashed',
    ],
    [
      'a query does not fix a field',
      "\nProperty status is undefined on object. for 'list' @ L7",
      'too wide',
    ],
    [
      'one of two rules for a query said no and the other found it too wide',
      "\nevaluation error at L7:24 for 'list' @ L7, Property userId is undefined on object. for 'list' @ L9, false for 'list' @ L7, Property userId is undefined on object. for 'list' @ L9",
      'denied',
    ],
    ['the message is something else', 'Missing or insufficient permissions.', 'crashed'],
  ])('if %s', async (_what, message, outcome) => {
    expect(await refusal(message)).toEqual({ outcome, message });
  });

  test('any other error is thrown', async () => {
    const error = new FirebaseError('unavailable', 'The client is offline.');
    await expect(verdictOf(Promise.reject(error))).rejects.toBe(error);
  });
});
