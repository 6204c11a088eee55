/**
 * The index that a query needs, by Firestore's published rules for the Standard edition:
 * https://firebase.google.com/docs/firestore/query-data/index-overview and
 * https://firebase.google.com/docs/firestore/query-data/multiple-range-fields. If the rules leave something open, this
 * throws an error, or assumes that the index is needed.
 */
import type { Direction, Filter, StructuredQuery } from './structuredQuery.ts';

export type QueryScope = 'COLLECTION' | 'COLLECTION_GROUP';

/** A field of an index in firestore.indexes.json. */
export interface IndexField {
  fieldPath: string;
  order?: Direction;
  arrayConfig?: 'CONTAINS';
}

export interface Need {
  collectionGroup: string;
  queryScope: QueryScope;
  /** The fields that are compared with values. They come first in the index, in any order and direction. */
  equal: IndexField[];
  /** The fields that sort the results, the document's name last. They end the index, in this order and direction. */
  sorted: IndexField[];
  /** True if several indexes may serve `equal` together, each with all of `sorted`. */
  isMerged: boolean;
}

export const NAME = '__name__';

// `in` is a disjunction of equalities: "in and == clauses use the same index".
const EQUAL = ['EQUAL', 'IN', 'IS_NULL', 'IS_NAN'];
const CONTAINS = ['ARRAY_CONTAINS', 'ARRAY_CONTAINS_ANY'];
const RANGE = [
  ...['LESS_THAN', 'LESS_THAN_OR_EQUAL', 'GREATER_THAN', 'GREATER_THAN_OR_EQUAL'],
  ...['NOT_EQUAL', 'NOT_IN', 'IS_NOT_NULL', 'IS_NOT_NAN'],
];

/** Derives the index that a query needs. Throws an error if Firestore's rules leave it open. */
export function needOf(query: StructuredQuery): Need {
  const { collectionId, allDescendants = false } = query.from[0] ?? {};
  if (!collectionId || query.findNearest) throw notDerived('a vector search or all collections');
  const filters = filtersOf(query.where);
  const fieldsOf = (ops: string[]) => [
    ...new Set(filters.filter(({ op }) => ops.includes(op)).map(({ fieldPath }) => fieldPath)),
  ];

  const contained = fieldsOf(CONTAINS);
  const ranged = fieldsOf(RANGE);
  const equal: IndexField[] = [
    ...contained.map((fieldPath) => ({ fieldPath, arrayConfig: 'CONTAINS' as const })),
    ...fieldsOf(EQUAL).map((fieldPath) => ({ fieldPath, order: 'ASCENDING' as const })),
  ];
  const sorted = sortedBy(query, ranged);
  const inBoth = equal.find(({ fieldPath }) =>
    sorted.some((field) => field.fieldPath === fieldPath),
  );
  if (inBoth) throw notDerived(`\`${inBoth.fieldPath}\` both equal and sorted or ranged`);

  // "For queries with multiple equality clauses and, optionally, an orderBy clause, Firestore can re-use existing
  // indexes." The documentation does not say so about ranges. For array membership it recommends a separate index, "to
  // avoid performance loss caused by index merging". For a collection group it requires "a corresponding single-field
  // or composite index", and every example has one.
  const isMerged = !allDescendants && ranged.length === 0 && contained.length === 0;
  const queryScope = allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION';
  return { collectionGroup: collectionId, queryScope, equal, sorted, isMerged };
}

/**
 * The rule from the reference of `StructuredQuery.orderBy`: ranged fields that it does not name follow in alphabetical
 * order, then the document's name, all in the last direction. The SDKs may have added them.
 */
function sortedBy({ orderBy = [] }: StructuredQuery, ranged: string[]): IndexField[] {
  const named = orderBy.map(({ field, direction }) => ({ ...field, order: direction }));
  const order = named.at(-1)?.order ?? 'ASCENDING';
  const added = [...ranged.filter((fieldPath) => fieldPath !== NAME).sort(), NAME];
  return [
    ...named,
    ...added
      .filter((fieldPath) => named.every((field) => field.fieldPath !== fieldPath))
      .map((fieldPath) => ({ fieldPath, order })),
  ];
}

function filtersOf(filter: Filter | undefined): { fieldPath: string; op: string }[] {
  if (!filter) return [];
  if ('compositeFilter' in filter) {
    const { op, filters } = filter.compositeFilter;
    if (op !== 'AND') throw notDerived(op);
    return filters.flatMap(filtersOf);
  }
  const { field, op } = 'fieldFilter' in filter ? filter.fieldFilter : filter.unaryFilter;
  if (![...EQUAL, ...CONTAINS, ...RANGE].includes(op)) throw notDerived(op);
  return [{ fieldPath: field.fieldPath, op }];
}

function notDerived(what: string): Error {
  return new Error(
    `Cannot derive the index of a query with ${what}. See testing/src/indexes/need.ts.`,
  );
}
