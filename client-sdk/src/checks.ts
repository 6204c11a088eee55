/** Checks of what the caller passes, with the model's limits, before anything is sent. */
import { ID_PATTERN, LIMITS, isBlank } from '@firegroups/model';
import { FiregroupsError } from './errors.ts';

/** Each returns what was expected where the value is not as it should be, else undefined. */
export type Check = (value: unknown) => string | undefined;

export const filledText =
  (limit: number): Check =>
  (value) =>
    typeof value === 'string' && !isBlank(value) && value.trim().length <= limit
      ? undefined
      : `expected 1 to ${limit} characters, not only blanks`;

export const textUpTo =
  (limit: number): Check =>
  (value) =>
    typeof value === 'string' && value.length <= limit
      ? undefined
      : `expected a string of at most ${limit} characters`;

export const oneOf =
  (values: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && values.includes(value)
      ? undefined
      : `expected one of ${values.join(', ')}`;

export const photoURL: Check = (value) =>
  value === null ||
  (typeof value === 'string' && value.length <= LIMITS.photoURL && /^https:\/\/\S+$/.test(value))
    ? undefined
    : `expected an https URL of at most ${LIMITS.photoURL} characters, or null`;

export const clientIdOrNull: Check = (value) =>
  value === null || (typeof value === 'string' && new RegExp(ID_PATTERN).test(value))
    ? undefined
    : `expected an id, 1 to ${LIMITS.id} of A-Z a-z 0-9 _ -, or null`;

/** Lets a field be left out. */
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);

/**
 * Checks an object of fields; all faults are reported at once.
 *
 * @throws FiregroupsError `invalid-argument` whose `fields` names each fault; a field that nothing declares is one.
 */
export function checkFields(fields: object, checks: Record<string, Check>): void {
  const faults: Record<string, string> = {};
  for (const name of new Set([...Object.keys(checks), ...Object.keys(fields)])) {
    const check = checks[name] ?? (() => 'expected no such field');
    const fault = check((fields as Record<string, unknown>)[name]);
    if (fault) faults[name] = fault;
  }
  const names = Object.keys(faults);
  if (names.length === 0) return;
  const sentence = names.map((name) => `${name}: ${faults[name]}`).join('; ');
  throw new FiregroupsError('invalid-argument', `Mend these fields: ${sentence}.`, {
    fields: faults,
  });
}

/** Ids of a path, by name: each a string without a slash. Throws like {@link checkFields}. */
export function checkIds(ids: Record<string, string>): void {
  const id: Check = (value) =>
    typeof value === 'string' && /^[^/]+$/.test(value) ? undefined : 'expected an id';
  checkFields(ids, Object.fromEntries(Object.keys(ids).map((name) => [name, id])));
}

/** A page's size: a whole number from 1 to `most`. Throws like {@link checkFields}. */
export function checkLimit(limit: number, most = Infinity): void {
  const range = most === Infinity ? 'a whole number from 1 on' : `a whole number from 1 to ${most}`;
  const check: Check = (value) =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= most
      ? undefined
      : `expected ${range}`;
  checkFields({ limit }, { limit: check });
}

/** The given fields without those that are left out: Firestore takes no `undefined`. */
export function present<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
