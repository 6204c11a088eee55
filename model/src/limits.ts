/**
 * The limits, as a module: `LIMITS.bio`. The security rules (by `npm run generate`), the zod schemas, the SDK's checks
 * and the tests read them from here. No other code writes a limit as a number. Each limit is a constant of its own, so
 * that a browser loads only the ones that it needs.
 *
 * Lengths are in UTF-16 units, as JavaScript's `length` and the rules' `size()` count them.
 */

export const displayName = 50;
export const photoURL = 2048;
export const bio = 500;
export const groupTitle = 100;
export const groupDescription = 2000;
export const postContent = 5000;
export const commentContent = 2000;
export const eventTitle = 100;
export const eventDescription = 2000;
export const eventLocation = 200;
export const messageText = 4000;
export const deviceToken = 1024;
/** A language tag such as `en` or `zh-Hant-TW`. RFC 5646 recommends to allow 35 characters. */
export const deviceLocale = 35;
/** The id of a group, post, comment, event or message, which the client makes. */
export const id = 128;
/** The id of a user. Firebase Authentication sets this limit. */
export const uid = 128;
/** How far in the future an event can be, in days: ten years with three leap days. */
export const eventDaysAhead = 3653;
/** The highest `limit` of a query for an open list (users, public groups, walls). */
export const openList = 50;
/** How much of a folded name is kept for search. Folding makes some characters longer: one becomes 18. */
export const searchText = 200;
/**
 * How often one account may take each of these actions: `most` times in a window of `hours`. A window starts with the first
 * action after the previous one has passed. A whole club of 50 can be invited at once; no person creates 20 events in an hour.
 */
export const actions = {
  /** Creating a group. */
  groups: { most: 10, hours: 24 },
  /** Inviting a user. */
  invites: { most: 50, hours: 1 },
  /** Asking to join a group, or joining an open one. */
  requests: { most: 20, hours: 1 },
  /** Creating an event. */
  events: { most: 20, hours: 1 },
  /** Commenting on another user's wall. */
  comments: { most: 60, hours: 1 },
} as const;
/** The `last` of a limit: at most three ids with slashes between them. */
export const lastCounted = 3 * id + 2;
/** How long a user cannot be invited after an invite has ended, and cannot enter after a request has ended, in minutes. */
export const cooldownMinutes = 10;
/** The highest `limit` of a query or count inside a group. */
export const groupList = 1000;
/** The highest `imageWidth` and `imageHeight` of a post or message, in pixels. */
export const imageSide = 20_000;
/** The largest size of an image, in bytes: 10 MiB. */
export const imageBytes = 10 * 1024 * 1024;
// imageFiles.ts has the size at which a browser redraws them.
