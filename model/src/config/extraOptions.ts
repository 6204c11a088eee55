/** The extra fields that firegroups.config.ts can declare, and their bounds. */

/** The documents that can have extra fields. Posts on walls have the same extra fields as posts in groups. */
export const EXTRA_KINDS = ['users', 'groups', 'posts', 'events', 'messages'] as const;
export type ExtraKind = (typeof EXTRA_KINDS)[number];

/**
 * An extra field. A string has at most `max` characters, or is one of `values`. `strings` is a list of strings. Every extra field is
 * optional in a document.
 */
export type ExtraField =
  | { type: 'string'; max?: number; values?: undefined }
  | { type: 'string'; max?: undefined; values: readonly string[] }
  | { type: 'number' | 'boolean' | 'timestamp' | 'strings' };

/** The extra fields of a kind of document, by name. */
export type ExtraFields = Record<string, ExtraField>;

/** The form of a name, which needs no quotes in a query: `where('extra.category', '==', 'chess')`. */
export const EXTRA_NAME = /^[a-z][A-Za-z0-9]{0,39}$/;
