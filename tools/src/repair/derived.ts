/**
 * The fields that functions derive: counts and search names. This module computes their correct values and writes them.
 * Safe while clients and functions write: see `reconcile`.
 */
import { foldForSearch } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { countFieldsOf, countsOf } from '../../../functions/src/counts/counts.ts';
import { updateIfUnchanged } from '../../../functions/src/firestore/updateIfUnchanged.ts';
import type { WalkedCollection } from '../walkCollections.ts';
import { isOwn, pathOf } from '../../../functions/src/firestore/store.ts';

interface DerivedFields {
  /** The search name, and the field from which it is folded. */
  search?: { field: string; from: string };
  /** Other fields that must be read. */
  reads: readonly string[];
}

const DERIVED: Record<string, DerivedFields> = {
  users: {
    search: { field: 'displayNameSearch', from: 'displayName' },
    reads: ['displayName'],
  },
  groups: {
    search: { field: 'titleSearch', from: 'title' },
    reads: ['title', 'deletedAt'],
  },
  posts: {
    reads: [],
  },
  events: {
    reads: [],
  },
};

function fieldsOf(collection: string): readonly string[] {
  const { search } = DERIVED[collection]!;
  return [...(search ? [search.field] : []), ...countFieldsOf(collection)];
}

/** The collections that have derived fields, with the fields that a check reads. */
export const DERIVED_COLLECTIONS: readonly WalkedCollection[] = Object.entries(DERIVED).map(
  ([collection, { reads }]) => ({ collection, fields: [...fieldsOf(collection), ...reads] }),
);

/** The derived fields, each as `<collection>.<field>`. */
export const DERIVED_FIELDS: readonly string[] = Object.keys(DERIVED).flatMap((collection) =>
  fieldsOf(collection).map((field) => `${collection}.${field}`),
);

/** How often to try a document that changes each time before it can be written. */
const ATTEMPTS = 5;

/** A field with a wrong value. */
export interface WrongField {
  field: string;
  stored: unknown;
  correct: string | number;
}

export interface CheckedDocument {
  path: string;
  /** The fields that were checked; empty if the document is not one of firegroups. */
  fields: readonly string[];
  /** The fields that were wrong at first. */
  wrong: readonly WrongField[];
  /** False if a field is still wrong: in a dry run, or if the document changed at every attempt. */
  isCorrect: boolean;
}

/**
 * Checks a document and, unless it is a dry run, corrects its derived fields. The write has the precondition that the document
 * has not changed since it was read. What is counted may still change before the write. Therefore the document is read and
 * counted again after the write, until all fields are correct. For any later change a function runs later, and it sees the
 * value written here. Groups that are being deleted, and their content, are left alone.
 */
export async function reconcile(
  found: DocumentSnapshot,
  { isDryRun }: { isDryRun: boolean },
): Promise<CheckedDocument> {
  const { path } = found.ref;
  const kind = isOwn(found.ref) ? pathOf(found.ref).split('/').at(-2)! : '';
  const derived = DERIVED[kind];
  if (!derived) return { path, fields: [], wrong: [], isCorrect: true };
  const fields = fieldsOf(kind);
  const wrong = await wrongFieldsOf(found, derived);
  if (wrong.length === 0 || isDryRun) {
    return { path, fields, wrong, isCorrect: wrong.length === 0 };
  }
  return { path, fields, wrong, isCorrect: await writeUntilCorrect(found, wrong, derived) };
}

async function writeUntilCorrect(
  found: DocumentSnapshot,
  firstWrong: WrongField[],
  derived: DerivedFields,
): Promise<boolean> {
  let snapshot = found;
  let wrong = firstWrong;
  for (let attempt = 1; wrong.length > 0 && attempt <= ATTEMPTS; attempt++) {
    const correct = Object.fromEntries(wrong.map((each) => [each.field, each.correct]));
    await updateIfUnchanged(snapshot, correct);
    snapshot = await snapshot.ref.get();
    wrong = await wrongFieldsOf(snapshot, derived);
  }
  return wrong.length === 0;
}

async function wrongFieldsOf(
  snapshot: DocumentSnapshot,
  { search }: DerivedFields,
): Promise<WrongField[]> {
  if (!snapshot.exists) return [];
  const expected: Record<string, string | number> = await countsOf(snapshot.ref);
  const name: unknown = search && snapshot.get(search.from);
  if (search && typeof name === 'string') expected[search.field] = foldForSearch(name);
  const wrong = Object.entries(expected).flatMap(([field, correct]): WrongField[] => {
    const stored: unknown = snapshot.get(field);
    // An absent count means 0.
    const value = stored ?? (typeof correct === 'number' ? 0 : undefined);
    return value === correct ? [] : [{ field, stored, correct }];
  });
  return wrong.length > 0 && (await isBeingDeleted(snapshot)) ? [] : wrong;
}

/** The group's own document is deleted last. Content of a group without one belongs to a deleted group. */
async function isBeingDeleted(snapshot: DocumentSnapshot): Promise<boolean> {
  const [top, , inside] = pathOf(snapshot.ref).split('/');
  if (top !== 'groups') return false;
  const group = inside ? await snapshot.ref.parent.parent!.get() : snapshot;
  return !group.exists || group.get('deletedAt') !== undefined;
}
