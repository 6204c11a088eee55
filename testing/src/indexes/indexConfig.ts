/** Checks firestore.indexes.json: which queries it serves, and which indexes are missing or unneeded. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli/root.ts';
import { NAME, type IndexField, type Need, type QueryScope } from './need.ts';

export interface CompositeIndex {
  collectionGroup: string;
  queryScope: QueryScope;
  fields: IndexField[];
}

/** The indexes of one field. They replace the automatic ones. */
export interface FieldOverride {
  collectionGroup: string;
  fieldPath: string;
  ttl?: boolean;
  indexes: (Omit<IndexField, 'fieldPath'> & { queryScope: QueryScope })[];
}

export interface IndexConfig {
  indexes: CompositeIndex[];
  fieldOverrides: FieldOverride[];
}

/** Reads firestore.indexes.json. */
export function readIndexConfig(): IndexConfig {
  return JSON.parse(readFileSync(join(ROOT, 'firestore.indexes.json'), 'utf8')) as IndexConfig;
}

const AUTOMATIC: FieldOverride['indexes'] = [
  { order: 'ASCENDING', queryScope: 'COLLECTION' },
  { order: 'DESCENDING', queryScope: 'COLLECTION' },
  { arrayConfig: 'CONTAINS', queryScope: 'COLLECTION' },
];

/** Returns true iff Firestore can run the query with these indexes and the automatic ones. */
export function isServed(config: IndexConfig, need: Need): boolean {
  const { equal, sorted } = need;
  const usable = indexesFor(config, need)
    .filter((index) => {
      const start = index.length - sorted.length;
      const isSorted = sorted.every((field, i) => isSame(field, index[start + i]));
      return isSorted && index.slice(0, start).every((field) => equal.some(isAlike(field)));
    })
    .map((index) => index.slice(0, index.length - sorted.length));
  if (!need.isMerged)
    return usable.some((compared) => equal.every((e) => compared.some(isAlike(e))));
  return usable.length > 0 && equal.every((e) => usable.flat().some(isAlike(e)));
}

/** Returns the entry that firestore.indexes.json needs for a query. */
export function indexToAdd(need: Need): CompositeIndex | FieldOverride {
  const { collectionGroup, queryScope } = need;
  const named = [...need.equal, ...need.sorted];
  const unnamed = named.slice(0, -1);
  const isNameImplied = unnamed.length > 0 && isSame(withName(unnamed).at(-1)!, named.at(-1));
  const fields = isNameImplied ? unnamed : named;
  if (fields.length > 1) return { collectionGroup, queryScope, fields };
  const [{ fieldPath, ...mode }] = fields as [IndexField];
  return { collectionGroup, fieldPath, indexes: [{ ...mode, queryScope }] };
}

/** Returns the indexes that can be removed without affecting a query. */
export function unneededIndexes(
  config: IndexConfig,
  needs: readonly Need[],
): (CompositeIndex | FieldOverride)[] {
  const served = needs.filter((need) => isServed(config, need));
  const isEnough = (rest: Partial<IndexConfig>) =>
    served.every((need) => isServed({ ...config, ...rest }, need));
  const composite = config.indexes.filter((index) =>
    isEnough({ indexes: config.indexes.filter((other) => other !== index) }),
  );
  const single = config.fieldOverrides.flatMap((override) =>
    override.indexes
      .map((index) => ({ ...override, indexes: [index] }))
      .filter(({ indexes: [index] }) => {
        const without = { ...override, indexes: override.indexes.filter((i) => i !== index) };
        return isEnough({
          fieldOverrides: config.fieldOverrides.map((other) =>
            other === override ? without : other,
          ),
        });
      }),
  );
  return [...composite, ...single];
}

/** Returns every index that the query could use, each with the document's name at the end. */
function indexesFor(config: IndexConfig, need: Need): IndexField[][] {
  const { collectionGroup, queryScope } = need;
  const composite = config.indexes
    // Firestore refuses composite indexes of one field.
    .filter((index) => index.collectionGroup === collectionGroup && index.fields.length > 1)
    .filter((index) => index.queryScope === queryScope)
    .map(({ fields }) => fields);
  const single = [...need.equal, ...need.sorted].flatMap(({ fieldPath }) =>
    singleFieldIndexes(config, collectionGroup, fieldPath)
      .filter((index) => index.queryScope === queryScope)
      .map(({ queryScope: _queryScope, ...mode }) => [{ fieldPath, ...mode }]),
  );
  // Documents are stored in the order of their names, so reading all needs no index.
  return [...composite, ...single, [{ fieldPath: NAME, order: 'ASCENDING' as const }]].map(
    withName,
  );
}

/** A field without an override inherits the one of the map that contains it, and finally that of `*`. */
function singleFieldIndexes(
  config: IndexConfig,
  collectionGroup: string,
  fieldPath: string,
): FieldOverride['indexes'] {
  if (fieldPath === NAME) return [];
  const steps = fieldPath.split('.');
  const ancestors = [...steps.map((_step, i) => steps.slice(0, steps.length - i).join('.')), '*'];
  const overrides = ancestors.map((ancestor) =>
    config.fieldOverrides.find(
      (override) => override.collectionGroup === collectionGroup && override.fieldPath === ancestor,
    ),
  );
  return overrides.find((override) => override)?.indexes ?? AUTOMATIC;
}

function withName(fields: IndexField[]): IndexField[] {
  const last = fields.at(-1);
  if (last?.fieldPath === NAME) return fields;
  return [...fields, { fieldPath: NAME, order: last?.order ?? 'ASCENDING' }];
}

function isSame(one: IndexField, other: IndexField | undefined): boolean {
  return one.fieldPath === other?.fieldPath && one.order === other.order;
}

/** Returns a function that says if an index field serves an equality on another. The direction does not matter. */
function isAlike(one: IndexField): (other: IndexField) => boolean {
  return (other) => one.fieldPath === other.fieldPath && one.arrayConfig === other.arrayConfig;
}
