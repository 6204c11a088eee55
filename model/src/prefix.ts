/**
 * A prefix of all collection ids, for a project that has collections of its own. The functions of paths.ts make paths without it.
 * These functions convert such a path to a path in the database, and back.
 */

/** Returns the path in the database: `groups/g1/members/ann` becomes `fg_groups/g1/fg_members/ann`. */
export function withPrefix(prefix: string, path: string): string {
  if (prefix === '') return path;
  return path.replace(/(^|\/)([^/]+(?:\/[^/]+)?)/g, `$1${prefix}$2`);
}

/** Returns the path without the prefix, or null if one of its collection ids does not begin with it. */
export function withoutPrefix(prefix: string, path: string): string | null {
  if (prefix === '') return path;
  const segments = path.split('/');
  const isCollection = (i: number) => i % 2 === 0;
  if (!segments.every((segment, i) => !isCollection(i) || segment.startsWith(prefix))) return null;
  return segments
    .map((segment, i) => (isCollection(i) ? segment.slice(prefix.length) : segment))
    .join('/');
}
