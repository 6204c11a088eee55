/**
 * The values of the parameter APP_CHECK: `console` keeps the setting of the Firebase console, `off` turns App Check
 * off, `unenforced` counts requests without a token but accepts them, `enforced` refuses them.
 */
export const APP_CHECK_MODES = ['console', 'off', 'unenforced', 'enforced'] as const;
export type AppCheckMode = (typeof APP_CHECK_MODES)[number];
