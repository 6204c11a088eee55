/** The parameters of a project. Set them in functions/.env, or when `firebase deploy` asks. Each one has a default. */
import { APP_CHECK_MODES } from '@firegroups/model';
import { defineBoolean, defineInt, defineString, select } from 'firebase-functions/params';

/** The bounds of a parameter that is a whole number. The console and `checkSettings` check them. */
interface Bounds {
  min: number;
  max: number;
}

const RETENTION: Bounds = { min: 1, max: 3650 };
/** A commit can have 10 MiB. A notification with its index entries is usually 2.3 KB, at most 7.2 KB. */
const PAGE_SIZE: Bounds = { min: 1, max: 1000 };
const INSTANCES: Bounds = { min: 0, max: 100 };

const wholeNumberInput = ({ min, max }: Bounds) => ({
  text: {
    validationRegex: String.raw`^\d+$`,
    validationErrorMessage: `Enter a whole number from ${min} to ${max}.`,
  },
});

export const region = defineString('REGION', {
  default: 'us-central1',
  description: 'The region of the functions. The region of the Firestore database is the fastest.',
});

export const minInstances = defineInt('MIN_INSTANCES', {
  default: 0,
  input: wholeNumberInput(INSTANCES),
  description:
    'The number of instances to keep warm for each function that users wait for. You pay for them. With 0, the first call after a pause takes a second longer.',
});

export const notificationRetentionDays = defineInt('NOTIFICATION_RETENTION_DAYS', {
  default: 90,
  input: wholeNumberInput(RETENTION),
  description: 'The number of days after which Firestore deletes a notification.',
});

export const fanOutPageSize = defineInt('FAN_OUT_PAGE_SIZE', {
  default: 1000,
  input: wholeNumberInput(PAGE_SIZE),
  description:
    'The number of members that one task notifies about an event. A lower number needs less memory and more invocations.',
});

export const deleteProfilesWithoutAccount = defineBoolean('DELETE_PROFILES_WITHOUT_ACCOUNT', {
  default: true,
  description:
    'Whether the sweep deletes the data of users whose account is gone, for example after a bulk deletion. Choose false if accounts are in tenants of Identity Platform, or in another project.',
});

/**
 * The deployment applies it (`npm run app-check`), because Firestore and Cloud Storage check App Check themselves, before any
 * function runs.
 */
export const appCheck = defineString('APP_CHECK', {
  default: 'console',
  input: select([...APP_CHECK_MODES]),
  description:
    'Whether Firestore and Cloud Storage refuse requests without an App Check token. `console` keeps the setting of the Firebase console.',
});

export const corsOrigins = defineString('CORS_ORIGINS', {
  default: '',
  description:
    'The origins of web pages that may call the HTTP API, such as https://example.com, separated by commas. Leave it empty to allow none.',
});

/** Returns the origins in CORS_ORIGINS. */
export function listedOrigins(): string[] {
  return corsOrigins
    .value()
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
}

/**
 * Throws an error that names an invalid parameter, its value and the values that it can have. Each function calls it first.
 */
export function checkSettings(): void {
  if (!/^[a-z]+-[a-z]+\d+$/.test(region.value())) {
    throw new Error(`REGION is "${region.value()}": expected a region such as us-central1.`);
  }
  checkWholeNumber('MIN_INSTANCES', minInstances.value(), INSTANCES);
  checkWholeNumber('NOTIFICATION_RETENTION_DAYS', notificationRetentionDays.value(), RETENTION);
  checkWholeNumber('FAN_OUT_PAGE_SIZE', fanOutPageSize.value(), PAGE_SIZE);
  const modes: readonly string[] = APP_CHECK_MODES;
  if (!modes.includes(appCheck.value())) {
    throw new Error(`APP_CHECK is "${appCheck.value()}": expected one of ${modes.join(', ')}.`);
  }
  const invalid = listedOrigins().find((origin) => !isOrigin(origin));
  if (invalid !== undefined) {
    throw new Error(
      `CORS_ORIGINS has "${invalid}": expected an origin such as https://example.com.`,
    );
  }
}

function checkWholeNumber(name: string, value: number, { min, max }: Bounds): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new Error(`${name} is ${value}: expected a whole number from ${min} to ${max}.`);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
