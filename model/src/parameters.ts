/**
 * What the parameters of the functions set, and the values that they can have. functions/src/config.ts declares them, and
 * firegroups.config.ts sets their defaults.
 */
import { APP_CHECK_MODES, type AppCheckMode } from './appCheck.ts';

/** What a push of chat messages contains: the text, only the group and the author, or only ids and a count. */
export type PushContentLevel = 'text' | 'names' | 'none';
export const PUSH_CONTENT_LEVELS = [
  'text',
  'names',
  'none',
] as const satisfies readonly PushContentLevel[];

/** A value for each parameter, as in functions/.env. */
export interface ParameterValues {
  REGION: string;
  MIN_INSTANCES: number;
  NOTIFICATION_RETENTION_DAYS: number;
  FAN_OUT_PAGE_SIZE: number;
  DELETE_PROFILES_WITHOUT_ACCOUNT: boolean;
  APP_CHECK: AppCheckMode;
  PUSH_CONTENT: PushContentLevel;
  CORS_ORIGINS: string;
}

interface Parameter {
  /** What `firebase deploy` shows when it asks for the value. */
  description: string;
  /** The valid values, in words. */
  expected: string;
  isValid: (value: unknown) => boolean;
}

const wholeNumber = (min: number, max: number) => ({
  expected: `a whole number from ${min} to ${max}`,
  isValid: (value: unknown) =>
    Number.isInteger(value) && (value as number) >= min && (value as number) <= max,
});

export const PARAMETERS: Record<keyof ParameterValues, Parameter> = {
  REGION: {
    description:
      'The region of the functions. The region of the Firestore database is the fastest.',
    expected: 'a region such as us-central1',
    isValid: (value) => /^[a-z]+-[a-z]+\d+$/.test(String(value)),
  },
  MIN_INSTANCES: {
    description:
      'The number of instances to keep warm for each function that users wait for. You pay for them. With 0, the first call after a pause takes a second longer.',
    ...wholeNumber(0, 100),
  },
  NOTIFICATION_RETENTION_DAYS: {
    description: 'The number of days after which Firestore deletes a notification.',
    ...wholeNumber(1, 3650),
  },
  FAN_OUT_PAGE_SIZE: {
    description:
      'The number of members that one task notifies about an event. A lower number needs less memory and more invocations.',
    // A commit can have 10 MiB. A notification with its index entries is usually 2.3 KB, at most 8 KB.
    ...wholeNumber(1, 1000),
  },
  DELETE_PROFILES_WITHOUT_ACCOUNT: {
    description:
      'Whether the sweep deletes the data of users whose account is gone, for example after a bulk deletion. Choose false if accounts are in tenants of Identity Platform, or in another project.',
    expected: 'true or false',
    isValid: (value) => typeof value === 'boolean',
  },
  APP_CHECK: {
    description:
      'Whether Firestore and Cloud Storage refuse requests without an App Check token. `console` keeps the setting in the Firebase console.',
    expected: `one of ${APP_CHECK_MODES.join(', ')}`,
    isValid: (value) => APP_CHECK_MODES.some((mode) => mode === value),
  },
  PUSH_CONTENT: {
    description:
      'What a push of chat messages shows. `text`: the group, the author and the text. `names`: the group and the author. `none`: nothing. The push then contains only ids and a count, and the app has to read and show the message. iOS may not wake the app for such a push.',
    expected: `one of ${PUSH_CONTENT_LEVELS.join(', ')}`,
    isValid: (value) => PUSH_CONTENT_LEVELS.some((level) => level === value),
  },
  CORS_ORIGINS: {
    description:
      'The origins of web pages that may call the HTTP API, such as https://example.com, separated by commas. Leave it empty to allow none.',
    expected: 'origins such as https://example.com, separated by commas, or nothing',
    isValid: (value) => typeof value === 'string' && originsIn(value).every(isOrigin),
  },
};

/** The origins in a value of CORS_ORIGINS. */
export const originsIn = (value: string): string[] =>
  value
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;
