/** The SDK's check of the map `extra`. An app loads it only if firegroups.config.ts declares extra fields. */
import {
  MAX_EXTRA_ITEM,
  MAX_EXTRA_STRING,
  MAX_EXTRA_STRINGS,
  type ExtraField,
  type ExtraFields,
} from './config/extraOptions.ts';
import { UNPAIRED_SURROGATE } from './text.ts';

const isText = (value: unknown, max: number): value is string =>
  typeof value === 'string' && value.length <= max && !UNPAIRED_SURROGATE.test(value);

/** Returns the valid values of a field, in words, and whether this is one. */
function checkOf(field: ExtraField, value: unknown): [expected: string, isValid: boolean] {
  switch (field.type) {
    case 'string': {
      const { values, max = MAX_EXTRA_STRING } = field;
      return values
        ? [`one of ${values.join(', ')}`, values.includes(value as string)]
        : [`at most ${max} characters`, isText(value, max)];
    }
    case 'number':
      return ['a number', Number.isFinite(value)];
    case 'boolean':
      return ['true or false', typeof value === 'boolean'];
    case 'timestamp':
      return ['a Date', value instanceof Date && Number.isFinite(value.getTime())];
    case 'strings':
      return [
        `at most ${MAX_EXTRA_STRINGS} strings of at most ${MAX_EXTRA_ITEM} characters`,
        Array.isArray(value) &&
          value.length <= MAX_EXTRA_STRINGS &&
          value.every((item) => isText(item, MAX_EXTRA_ITEM)),
      ];
  }
}

/**
 * Returns what was expected of a map `extra` that can have these fields, such as `category: expected one of chess, music`; undefined
 * if the map is valid.
 */
export function expectedOf(fields: ExtraFields, extra: unknown): string | undefined {
  if (Object.prototype.toString.call(extra) !== '[object Object]') return 'expected an object';
  const problems = Object.entries(extra as object).flatMap(([name, value]) => {
    if (!Object.hasOwn(fields, name)) return `${name}: expected no such field`;
    const [expected, isValid] = checkOf(fields[name]!, value);
    return isValid ? [] : `${name}: expected ${expected}`;
  });
  return problems.length > 0 ? problems.join('; ') : undefined;
}
