/** Checks of what the caller passes, with the model's limits, before anything is sent. */
import { ID_PATTERN, UUID_PATTERN, isBlank } from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import { invalidArgument } from './errors.ts';

/** Returns what was expected where the value is not as it should be, else undefined. */
export type Check = (value: unknown) => string | undefined;

/** The checks of an object of fields: one for each field, so that none is forgotten. */
export type Checks<T> = { [Field in keyof Required<T>]: Check };

export const expecting =
  (expected: string, isExpected: (value: unknown) => boolean): Check =>
  (value) =>
    isExpected(value) ? undefined : `expected ${expected}`;

const isText = (value: unknown, limit = Infinity): value is string =>
  typeof value === 'string' && value.length <= limit;

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

export const yesOrNo: Check = /* @__PURE__ */ oneOf([true, false]);

/** A whole number from 1 on, to `most` where it is given. */
export const count = (most?: number): Check =>
  expecting(
    `a whole number, 1 ${most ? `to ${most}` : 'or more'}`,
    (value) => Number.isInteger(value) && (value as number) > 0 && !((value as number) > most!),
  );

/** An https URL, or null. */
export const urlUpTo = (limit: number): Check =>
  expecting(
    `an https URL of at most ${limit} characters, or null`,
    (value) => value === null || (isText(value, limit) && /^https:\/\/\S+$/.test(value)),
  );

const matchingOrNull = (expected: string, pattern: string): Check =>
  expecting(
    `${expected}, or null`,
    (value) => value === null || (isText(value) && new RegExp(pattern).test(value)),
  );

export const clientIdOrNull: Check = /* @__PURE__ */ matchingOrNull('an id', ID_PATTERN);

export const uuidOrNull: Check = /* @__PURE__ */ matchingOrNull('a UUID', UUID_PATTERN);

export const imageOrNull: Check = (value) => {
  const { type, size } = Object(value) as Partial<Blob>;
  const isImage = /^image\/./.test(type!) && size! <= LIMITS.imageBytes;
  if (value === null || isImage) return undefined;
  return `expected an image of at most ${LIMITS.imageBytes >> 20} MiB as a Blob, or null`;
};

/** How one is told of a type of notification. */
export const inAppAndPush: Check = /* @__PURE__ */ expecting(
  'inApp and push, true or false each',
  (told) => {
    const { inApp, push, ...rest } = Object(told) as Record<string, unknown>;
    return !yesOrNo(inApp) && !yesOrNo(push) && !Object.keys(rest)[0];
  },
);

/** A time, later than now by at most `days` where they are given. */
export const time = (days?: number): Check =>
  expecting(days ? `a Date later than now, by at most ${days} days` : 'a Date', (value) => {
    if (!(value instanceof Date)) return false;
    const ahead = value.getTime() - Date.now();
    return days ? ahead > 0 && ahead <= days * 86_400_000 : Number.isFinite(ahead);
  });

/**
 * Trims the text of an object of fields, checks them, and gives back those that are there: Firestore takes no `undefined`. Only
 * what is `required`, at first all of it, has to be there. All faults are reported at once.
 *
 * @throws FiregroupsError `invalid-argument` whose `fields` names each fault; a field that nothing declares is one.
 */
export function checked<T extends object>(
  fields: T,
  checks: Checks<T>,
  required = Object.keys(checks),
): T {
  // Without types nothing may be passed at all.
  const given = { ...fields } as Record<string, unknown>;
  const faults: Record<string, string> = {};
  const clean: Record<string, unknown> = {};
  for (const name of Object.keys({ ...checks, ...given })) {
    const field = given[name];
    const value = typeof field === 'string' ? field.trim() : field;
    if (value === undefined && !required.includes(name)) continue;
    const check = (checks as Record<string, Check | undefined>)[name];
    const fault = check ? check(value) : 'expected no such field';
    if (fault) faults[name] = fault;
    clean[name] = value;
  }
  if (Object.keys(faults)[0]) throw invalidArgument(faults);
  return clean as T;
}

/** Checks one value that is passed by itself, as it is. Throws like {@link checked}, of which it needs nothing. */
export function checkValue(name: string, value: unknown, check: Check): void {
  const fault = check(value);
  if (fault) throw invalidArgument({ [name]: fault });
}

/** An id of a path. Firestore keeps `.`, `..` and `__…__` for itself. */
export const pathId: Check = /* @__PURE__ */ expecting(
  'an id',
  (value) => isText(value) && /^(?!\.{1,2}$|__.*__$)[^/]+$/.test(value),
);
