/** The SDK's check of the map `extra`. An app loads it only if firegroups.config.ts declares extra fields. */
import { extraString, extraStrings, extraStringsItem } from './limits.ts';
import type { ExtraField, ExtraFields } from './config/extraOptions.ts';
import { UNPAIRED_SURROGATE } from './text.ts';

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max && !UNPAIRED_SURROGATE.test(value);

/** Firestore stores times of these years only. */
const isStorable = (time: Date) => time.getUTCFullYear() >= 1 && time.getUTCFullYear() <= 9999;

/** Returns the valid values of a field, in words, and whether this is one. */
function checkOf(field: ExtraField, value: unknown): [expected: string, isValid: boolean] {
  switch (field.type) {
    case 'string': {
      const { values, max = extraString } = field;
      return values
        ? [`one of ${values.join(', ')}`, values.includes(value as string)]
        : [`at most ${max} characters`, isText(value, max)];
    }
    case 'number':
      return ['a number', Number.isFinite(value)];
    case 'boolean':
      return ['true or false', typeof value === 'boolean'];
    case 'timestamp':
      return ['a Date of the years 1 to 9999', value instanceof Date && isStorable(value)];
    case 'strings':
      return [
        `at most ${extraStrings} strings of 1 to ${extraStringsItem} characters on one line`,
        Array.isArray(value) &&
          value.length <= extraStrings &&
          value.every((item) => isText(item, extraStringsItem) && /^[^\n]+$/.test(item)),
      ];
  }
}

/** Returns true iff the value is an object of no class. Each realm has its own `Object`, so the prototype is not compared with it. */
function isPlainObject(value: unknown): value is object {
  if (Object.prototype.toString.call(value) !== '[object Object]') return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Returns what was expected of a map `extra` that can have these fields, such as `category: expected one of chess, music`; undefined
 * if the map is valid.
 */
export function expectedOf(fields: ExtraFields, extra: unknown): string | undefined {
  if (!isPlainObject(extra)) return 'expected an object';
  const problems = Object.entries(extra).flatMap(([name, value]) => {
    if (!Object.hasOwn(fields, name)) return `${name}: expected no such field`;
    if (value === undefined) return [];
    const [expected, isValid] = checkOf(fields[name]!, value);
    return isValid ? [] : `${name}: expected ${expected}`;
  });
  return problems.length > 0 ? problems.join('; ') : undefined;
}
