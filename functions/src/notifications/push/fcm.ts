/** Firebase Cloud Messaging (FCM), as far as the functions use it. */
import { logger } from 'firebase-functions/logger';
import type { BaseMessage, BatchResponse, Message } from 'firebase-admin/messaging';

/** A message without its recipient. */
export type PushContent = BaseMessage;

/** The result of sending a message to one device. */
export type FcmAnswer =
  | 'sent'
  /** The app was removed from the device or got another token. This token will never work again. */
  | 'unregistered'
  /** FCM is busy or down, or the device got too many messages. It may work later. */
  | 'unavailable'
  /** FCM refuses the message. A person has to look into it. */
  | 'refused';

/**
 * The meaning of the Admin SDK's error codes: https://firebase.google.com/docs/cloud-messaging/error-codes. Two codes
 * that can mean a dead token are missing, because they can also mean an error of ours, which would delete every device:
 * `invalid-argument` also stands for an invalid message (see `answersOf`), `mismatched-credential` for a project that
 * may not send at all.
 */
const MEANING: Record<string, FcmAnswer> = {
  'messaging/registration-token-not-registered': 'unregistered',
  'messaging/invalid-registration-token': 'unregistered',
  'messaging/server-unavailable': 'unavailable',
  'messaging/internal-error': 'unavailable',
  'messaging/unknown-error': 'unavailable',
  'messaging/quota-exceeded': 'unavailable',
  'messaging/message-rate-exceeded': 'unavailable',
  'messaging/device-message-rate-exceeded': 'unavailable',
  // The connection broke. The SDK reports this for each message.
  'app/network-error': 'unavailable',
  'app/network-timeout': 'unavailable',
};

type SendEach = (messages: Message[]) => Promise<Pick<BatchResponse, 'responses'>>;

const sendByFcm: SendEach = async (messages) => {
  const { getMessaging } = await import('firebase-admin/messaging');
  return getMessaging().sendEach(messages);
};

/** There is no FCM emulator, and nothing that runs on the emulators may reach the real FCM. */
const logInstead: SendEach = (messages) => {
  const { type, groupId: group } = messages[0]?.data ?? {};
  logger.info('push', { type, group, devices: messages.length });
  return Promise.resolve({ responses: messages.map(() => ({ success: true })) });
};

/** Only tests replace `sendEach`. */
export const fcm = {
  sendEach: process.env['FIRESTORE_EMULATOR_HOST'] ? logInstead : sendByFcm,

  /** Sends to up to 500 devices. Returns one answer per device, in order. Throws if FCM refuses the whole call. */
  async send(content: PushContent, tokens: readonly string[]): Promise<FcmAnswer[]> {
    const { responses } = await fcm.sendEach(tokens.map((token) => ({ ...content, token })));
    return answersOf(responses);
  },
};

/** Returns the meaning of each response. Logs the refused ones in one line. */
function answersOf(responses: BatchResponse['responses']): FcmAnswer[] {
  // All messages of a call differ only in their token. If FCM accepts one, the others are valid except for their token.
  const isValid = responses.some(({ success }) => success);
  const answers = responses.map(({ success, error }): FcmAnswer => {
    if (success) return 'sent';
    const code = error?.code ?? '';
    if (isValid && code === 'messaging/invalid-argument') return 'unregistered';
    return MEANING[code] ?? 'refused';
  });
  const refused = responses.filter((_response, i) => answers[i] === 'refused');
  if (refused.length > 0) {
    const codes = [...new Set(refused.map(({ error }) => error?.code))];
    logger.error('push refused', { devices: refused.length, codes });
  }
  return answers;
}
