/**
 * The one table of limits, as a module: `LIMITS.bio`. The security rules (by `npm run generate`), the zod schemas, the SDK's
 * checks and the tests all read it from here; no other code writes a limit as a number. One constant each, so that a
 * browser carries the few that it needs.
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
/** An id that a client makes: a group, post, comment, event, message or device. */
export const id = 128;
/** A user's id, as Firebase Authentication limits it. */
export const uid = 128;
/** How far ahead an event may be set, in days: ten years, with as many leap days as ten years can have. */
export const eventDaysAhead = 3653;
/** The most documents that one read of an open list (people, public groups, walls) may ask for. */
export const openList = 50;
/** The largest image, in bytes: 10 MiB. */
export const imageBytes = 10 * 1024 * 1024;
