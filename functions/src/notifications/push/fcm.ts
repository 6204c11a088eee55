/** The door to Firebase Cloud Messaging: all that the functions know of it. */
import { logger } from 'firebase-functions/logger';
import type { BaseMessage, BatchResponse, Message } from 'firebase-admin/messaging';

/** What is shown, whichever the device. */
export type PushContent = BaseMessage;

/** What became of a message to one device. */
export type FcmAnswer =
  | 'sent'
  /** The app was removed there, or has another token since: this one will never work again. */
  | 'unregistered'
  /** FCM is busy or down, or the device has had too many: it may work later. */
  | 'unavailable'
  /** FCM refuses the message to this device; that is for a person to look at. */
  | 'refused';

/**
 * The Admin SDK's codes for FCM's; https://firebase.google.com/docs/cloud-messaging/error-codes. Two that may mean a dead
 * token are missing, since they may mean a fault of ours as well, by which every device would be lost: `invalid-argument`
 * also stands for a message that is wrong, `mismatched-credential` also for a project that may not send at all.
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
  // The connection broke: the SDK says so of each message.
  'app/network-error': 'unavailable',
  'app/network-timeout': 'unavailable',
};

type SendEach = (messages: Message[]) => Promise<Pick<BatchResponse, 'responses'>>;

const sendByFcm: SendEach = async (messages) => {
  const { getMessaging } = await import('firebase-admin/messaging');
  return getMessaging().sendEach(messages);
};

/** There is no FCM emulator, and nothing that runs on the emulators may reach the real one. */
const logInstead: SendEach = (messages) => {
  const { type, groupId: group } = messages[0]?.data ?? {};
  logger.info('push', { type, group, devices: messages.length });
  return Promise.resolve({ responses: messages.map(() => ({ success: true })) });
};

/** `sendEach` is replaced by tests alone. */
export const fcm = {
  sendEach: process.env['FIRESTORE_EMULATOR_HOST'] ? logInstead : sendByFcm,

  /** Sends to up to 500 devices; an answer each, in their order. Throws where FCM takes no call at all. */
  async send(content: PushContent, tokens: readonly string[]): Promise<FcmAnswer[]> {
    const { responses } = await fcm.sendEach(tokens.map((token) => ({ ...content, token })));
    return responses.map(({ success, error }) => {
      if (success) return 'sent';
      const answer = MEANING[error?.code ?? ''] ?? 'refused';
      if (answer === 'refused') logger.error('push refused', { code: error?.code });
      return answer;
    });
  },
};
