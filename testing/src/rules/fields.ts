/** Kinds of document fields: values that the rules accept, and similar values that they refuse. */
import { Timestamp, deleteField, increment, serverTimestamp } from 'firebase/firestore';

export type FieldKinds = Record<string, FieldKind>;

export interface FieldKind {
  isOptional: boolean;
  /**
   * How an update may change it. `free`: to any good value. `stamp`: to the time of the write. `fixed`: not at all.
   * `server`: only functions write it.
   */
  change: 'free' | 'stamp' | 'fixed' | 'server';
  stored: unknown;
  /** A plain document has the first one. */
  good: readonly unknown[];
  bad: readonly unknown[];
}

/** A required field of any good value. */
export const field = (kind: Pick<FieldKind, 'good' | 'bad'> & Partial<FieldKind>): FieldKind => ({
  isOptional: false,
  change: 'free',
  stored: kind.good[0],
  ...kind,
});

/** The same field, but it may be absent. */
export const optional = (kind: FieldKind): FieldKind => ({ ...kind, isOptional: true });
/** The same field, but no update changes it. */
export const fixed = (kind: FieldKind): FieldKind => ({ ...kind, change: 'fixed' });

/** The same fields, but no update changes any of them. */
export const allFixed = (kinds: FieldKinds): FieldKinds =>
  Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [
      name,
      kind.change === 'server' ? kind : fixed(kind),
    ]),
  );

/** Text of 1 to `limit` characters that are not all blanks. */
export const filledText = (limit: number): FieldKind =>
  field({
    good: ['Text', 'x'.repeat(limit), '\n!\n'],
    bad: ['x'.repeat(limit + 1), '', ' \t\n\x0b', 7, ['Text'], null],
  });

/** The same text, in a document with an image: there it may be empty. cases/images.ts has the cases. */
export const textBesideImage = (limit: number): FieldKind => {
  const { bad, ...kind } = filledText(limit);
  return { ...kind, bad: bad.filter((value) => value !== '') };
};

/** A name of up to `limit` characters. cases/names.ts has more of them. */
export const nameUpTo = (limit: number): FieldKind =>
  field({
    good: ['Text', 'x'.repeat(limit)],
    bad: ['x'.repeat(limit + 1), '', ' ', 'Two\nlines', 7, ['Text'], null],
  });

/** A name of up to `limit` characters, or an empty text. */
export const nameOrEmpty = (limit: number): FieldKind => {
  const { good, bad, ...kind } = nameUpTo(limit);
  return { ...kind, good: [...good, ''], bad: bad.filter((value) => value !== '') };
};

/** Text up to `limit` characters. */
export const text = (limit: number): FieldKind =>
  field({ good: ['Text', 'x'.repeat(limit), ''], bad: ['x'.repeat(limit + 1), 7, ['Text'], null] });

export const oneOf = (values: readonly string[]): FieldKind =>
  field({ good: [...values], bad: ['other', '', 7, [values[0]], null] });

export const bool = (): FieldKind => field({ good: [true, false], bad: ['true', 1, null] });

export const UUID = '6f9619ff-8b86-d011-b42d-00cf4fc964ff';

export const imageId = (): FieldKind =>
  optional(
    field({
      good: [UUID, UUID.toUpperCase(), null],
      bad: ['photo', `${UUID}0`, `0${UUID}`, UUID.replaceAll('-', ''), 7, [UUID]],
    }),
  );

/** An id that clients make, or null. */
export const idOrNull = (limit: number): FieldKind =>
  optional(
    field({
      good: ['azAZ09_-', 'x'.repeat(limit), null],
      bad: ['x'.repeat(limit + 1), '', 'a/b', 'é', 7, ['a']],
    }),
  );

const past = Timestamp.fromMillis(0);
const future = Timestamp.fromMillis(Date.parse('2100-01-01'));

/** Any time, or null for none. */
export const timeOrNull = (): FieldKind =>
  field({ good: [future, past, null], bad: ['now', 0, true], stored: new Date() });

/** A value that the write determines: the document's own id, the writer's uid. */
export const exactly = (value: string): FieldKind =>
  field({ good: [value], bad: ['somebody', '', null, 7, [value]], change: 'fixed' });

const NOT_NOW = [past, future, 'now', 0, null];

/** The time of the write. */
export const now = (): FieldKind =>
  field({ good: [serverTimestamp()], bad: NOT_NOW, stored: new Date(), change: 'stamp' });

/** A field that functions write. Clients can neither create nor change it. */
export const server = (stored: string | number | Date): FieldKind =>
  optional(
    field({
      good: [],
      bad: [stored, stored instanceof Date ? past : typeof stored === 'number' ? 0 : ''],
      stored,
      change: 'server',
    }),
  );

/** Changes, other than to another value, that no client may make to a field that it cannot change. */
export function tamperings(kind: FieldKind): unknown[] {
  // To the rules 5.0 equals 5, so a change of type could slip through.
  const asDouble = typeof kind.stored === 'number' ? [increment(1e-17)] : [];
  return [deleteField(), ...asDouble];
}
