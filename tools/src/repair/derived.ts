/**
 * The fields that functions derive from other fields and documents, counts and search names: what they should say, and
 * bringing one document in line. Safe while people and functions write: see `reconcile`.
 */
import { foldForSearch } from '@firegroups/model';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { countFieldsOf, countsOf } from '../../../functions/src/counts/counts.ts';
import { updateIfUnchanged } from '../../../functions/src/firestore/updateIfUnchanged.ts';
import type { Stretch } from '../walk.ts';

interface Derived {
  /** The search name and the name that it folds. */
  search?: { field: string; from: string };
  /** What else of a document has to be read. */
  reads: readonly string[];
  /** Where the documents are: a project may have collections of the same name elsewhere. */
  path: RegExp;
}

const DERIVED: Record<string, Derived> = {
  users: {
    search: { field: 'displayNameSearch', from: 'displayName' },
    reads: ['displayName'],
    path: /^users\/[^/]+$/,
  },
  groups: {
    search: { field: 'titleSearch', from: 'title' },
    reads: ['title', 'deletedAt'],
    path: /^groups\/[^/]+$/,
  },
  posts: {
    reads: [],
    path: /^(groups|users)\/[^/]+\/posts\/[^/]+$/,
  },
  events: {
    reads: [],
    path: /^groups\/[^/]+\/events\/[^/]+$/,
  },
};

function fieldsOf(collection: string): readonly string[] {
  const { search } = DERIVED[collection]!;
  return [...(search ? [search.field] : []), ...countFieldsOf(collection)];
}

/** What a walk through all documents with derived fields reads. */
export const DERIVED_STRETCHES: readonly Stretch[] = Object.entries(DERIVED).map(
  ([collection, { reads }]) => ({ collection, fields: [...fieldsOf(collection), ...reads] }),
);

/** The derived fields, each as `<collection>.<field>`. */
export const DERIVED_FIELDS: readonly string[] = Object.keys(DERIVED).flatMap((collection) =>
  fieldsOf(collection).map((field) => `${collection}.${field}`),
);

/** How often a document is looked at that changes each time before it can be written. */
const ATTEMPTS = 5;

/** A field that does not say what it should. */
export interface Wrong {
  field: string;
  stored: unknown;
  right: string | number;
}

export interface Checked {
  path: string;
  /** The fields that were looked at: none where the document is not ours. */
  fields: readonly string[];
  /** What was wrong when it was found. */
  wrong: readonly Wrong[];
  /** False where it is still wrong: nothing was to be written, or it changed each time. */
  isRight: boolean;
}

/**
 * Looks at a document of the walk and, unless it is a dry run, writes what is wrong. The write carries the precondition
 * that the document has not changed since it was read. That alone lets a count through that became old before it was
 * written; so the document is read and counted again after the write, until all is right. What changes after that count
 * has a function that is still to come, and that sees what was written here. A group that is being erased, and all that
 * is in it, is left alone.
 */
export async function reconcile(
  found: DocumentSnapshot,
  { isDryRun }: { isDryRun: boolean },
): Promise<Checked> {
  const { path, parent } = found.ref;
  const derived = DERIVED[parent.id];
  if (!derived?.path.test(path)) return { path, fields: [], wrong: [], isRight: true };
  const fields = fieldsOf(parent.id);
  const wrong = await wrongOf(found, derived);
  if (wrong.length === 0 || isDryRun) return { path, fields, wrong, isRight: wrong.length === 0 };
  return { path, fields, wrong, isRight: await writeUntilRight(found, wrong, derived) };
}

async function writeUntilRight(
  found: DocumentSnapshot,
  foundWrong: Wrong[],
  derived: Derived,
): Promise<boolean> {
  let snapshot = found;
  let wrong = foundWrong;
  for (let attempt = 1; wrong.length > 0 && attempt <= ATTEMPTS; attempt++) {
    const right = Object.fromEntries(wrong.map((each) => [each.field, each.right]));
    await updateIfUnchanged(snapshot, right);
    snapshot = await snapshot.ref.get();
    wrong = await wrongOf(snapshot, derived);
  }
  return wrong.length === 0;
}

async function wrongOf(snapshot: DocumentSnapshot, { search }: Derived): Promise<Wrong[]> {
  if (!snapshot.exists) return [];
  const right: Record<string, string | number> = await countsOf(snapshot.ref);
  const name: unknown = search && snapshot.get(search.from);
  if (search && typeof name === 'string') right[search.field] = foldForSearch(name);
  const wrong = Object.entries(right).flatMap(([field, should]): Wrong[] => {
    const stored: unknown = snapshot.get(field);
    // A count that is absent stands for 0.
    const said = stored ?? (typeof should === 'number' ? 0 : undefined);
    return said === should ? [] : [{ field, stored, right: should }];
  });
  return wrong.length > 0 && (await isBeingErased(snapshot)) ? [] : wrong;
}

/** The group's own document goes last: what is in a group without one is left of it. */
async function isBeingErased(snapshot: DocumentSnapshot): Promise<boolean> {
  const [top, , inside] = snapshot.ref.path.split('/');
  if (top !== 'groups') return false;
  const group = inside ? await snapshot.ref.parent.parent!.get() : snapshot;
  return !group.exists || group.get('deletedAt') !== undefined;
}
