/**
 * The one table of limits. The security rules (by `npm run generate`), the zod schemas, the SDK's checks and the tests
 * all read it from here; no other code writes a limit as a number.
 */

/** Lengths are in UTF-16 units, as JavaScript's `length` and the rules' `size()` count them. */
export const LIMITS = {
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
  deviceToken: 4096,
  /** An id that a client makes: a group, post, comment, event, message or device. */
  id: 128,
  /** A user's id, as Firebase Authentication limits it. */
  uid: 128,
  /** How far ahead an event may be set, in days: ten years, with as many leap days as ten years can have. */
  eventDaysAhead: 3653,
  /** The most documents that one read of an open list (people, public groups, walls) may ask for. */
  openList: 50,
  /** The largest image, in bytes: 10 MiB. */
  imageBytes: 10 * 1024 * 1024,
} as const;

/** Ids that clients make, and fields that hold one: 1 to 128 of `A-Z a-z 0-9 _ -`. */
export const ID_PATTERN = `^[A-Za-z0-9_-]{1,${LIMITS.id}}$`;

/** A UUID with hyphens, in either case (iOS writes capitals). */
export const UUID_PATTERN =
  '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$';
