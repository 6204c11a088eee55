/** A short notation of structured queries and of indexes, for tests. */
import type { IndexField } from './need.ts';
import type { StructuredQuery } from './structuredQuery.ts';

const UNARY = ['IS_NULL', 'IS_NAN', 'IS_NOT_NULL', 'IS_NOT_NAN'];

/** Returns a query, for example `ask('cities', 'country EQUAL, capital IS_NULL order by population desc')`. */
export function ask(collectionId: string, text = ''): StructuredQuery {
  const [where = '', orderBy = ''] = text.split(/ ?order by /);
  const filters = wordsOf(where).map(([fieldPath = '', op = '']) => {
    const comparison = { field: { fieldPath }, op };
    return UNARY.includes(op) ? { unaryFilter: comparison } : { fieldFilter: comparison };
  });
  return {
    from: [{ collectionId }],
    ...(filters.length > 0 && { where: { compositeFilter: { op: 'AND', filters } } }),
    orderBy: indexFields(orderBy).map(({ fieldPath, order }) => ({
      field: { fieldPath },
      direction: order!,
    })),
  };
}

/** Returns the same query for a collection group. */
export function askGroup(...query: Parameters<typeof ask>): StructuredQuery {
  const [collectionId] = query;
  return { ...ask(...query), from: [{ collectionId, allDescendants: true }] };
}

/** Returns the fields of an index, for example `indexFields('regions contains, country, population desc')`. */
export function indexFields(text: string): IndexField[] {
  return wordsOf(text).map(([fieldPath = '', mode]) => {
    if (mode === 'contains') return { fieldPath, arrayConfig: 'CONTAINS' };
    return { fieldPath, order: mode === 'desc' ? 'DESCENDING' : 'ASCENDING' };
  });
}

/** The words of each item of a list with commas. */
const wordsOf = (text: string) => (text ? text.split(', ').map((item) => item.split(' ')) : []);
