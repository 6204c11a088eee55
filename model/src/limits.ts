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
export const deviceToken = 4096;
/** The id of a group, post, comment, event, message or device, which the client makes. */
export const id = 128;
/** The id of a user. Firebase Authentication sets this limit. */
export const uid = 128;
/** How far in the future an event can be, in days: ten years with three leap days. */
export const eventDaysAhead = 3653;
/** The highest `limit` of a query for an open list (users, public groups, walls). */
export const openList = 50;
/** How much of a folded name is kept for search. Folding makes some characters longer: one becomes 18. */
export const searchText = 200;
/** The largest size of an image, in bytes: 10 MiB. */
export const imageBytes = 10 * 1024 * 1024;
// imageFiles.ts has the limit of their size in pixels.
