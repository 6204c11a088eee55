/** The field `extra` in the rules' cases, from the extra fields that firegroups.config.ts declares. */
import { EXTRA_FIELDS, type ExtraKind } from '@firegroups/model';
import { valuesOf } from '../fixtures/extra.ts';
import { field, optional, type FieldKinds } from './fields.ts';

/** The field `extra` of a kind of document, if any extra field is declared. */
export function extraField(kind: ExtraKind): FieldKinds {
  const declared = Object.entries(EXTRA_FIELDS[kind]);
  if (declared.length === 0) return {};
  const each = declared.map(([name, of]) => ({ name, ...valuesOf(of) }));
  const all = Object.fromEntries(each.map(({ name, good }) => [name, good[0]]));
  const fullest = Object.fromEntries(each.map(({ name, good }) => [name, good.at(-1)]));
  const good = each.flatMap((of) =>
    of.good.slice(1).map((value) => ({ ...all, [of.name]: value })),
  );
  const bad = each.flatMap((of) => of.bad.map((value) => ({ ...all, [of.name]: value })));
  const others = [{ ...all, other: 1 }, [], 'x', null];
  return {
    extra: optional(field({ good: [all, {}, fullest, ...good], bad: [...bad, ...others] })),
  };
}
