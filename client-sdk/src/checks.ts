/** Checks of arguments against the model's limits, before anything is sent. */
import {
  ID_PATTERN,
  IMAGE_TYPES,
  LOCALE_PATTERN,
  UNPAIRED_SURROGATE,
  UUID_PATTERN,
  expectedExtra,
  isBlank,
  isName,
  nameOf,
  type ExtraKind,
} from '@firegroups/model';
import * as LIMITS from '@firegroups/model/limits';
import { invalidArgument } from './errors.ts';

/** Returns what was expected if the value is invalid, else undefined. */
export type Check = (value: unknown) => string | undefined;

/** One check for each field of an object. The type makes sure that none is missing. */
export type Checks<T> = { [Field in keyof Required<T>]: Check };

/**
 * Makes a check. Every string that reaches Firestore comes through one, so it also refuses unpaired surrogates. A list is
 * searched as its texts joined.
 */
export const expecting =
  (expected: string, isExpected: (value: unknown) => boolean): Check =>
  (value) => {
    if (!isExpected(value)) return `expected ${expected}`;
    return UNPAIRED_SURROGATE.test(value as string)
      ? 'expected text without unpaired surrogates'
      : undefined;
  };

const isText = (value: unknown, limit = Infinity): value is string =>
  typeof value === 'string' && value.length <= limit;

export const textUpTo = (limit: number): Check =>
  expecting(`at most ${limit} characters`, (value) => isText(value, limit));

/** Text with at least one visible character, also after `fold`. */
export const filledText = (limit: number, fold = (text: string) => text): Check =>
  expecting(
    `1 to ${limit} characters, not only blanks`,
    (value) => isText(value, limit) && !isBlank(fold(value)),
  );

/** The same, or an empty text, which is valid only together with an image. */
export const filledTextOrEmpty =
  (limit: number): Check =>
  (value) =>
    value === '' ? undefined : filledText(limit)(value);

/** A name: text that shows something on one line, and hides nothing. */
export const nameUpTo = (limit: number): Check =>
  expecting(nameOf(limit), (value) => isText(value, limit) && isName(value));

/** A name, or an empty text for none. */
export const nameOrEmpty =
  (limit: number): Check =>
  (value) =>
    value === '' ? undefined : nameUpTo(limit)(value);

export const oneOf = (values: readonly unknown[]): Check =>
  expecting(`one of ${values.join(', ')}`, (value) => values.includes(value));

export const yesOrNo: Check = /* @__PURE__ */ oneOf([true, false]);

/** A positive whole number, up to `most` if that is given. */
export const count = (most?: number): Check =>
  expecting(
    `a whole number, 1 ${most ? `to ${most}` : 'or more'}`,
    (value) => Number.isInteger(value) && (value as number) > 0 && !((value as number) > most!),
  );

/** The width or height of an image, in pixels. */
export const imageSide: Check = /* @__PURE__ */ count(LIMITS.imageSide);

/** An https URL, or null. */
export const urlUpTo = (limit: number): Check =>
  expecting(
    `an https URL of at most ${limit} characters, or null`,
    (value) => value === null || (isText(value, limit) && /^https:\/\/\S+$/.test(value)),
  );

/** A language tag such as `en` or `pt-BR`. */
export const languageTag: Check = /* @__PURE__ */ expecting(
  'a language tag such as en or pt-BR',
  (value) => isText(value, LIMITS.deviceLocale) && new RegExp(LOCALE_PATTERN).test(value),
);

const matchingOrNull = (expected: string, pattern: string): Check =>
  expecting(
    `${expected}, or null`,
    (value) => value === null || (isText(value) && new RegExp(pattern).test(value)),
  );

export const clientIdOrNull: Check = /* @__PURE__ */ matchingOrNull('an id', ID_PATTERN);

export const uuidOrNull: Check = /* @__PURE__ */ matchingOrNull('a UUID', UUID_PATTERN);

export const imageOrNull: Check = (value) => {
  const given = Object(value) as { blob?: unknown; original?: unknown };
  const { type, size } = Object(given.original === true ? given.blob : value) as Partial<Blob>;
  const isImage = IMAGE_TYPES.some((each) => each === type) && size! <= LIMITS.imageBytes;
  if (value === null || isImage) return undefined;
  return `expected a Blob of at most ${LIMITS.imageMiB} MiB of type ${IMAGE_TYPES.join(', ')}, or null`;
};

/** The map `extra` of a kind of document. */
export const extraOf =
  (kind: ExtraKind): Check =>
  (value) =>
    expectedExtra(kind, value);

/** Where notifications of one type go. */
export const inAppAndPush: Check = /* @__PURE__ */ expecting(
  'inApp and push, true or false each',
  (channels) => {
    const { inApp, push, ...rest } = Object(channels) as Record<string, unknown>;
    return !yesOrNo(inApp) && !yesOrNo(push) && !Object.keys(rest)[0];
  },
);

/** A time. If `days` is given, it must be in the future, by at most that many days. */
export const time = (days?: number): Check =>
  expecting(days ? `a Date in the future, by at most ${days} days` : 'a Date', (value) => {
    if (!(value instanceof Date)) return false;
    const ahead = value.getTime() - Date.now();
    return days ? ahead > 0 && ahead <= days * 86_400_000 : Number.isFinite(ahead);
  });

/**
 * Trims and checks the fields of an object, and returns those that are defined, because Firestore refuses `undefined`. Only
 * the `required` fields must be defined: by default all of them.
 *
 * @throws FiregroupsError `invalid-argument` with all invalid fields in `fields`, unknown ones included.
 */
export function checked<T extends object>(
  fields: T,
  checks: Checks<T>,
  required = Object.keys(checks),
): T {
  // JavaScript callers may pass null or undefined.
  const given = { ...fields } as Record<string, unknown>;
  const invalid: Record<string, string> = {};
  const valid: Record<string, unknown> = {};
  for (const name of Object.keys({ ...checks, ...given })) {
    const field = given[name];
    const value = typeof field === 'string' ? field.trim() : field;
    if (value === undefined && !required.includes(name)) continue;
    const check = (checks as Record<string, Check | undefined>)[name];
    const expected = check ? check(value) : 'expected no such field';
    if (expected) invalid[name] = expected;
    valid[name] = value;
  }
  if (Object.keys(invalid)[0]) throw invalidArgument(invalid);
  return valid as T;
}

/** Checks one value, without trimming it. Throws like {@link checked}. */
export function checkValue(name: string, value: unknown, check: Check): void {
  const expected = check(value);
  if (expected) throw invalidArgument({ [name]: expected });
}

/** An id in a path. Firestore reserves `.`, `..` and `__…__`. */
export const pathId: Check = /* @__PURE__ */ expecting(
  'an id',
  (value) => isText(value) && /^(?!\.{1,2}$|__.*__$)[^/]+$/.test(value),
);
