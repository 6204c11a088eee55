/**
 * What a query asks of an index, by Firestore's published rules for the Standard edition:
 * https://firebase.google.com/docs/firestore/query-data/index-overview and
 * https://firebase.google.com/docs/firestore/query-data/multiple-range-fields. What they do not settle is refused, or
 * decided so that the index is rather there in vain than missing.
 */
import type { Direction, Filter, StructuredQuery } from './structuredQuery.ts';

export type QueryScope = 'COLLECTION' | 'COLLECTION_GROUP';

/** A field in an index, as firestore.indexes.json has it. */
export interface IndexField {
  fieldPath: string;
  order?: Direction;
  arrayConfig?: 'CONTAINS';
}

export interface Need {
  collectionGroup: string;
  queryScope: QueryScope;
  /** What is compared with given values. It comes first in the index, in any order and any direction. */
  equal: IndexField[];
  /** How the results are sorted, down to the document's name. The index ends so, directions included. */
  sorted: IndexField[];
  /** Whether several indexes may share in `equal`, each with all of `sorted`. */
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

/** Derives what a query asks of an index. Throws for a query that the rules do not settle. */
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
  const twice = equal.find(({ fieldPath }) =>
    sorted.some((field) => field.fieldPath === fieldPath),
  );
  if (twice) throw notDerived(`\`${twice.fieldPath}\` both equal and sorted or ranged`);

  // "For queries with multiple equality clauses and, optionally, an orderBy clause, Firestore can re-use existing
  // indexes." Nothing of the kind is said of ranges. Array membership is better off with an index of its own, "to avoid
  // performance loss caused by index merging". For a collection group "a corresponding single-field or composite index"
  // is demanded, in the singular, and every example has one.
  const isMerged = !allDescendants && ranged.length === 0 && contained.length === 0;
  const queryScope = allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION';
  return { collectionGroup: collectionId, queryScope, equal, sorted, isMerged };
}

/**
 * The rule is in the reference of `StructuredQuery.orderBy`: ranged fields that it does not name follow, by name, then the
 * document's name, all in the last direction. The SDKs add them too, so they may be there already.
 */
function sortedBy({ orderBy = [] }: StructuredQuery, ranged: string[]): IndexField[] {
  const asked = orderBy.map(({ field, direction }) => ({ ...field, order: direction }));
  const order = asked.at(-1)?.order ?? 'ASCENDING';
  const added = [...ranged.filter((fieldPath) => fieldPath !== NAME).sort(), NAME];
  return [
    ...asked,
    ...added
      .filter((fieldPath) => asked.every((field) => field.fieldPath !== fieldPath))
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
    `The index of a query with ${what} is not derived: see testing/src/indexes/need.ts.`,
  );
}
