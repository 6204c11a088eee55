/** Kinds of document fields: values that the rules take, and values one step from them that they refuse. */
import { Timestamp, deleteField, increment, serverTimestamp } from 'firebase/firestore';

export type Fields = Record<string, Field>;

export interface Field {
  isOptional: boolean;
  /**
   * What becomes of it in an update: `free`: whoever may update it gives it another value; `stamp`: likewise, but to
   * now; `fixed`: nobody changes it; `server`: functions alone write it.
   */
  change: 'free' | 'stamp' | 'fixed' | 'server';
  stored: unknown;
  /** The first one is what a plain document has. */
  good: readonly unknown[];
  bad: readonly unknown[];
}

const field = (kind: Omit<Field, 'isOptional' | 'change' | 'stored'> & Partial<Field>): Field => ({
  isOptional: false,
  change: 'free',
  stored: kind.good[0],
  ...kind,
});

/** The same field, where it may be absent. */
export const optional = (kind: Field): Field => ({ ...kind, isOptional: true });
/** The same field, where nobody changes it. */
export const fixed = (kind: Field): Field => ({ ...kind, change: 'fixed' });

/** The same fields, where a change is about others: nobody changes them. */
export const allFixed = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, kind]) => [
      name,
      kind.change === 'server' ? kind : fixed(kind),
    ]),
  );

/** Text of 1 to `limit` characters that are not only blanks. */
export const filledText = (limit: number): Field =>
  field({
    good: ['Text', 'x'.repeat(limit), '\n!\n'],
    bad: ['x'.repeat(limit + 1), '', ' \t\n\x0b', 7, ['Text'], null],
  });

/** Text up to `limit` characters. */
export const text = (limit: number): Field =>
  field({ good: ['Text', 'x'.repeat(limit), ''], bad: ['x'.repeat(limit + 1), 7, ['Text'], null] });

export const oneOf = (values: readonly string[]): Field =>
  field({ good: [...values], bad: ['other', '', 7, [values[0]], null] });

export const bool = (): Field => field({ good: [true, false], bad: ['true', 1, null] });

const UUID = '6f9619ff-8b86-d011-b42d-00cf4fc964ff';

export const imageId = (): Field =>
  optional(
    field({
      good: [UUID, UUID.toUpperCase(), null],
      bad: ['photo', `${UUID}0`, `0${UUID}`, UUID.replaceAll('-', ''), 7, [UUID]],
    }),
  );

/** An id that clients make, or null. */
export const idOrNull = (limit: number): Field =>
  optional(
    field({
      good: ['azAZ09_-', 'x'.repeat(limit), null],
      bad: ['x'.repeat(limit + 1), '', 'a/b', 'é', 7, ['a']],
    }),
  );

/** A fixed value: the document's own id, its writer's uid. */
export const exactly = (value: string): Field =>
  field({ good: [value], bad: ['somebody', '', null, 7, [value]], change: 'fixed' });

const past = Timestamp.fromMillis(0);
const future = Timestamp.fromMillis(Date.parse('2100-01-01'));
const NOT_NOW = [past, future, 'now', 0, null];

/** The time of the write. */
export const now = (): Field =>
  field({ good: [serverTimestamp()], bad: NOT_NOW, stored: new Date(), change: 'stamp' });

/** A field that functions write: a client neither gives it nor changes it. */
export const server = (stored: string | number): Field =>
  optional(
    field({
      good: [],
      bad: typeof stored === 'number' ? [stored, 0] : [stored, ''],
      stored,
      change: 'server',
    }),
  );

/** What no client may do to a field that is not its own, besides giving it another value. */
export function tamperings(kind: Field): unknown[] {
  // To the rules 5.0 equals 5, so that a change of type could slip through.
  const asDouble = typeof kind.stored === 'number' ? [increment(1e-17)] : [];
  return [deleteField(), ...asDouble];
}
