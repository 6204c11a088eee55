/** The field `extra` in the rules' cases, from the extra fields that firegroups.config.ts declares. */
import { EXTRA_FIELDS, LIMITS, type ExtraKind } from '@firegroups/model';
import { type ExtraField } from '@firegroups/model/config';
import { field, optional, type FieldKinds } from './fields.ts';

/** Good and bad values of an extra field. */
function valuesOf(declared: ExtraField): { good: unknown[]; bad: unknown[] } {
  switch (declared.type) {
    case 'string': {
      const { values, max = LIMITS.extraString } = declared;
      return values
        ? { good: [...values], bad: ['another', '', 7, null] }
        : { good: ['', 'x'.repeat(max)], bad: ['x'.repeat(max + 1), 7, null] };
    }
    case 'number':
      return { good: [0, -1.5], bad: ['1', true, null] };
    case 'boolean':
      return { good: [true, false], bad: ['true', 1, null] };
    case 'timestamp':
      return { good: [new Date(0)], bad: ['now', 0, null] };
    case 'strings': {
      const items = Array.from({ length: LIMITS.extraStrings }, () =>
        'x'.repeat(LIMITS.extraStringsItem),
      );
      const bad = items.map((_item, i) => items.with(i, 'x'.repeat(LIMITS.extraStringsItem + 1)));
      return { good: [[], items], bad: [...bad, [...items, ''], [7], 'x', {}, null] };
    }
  }
}

/** The field `extra` of a kind of document, if any extra field is declared. */
export function extraField(kind: ExtraKind): FieldKinds {
  const declared = Object.entries(EXTRA_FIELDS[kind]);
  if (declared.length === 0) return {};
  const each = declared.map(([name, of]) => ({ name, ...valuesOf(of) }));
  const all = Object.fromEntries(each.map(({ name, good }) => [name, good[0]]));
  const good = each.flatMap((of) =>
    of.good.slice(1).map((value) => ({ ...all, [of.name]: value })),
  );
  const bad = each.flatMap((of) => of.bad.map((value) => ({ ...all, [of.name]: value })));
  const others = [{ ...all, other: 1 }, [], 'x', null];
  return { extra: optional(field({ good: [all, {}, ...good], bad: [...bad, ...others] })) };
}
