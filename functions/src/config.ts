/** What a project may set, in functions/.env or when `firebase deploy` asks; every value has a default. */
import { defineInt, defineString } from 'firebase-functions/params';

export const region = defineString('REGION', {
  default: 'us-central1',
  description: "Where the functions run: the Firestore database's own region is the fastest.",
});

export const notificationRetentionDays = defineInt('NOTIFICATION_RETENTION_DAYS', {
  default: 90,
  description: 'How many days a notification is kept before Firestore deletes it.',
});
