/** Firebase Cloud Messaging at its door: answers as the Admin SDK does, by what the test says of each token. */
import { afterEach, beforeEach } from '@jest/globals';
import type { Message } from 'firebase-admin/messaging';
import { fcm } from '../../../functions/src/notifications/push/fcm.ts';

type Sent = Message & { token: string };

/** Codes of `FirebaseMessagingError`, or of the SDK's network errors. */
export type ErrorCode = `${'messaging' | 'app'}/${string}`;

export interface Door {
  /** The messages of each call. */
  calls: () => Sent[][];
  /** The tokens of all calls, sorted. */
  tokens: () => string[];
  /** From now on, FCM answers for a token with an error; `null`: takes it. */
  answers: (token: string, code: ErrorCode | null) => void;
  /** What happens when it is called, before it answers. */
  meanwhile: (does: () => Promise<unknown>) => void;
}

/** Stands in for FCM while a test runs. */
export function useFcm(): Door {
  const real = fcm.sendEach.bind(fcm);
  let calls: Sent[][] = [];
  let codes = new Map<string, ErrorCode | null>();
  let before: () => Promise<unknown>;
  beforeEach(() => {
    calls = [];
    codes = new Map();
    before = () => Promise.resolve();
    fcm.sendEach = async (messages) => {
      calls.push(messages as Sent[]);
      await before();
      const responses = (messages as Sent[]).map(({ token }) => {
        const code = codes.get(token);
        if (!code) return { success: true, messageId: `projects/p/messages/${token}` };
        const error = Object.assign(new Error('FCM says no.'), { code, toJSON: () => ({ code }) });
        return { success: false, error: error as never };
      });
      return { responses };
    };
  });
  afterEach(() => {
    fcm.sendEach = real;
  });
  return {
    calls: () => calls,
    tokens: () =>
      calls
        .flat()
        .map(({ token }) => token)
        .sort(),
    answers: (token, code) => codes.set(token, code),
    meanwhile: (does) => (before = does),
  };
}
