/** The examples come from Firestore's documentation. need.ts has the addresses. */
import { describe, expect, test } from '@jest/globals';
import { ask, askGroup, indexFields } from '../../testing/src/indexes/ask.ts';
import { indexToAdd, isServed } from '../../testing/src/indexes/indexConfig.ts';
import { needOf } from '../../testing/src/indexes/need.ts';
import type { Filter, StructuredQuery } from '../../testing/src/indexes/structuredQuery.ts';

const NOTHING = { indexes: [], fieldOverrides: [] };

describe('automatic indexes', () => {
  test.each<[string, StructuredQuery]>([
    ['reading all', ask('cities')],
    ['an equality', ask('cities', 'state EQUAL')],
    ['a null', ask('cities', 'state IS_NULL')],
    ['a range', ask('cities', 'population LESS_THAN')],
    ['an inequality', ask('cities', 'population NOT_EQUAL')],
    ['an order', ask('cities', 'order by population desc')],
    ['a range in its order', ask('cities', 'name LESS_THAN order by name desc')],
    ['both ends of a range', ask('cities', 'name GREATER_THAN, name LESS_THAN')],
    ['`in`', ask('cities', 'country IN')],
    ['several equalities', ask('cities', 'country EQUAL, capital EQUAL, state EQUAL')],
    ['an equality in the order of names', ask('cities', 'state EQUAL order by __name__ desc')],
    ['array-contains', ask('cities', 'regions ARRAY_CONTAINS')],
    ['array-contains-any', ask('cities', 'regions ARRAY_CONTAINS_ANY')],
    ['reading all of a collection group', askGroup('landmarks')],
  ])('serve %s', (_name, query) => {
    expect(isServed(NOTHING, needOf(query))).toBe(true);
  });
});

/** The fields of the index that each query needs. */
const COMPOSITE: Record<string, string> = {
  'an equality and an order': 'country EQUAL order by population -> country, population',
  'an equality and a range, which implies its ascending order':
    'country EQUAL, population GREATER_THAN -> country, population',
  '`in` and a range': 'country IN, population GREATER_THAN -> country, population',
  'an equality and a range in descending order':
    'country EQUAL, population LESS_THAN order by population desc -> country, population desc',
  'a null and an order': 'state IS_NULL order by population desc -> state, population desc',
  'array-contains and an equality':
    'regions ARRAY_CONTAINS, capital EQUAL -> regions contains, capital',
  'array-contains-any and an equality':
    'capital EQUAL, regions ARRAY_CONTAINS_ANY -> regions contains, capital',
  'array-contains and an order':
    'regions ARRAY_CONTAINS order by population desc -> regions contains, population desc',
  'two orders': 'order by country, population desc -> country, population desc',
  'ranges of two fields, by name':
    'population GREATER_THAN, density LESS_THAN -> density, population',
  'ranges of two fields, in the order that is asked for':
    'salary GREATER_THAN, experience GREATER_THAN order by salary, experience -> salary, experience',
  'a range that the order does not name: it follows, in the last direction':
    'experience NOT_EQUAL order by salary desc -> salary desc, experience desc',
  'names in another direction than the last field':
    'order by population desc, __name__ -> population desc, __name__',
};

describe('a composite index is needed for', () => {
  test.each(Object.entries(COMPOSITE))('%s', (_name, text) => {
    const [query, fields = ''] = text.split(' -> ');
    const need = needOf(ask('cities', query));
    const index = {
      collectionGroup: 'cities',
      queryScope: 'COLLECTION' as const,
      fields: indexFields(fields),
    };
    expect(indexToAdd(need)).toEqual(index);
    expect(isServed(NOTHING, need)).toBe(false);
    expect(isServed({ ...NOTHING, indexes: [index] }, need)).toBe(true);
  });

  test('several equalities in a collection group', () => {
    const need = needOf(askGroup('landmarks', 'category EQUAL, name EQUAL'));
    expect(indexToAdd(need)).toEqual({
      collectionGroup: 'landmarks',
      queryScope: 'COLLECTION_GROUP',
      fields: indexFields('category, name'),
    });
  });
});

describe('an override of one field is needed for', () => {
  test.each<[string, string, object]>([
    ['an equality', 'category EQUAL', { order: 'ASCENDING' }],
    ['`in`', 'category IN', { order: 'ASCENDING' }],
    ['an order', 'order by category desc', { order: 'DESCENDING' }],
    ['array-contains', 'category ARRAY_CONTAINS', { arrayConfig: 'CONTAINS' }],
  ])('%s in a collection group', (_name, query, mode) => {
    const need = needOf(askGroup('landmarks', query));
    const override = {
      collectionGroup: 'landmarks',
      fieldPath: 'category',
      indexes: [{ ...mode, queryScope: 'COLLECTION_GROUP' as const }],
    };
    expect(indexToAdd(need)).toEqual(override);
    expect(isServed(NOTHING, need)).toBe(false);
    expect(isServed({ ...NOTHING, fieldOverrides: [override] }, need)).toBe(true);
  });
});

describe('a query whose index is left open by the documentation throws:', () => {
  const or: Filter = { compositeFilter: { op: 'OR', filters: [] } };
  test.each<[string, StructuredQuery, RegExp]>([
    ['OR', { ...ask('cities'), where: or }, /with OR/],
    ['an unknown comparison', ask('cities', 'name LIKE'), /with LIKE/],
    ['an order by an equality', ask('cities', 'name IN order by name'), /`name` both/],
    ['an equality and a range', ask('cities', 'name EQUAL, name LESS_THAN'), /`name` both/],
    ['names as an equality', ask('cities', '__name__ EQUAL'), /`__name__` both/],
    ['a vector search', { ...ask('cities'), findNearest: {} }, /vector search/],
    ['all collections', { from: [{ allDescendants: true }] }, /all collections/],
  ])('%s', (_name, query, message) => {
    expect(() => needOf(query)).toThrow(message);
  });
});
