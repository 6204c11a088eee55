/** Checks of what the caller passes, with the model's limits, before anything is sent. */
import { ID_PATTERN, LIMITS, isBlank } from '@firegroups/model';
import { FiregroupsError } from './errors.ts';

/** Returns what was expected where the value is not as it should be, else undefined. */
export type Check = (value: unknown) => string | undefined;

/** The checks of an object of fields: one for each field, so that none is forgotten. */
export type Checks<T> = { [Field in keyof Required<T>]: Check };

const expecting =
  (expected: string, isExpected: (value: unknown) => boolean): Check =>
  (value) =>
    isExpected(value) ? undefined : `expected ${expected}`;

const isText = (value: unknown, limit: number): value is string =>
  typeof value === 'string' && value.trim().length <= limit;

export const textUpTo = (limit: number): Check =>
  expecting(`at most ${limit} characters`, (value) => isText(value, limit));

/** Text of which something shows, also once `fold` has been at it. */
export const filledText = (limit: number, fold = (text: string) => text): Check =>
  expecting(
    `1 to ${limit} characters, not only blanks`,
    (value) => isText(value, limit) && !isBlank(fold(value)),
  );

export const oneOf = (values: readonly unknown[]): Check =>
  expecting(`one of ${values.join(', ')}`, (value) => values.includes(value));

/** A whole number from 1 to `most`. */
export const count = (most = Infinity): Check =>
  expecting(
    `a whole number, 1 to ${most}`,
    (value) => Number.isInteger(value) && (value as number) > 0 && (value as number) <= most,
  );

export const photoURL: Check = /* @__PURE__ */ expecting(
  'an https URL of at most 2048 characters, or null',
  (value) => value === null || (isText(value, LIMITS.photoURL) && /^https:\/\/\S+$/.test(value)),
);

export const clientIdOrNull: Check = /* @__PURE__ */ expecting(
  'an id, or null',
  (value) => value === null || (typeof value === 'string' && new RegExp(ID_PATTERN).test(value)),
);

const id: Check = /* @__PURE__ */ expecting(
  'an id',
  // Firestore keeps `.`, `..` and `__…__` for itself.
  (value) => typeof value === 'string' && /^(?!\.{1,2}$|__.*__$)[^/]+$/.test(value),
);

export const anything: Check = () => undefined;

/** How one is told of a type of notification. */
export const inAppAndPush: Check = /* @__PURE__ */ expecting(
  'inApp and push, true or false each',
  (value) => {
    const { inApp, push, ...rest } = (value ?? {}) as Record<string, unknown>;
    return typeof inApp === 'boolean' && typeof push === 'boolean' && !Object.keys(rest).length;
  },
);

/** A time, later than now by at most `days` where they are given. */
export const time = (days?: number): Check =>
  expecting(days ? `a Date later than now, by at most ${days} days` : 'a Date', (value) => {
    if (!(value instanceof Date)) return false;
    const ahead = value.getTime() - Date.now();
    return days ? ahead > 0 && ahead <= days * 86_400_000 : Number.isFinite(ahead);
  });

/** Lets a field be left out. */
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined ? undefined : check(value);

/**
 * Checks an object of fields, and gives back those that are there, text trimmed: Firestore takes no `undefined`. All faults are
 * reported at once.
 *
 * @throws FiregroupsError `invalid-argument` whose `fields` names each fault; a field that nothing declares is one.
 */
export function checked<T extends object>(fields: T, checks: Checks<T>): T {
  const given = { ...fields } as Record<string, unknown>;
  const faults: Record<string, string> = {};
  const clean: Record<string, unknown> = {};
  for (const name of Object.keys({ ...checks, ...given })) {
    const check = (checks as Record<string, Check | undefined>)[name];
    const value = given[name];
    const fault = check ? check(value) : 'expected no such field';
    if (fault) faults[name] = fault;
    else if (value !== undefined) clean[name] = typeof value === 'string' ? value.trim() : value;
  }
  const sentence = Object.entries(faults).map((fault) => fault.join(': '));
  if (sentence[0]) {
    throw new FiregroupsError('invalid-argument', `Mend these fields: ${sentence.join('; ')}.`, {
      fields: faults,
    });
  }
  return clean as T;
}

/** Ids of a path, by name: each a string that Firestore takes for one. Throws like {@link checked}. */
export function checkIds(ids: Record<string, string>): void {
  checked(ids, Object.fromEntries(Object.keys(ids).map((name) => [name, id])));
}
