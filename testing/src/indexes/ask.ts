/** A short notation of structured queries, for tests. */
import type { Direction, StructuredQuery } from './structuredQuery.ts';

const UNARY = ['IS_NULL', 'IS_NAN', 'IS_NOT_NULL', 'IS_NOT_NAN'];

/** Returns a query, for example `ask('cities', ['country EQUAL', 'capital IS_NULL'], ['population DESCENDING'])`. */
export function ask(
  collectionId: string,
  where: readonly string[] = [],
  orderBy: readonly string[] = [],
): StructuredQuery {
  const filters = where.map((filter) => {
    const [fieldPath = '', op = ''] = filter.split(' ');
    const comparison = { field: { fieldPath }, op };
    return UNARY.includes(op) ? { unaryFilter: comparison } : { fieldFilter: comparison };
  });
  return {
    from: [{ collectionId }],
    ...(filters.length > 0 && { where: { compositeFilter: { op: 'AND', filters } } }),
    orderBy: orderBy.map((order) => {
      const [fieldPath = '', direction] = order.split(' ');
      return { field: { fieldPath }, direction: direction as Direction };
    }),
  };
}

/** Returns the same query for a collection group. */
export function askGroup(...query: Parameters<typeof ask>): StructuredQuery {
  const [collectionId] = query;
  return { ...ask(...query), from: [{ collectionId, allDescendants: true }] };
}
