/** Which accounts count as signed in. Everything that depends on it reads it here: the rules, the SDK and the HTTP API. */

/**
 * - `registered`: every account except anonymous ones.
 * - `verified-email`: registered accounts whose email address is verified.
 * - `guests`: every account, including anonymous ones.
 */
export type AcceptedAccounts = 'registered' | 'verified-email' | 'guests';

/** The setting of this project. After you change it, run `npm run generate`, then deploy the rules, functions and apps. */
export const ACCEPTED_ACCOUNTS = 'registered' as AcceptedAccounts;

export const ACCEPTS_GUESTS = ACCEPTED_ACCOUNTS === 'guests';
export const NEEDS_VERIFIED_EMAIL = ACCEPTED_ACCOUNTS === 'verified-email';
