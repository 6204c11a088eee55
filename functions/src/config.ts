/** What a project may set, in functions/.env or when `firebase deploy` asks; every value has a default. */
import { APP_CHECK_MODES } from '@firegroups/model';
import { defineInt, defineString, select } from 'firebase-functions/params';

export const region = defineString('REGION', {
  default: 'us-central1',
  description: "Where the functions run: the Firestore database's own region is the fastest.",
});

export const notificationRetentionDays = defineInt('NOTIFICATION_RETENTION_DAYS', {
  default: 90,
  description: 'How many days a notification is kept before Firestore deletes it.',
});

/** Carried out by the deployment (`npm run app-check`): Firestore asks for App Check itself, before any function. */
export const appCheck = defineString('APP_CHECK', {
  default: 'console',
  input: select([...APP_CHECK_MODES]),
  description:
    'Whether Firestore refuses requests without an App Check token; `console` leaves it as it is set in the Firebase console.',
});
