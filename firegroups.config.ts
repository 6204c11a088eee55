/**
 * The settings of this project. After a change, run `npm run generate`, then deploy. docs/customizing.md describes every field and
 * its allowed values.
 */
import { defineConfig } from '@firegroups/model/config';

export default defineConfig({
  limits: {
    displayName: 50,
    photoURL: 2048,
    bio: 500,
    groupTitle: 100,
    groupDescription: 2000,
    postContent: 5000,
    commentContent: 2000,
    eventTitle: 100,
    eventDescription: 2000,
    eventLocation: 200,
    messageText: 4000,
    eventDaysAhead: 3653,
    openList: 50,
    groupList: 1000,
    cooldownMinutes: 10,
    imageSide: 20_000,
    imageMiB: 10,
    // A whole club of 50 can be invited at once. Nobody creates 20 events in an hour by hand.
    actions: {
      groups: { most: 10, hours: 24 },
      invites: { most: 50, hours: 1 },
      requests: { most: 20, hours: 1 },
      events: { most: 20, hours: 1 },
      comments: { most: 60, hours: 1 },
    },
  },
  accounts: 'registered',
  parameters: {
    REGION: 'us-central1',
    MIN_INSTANCES: 0,
    NOTIFICATION_RETENTION_DAYS: 90,
    FAN_OUT_PAGE_SIZE: 1000,
    DELETE_PROFILES_WITHOUT_ACCOUNT: true,
    APP_CHECK: 'console',
    PUSH_CONTENT: 'text',
    CORS_ORIGINS: '',
  },
  // Fields of your own, for example: { groups: { category: { type: 'string', values: ['chess', 'music'] } } }
  extra: {},
});
