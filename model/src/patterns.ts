/** The forms of ids and language tags as regular expressions. The security rules get them by `npm run generate`. */
import { id } from './limits.ts';

const lettersUpTo = (limit: number) => `^[A-Za-z0-9_-]{1,${limit}}$`;

/** Ids that clients make, and fields that hold one: 1 to `LIMITS.id` characters of `A-Z a-z 0-9 _ -`. */
export const ID_PATTERN = /* @__PURE__ */ lettersUpTo(id);

/** A language tag, such as `en`, `pt-BR` or `zh-Hant-TW`. */
export const LOCALE_PATTERN = '^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$';

/** A UUID with hyphens, in upper or lower case (iOS writes upper case). */
export const UUID_PATTERN =
  '^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$';

/** The prefix of collection ids: empty, or a letter, then at most 19 letters, digits and underscores. */
export const PREFIX_PATTERN = '^([A-Za-z][A-Za-z0-9_]{0,19})?$';
