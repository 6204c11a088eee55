/** What a project may set, in functions/.env or when `firebase deploy` asks; every value has a default. */
import { APP_CHECK_MODES } from '@firegroups/model';
import { defineInt, defineString, select } from 'firebase-functions/params';

/** A setting that is a whole number between two others: the console asks for it so, and `checkSettings` holds it to it. */
interface WholeNumber {
  min: number;
  max: number;
}

const RETENTION: WholeNumber = { min: 1, max: 3650 };
/** A commit may have 10 MiB; a notification and its index entries come to 2.3 KB, at most to 7.2 KB. */
const PAGE_SIZE: WholeNumber = { min: 1, max: 1000 };
const INSTANCES: WholeNumber = { min: 0, max: 100 };

const asked = ({ min, max }: WholeNumber) => ({
  text: {
    validationRegex: String.raw`^\d+$`,
    validationErrorMessage: `A whole number from ${min} to ${max}.`,
  },
});

export const region = defineString('REGION', {
  default: 'us-central1',
  description: "Where the functions run: the Firestore database's own region is the fastest.",
});

export const minInstances = defineInt('MIN_INSTANCES', {
  default: 0,
  input: asked(INSTANCES),
  description:
    'How many instances of each function that somebody waits for are kept warm, and paid for; 0 saves money and costs a second after a pause.',
});

export const notificationRetentionDays = defineInt('NOTIFICATION_RETENTION_DAYS', {
  default: 90,
  input: asked(RETENTION),
  description: 'How many days a notification is kept before Firestore deletes it.',
});

export const fanOutPageSize = defineInt('FAN_OUT_PAGE_SIZE', {
  default: 1000,
  input: asked(PAGE_SIZE),
  description:
    'How many members one task tells of an event. Fewer need less memory and more invocations.',
});

/** Carried out by the deployment (`npm run app-check`): Firestore asks for App Check itself, before any function. */
export const appCheck = defineString('APP_CHECK', {
  default: 'console',
  input: select([...APP_CHECK_MODES]),
  description:
    'Whether Firestore refuses requests without an App Check token; `console` leaves it as it is set in the Firebase console.',
});

export const corsOrigins = defineString('CORS_ORIGINS', {
  default: '',
  description:
    'Whose web pages may call the HTTP API from a browser: origins such as https://example.com, with commas between; empty for none.',
});

/** The origins of CORS_ORIGINS. */
export function listedOrigins(): string[] {
  return corsOrigins
    .value()
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
}

/** Throws an error that names the setting, what it is and what it may be. Runs when an instance starts. */
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
  const wrong = listedOrigins().find((origin) => !isOrigin(origin));
  if (wrong !== undefined) {
    throw new Error(`CORS_ORIGINS has "${wrong}": expected an origin such as https://example.com.`);
  }
}

function checkWholeNumber(name: string, value: number, { min, max }: WholeNumber): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new Error(`${name} is ${value}: expected a whole number from ${min} to ${max}.`);
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
