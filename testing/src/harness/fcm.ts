/** A fake of Firebase Cloud Messaging. It answers as the Admin SDK does; the test decides the answer for each token. */
import { afterEach, beforeEach } from '@jest/globals';
import type { Message } from 'firebase-admin/messaging';
import { fcm } from '../../../functions/src/notifications/push/fcm.ts';

type SentMessage = Message & { token: string };

/** A code of `FirebaseMessagingError` or of a network error of the SDK. */
export type ErrorCode = `${'messaging' | 'app'}/${string}`;

export interface FakeFcm {
  /** The messages of each call. */
  calls: () => SentMessage[][];
  /** The tokens of all calls, sorted. */
  tokens: () => string[];
  /** From now on, FCM answers for a token with an error. `null` means success. */
  answers: (token: string, code: ErrorCode | null) => void;
  /** Runs something during the next calls, before FCM answers. */
  meanwhile: (run: () => Promise<unknown>) => void;
}

/** Replaces FCM during each test. */
export function useFcm(): FakeFcm {
  const real = fcm.sendEach.bind(fcm);
  let calls: SentMessage[][] = [];
  let codes = new Map<string, ErrorCode | null>();
  let before: () => Promise<unknown>;
  beforeEach(() => {
    calls = [];
    codes = new Map();
    before = () => Promise.resolve();
    fcm.sendEach = async (messages) => {
      calls.push(messages as SentMessage[]);
      await before();
      const responses = (messages as SentMessage[]).map(({ token }) => {
        const code = codes.get(token);
        if (!code) return { success: true, messageId: `projects/p/messages/${token}` };
        const error = Object.assign(new Error('FCM refused the message.'), {
          code,
          toJSON: () => ({ code }),
        });
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
    meanwhile: (run) => (before = run),
  };
}
