/** What ids look like, as regular expressions; the security rules read them from here. */
import { id } from './limits.ts';

const lettersUpTo = (limit: number) => `^[A-Za-z0-9_-]{1,${limit}}$`;

/** Ids that clients make, and fields that hold one: 1 to 128 of `A-Z a-z 0-9 _ -`. */
export const ID_PATTERN = /* @__PURE__ */ lettersUpTo(id);

/** A UUID with hyphens, in either case (iOS writes capitals). */
export const UUID_PATTERN =
  '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$';
