/**
 * What the parameter APP_CHECK may say: leave App Check as it is set in the Firebase console; turn it off; let requests
 * without its token through and count them; refuse them.
 */
export const APP_CHECK_MODES = ['console', 'off', 'unenforced', 'enforced'] as const;
export type AppCheckMode = (typeof APP_CHECK_MODES)[number];
