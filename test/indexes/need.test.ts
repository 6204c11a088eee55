/** The examples come from Firestore's documentation. need.ts has the addresses. */
import { describe, expect, test } from '@jest/globals';
import { ask, askGroup } from '../../testing/src/indexes/ask.ts';
import {
  indexToAdd,
  isServed,
  type CompositeIndex,
} from '../../testing/src/indexes/indexConfig.ts';
import { needOf } from '../../testing/src/indexes/need.ts';
import type { Filter, StructuredQuery } from '../../testing/src/indexes/structuredQuery.ts';

const NOTHING = { indexes: [], fieldOverrides: [] };

/** An index as text: `country ASCENDING, regions CONTAINS`. */
const asText = ({ fields }: CompositeIndex) =>
  fields
    .map(({ fieldPath, order, arrayConfig }) => `${fieldPath} ${order ?? arrayConfig}`)
    .join(', ');

describe('automatic indexes', () => {
  test.each<[string, StructuredQuery]>([
    ['reading all', ask('cities')],
    ['an equality', ask('cities', ['state EQUAL'])],
    ['a null', ask('cities', ['state IS_NULL'])],
    ['a range', ask('cities', ['population LESS_THAN'])],
    ['an inequality', ask('cities', ['population NOT_EQUAL'])],
    ['an order', ask('cities', [], ['population DESCENDING'])],
    ['a range in its order', ask('cities', ['name LESS_THAN'], ['name DESCENDING'])],
    ['both ends of a range', ask('cities', ['name GREATER_THAN', 'name LESS_THAN'])],
    ['`in`', ask('cities', ['country IN'])],
    ['several equalities', ask('cities', ['country EQUAL', 'capital EQUAL', 'state EQUAL'])],
    ['an equality in the order of names', ask('cities', ['state EQUAL'], ['__name__ DESCENDING'])],
    ['array-contains', ask('cities', ['regions ARRAY_CONTAINS'])],
    ['array-contains-any', ask('cities', ['regions ARRAY_CONTAINS_ANY'])],
    ['reading all of a collection group', askGroup('landmarks')],
  ])('serve %s', (_name, query) => {
    expect(isServed(NOTHING, needOf(query))).toBe(true);
  });
});

describe('a composite index is needed for', () => {
  test.each<[string, StructuredQuery, string]>([
    [
      'an equality and an order',
      ask('cities', ['country EQUAL'], ['population ASCENDING']),
      'country ASCENDING, population ASCENDING',
    ],
    [
      'an equality and a range, which implies its ascending order',
      ask('cities', ['country EQUAL', 'population GREATER_THAN']),
      'country ASCENDING, population ASCENDING',
    ],
    [
      '`in` and a range',
      ask('cities', ['country IN', 'population GREATER_THAN']),
      'country ASCENDING, population ASCENDING',
    ],
    [
      'an equality and a range in descending order',
      ask('cities', ['country EQUAL', 'population LESS_THAN'], ['population DESCENDING']),
      'country ASCENDING, population DESCENDING',
    ],
    [
      'a null and an order',
      ask('cities', ['state IS_NULL'], ['population DESCENDING']),
      'state ASCENDING, population DESCENDING',
    ],
    [
      'array-contains and an equality',
      ask('cities', ['regions ARRAY_CONTAINS', 'capital EQUAL']),
      'regions CONTAINS, capital ASCENDING',
    ],
    [
      'array-contains-any and an equality',
      ask('cities', ['capital EQUAL', 'regions ARRAY_CONTAINS_ANY']),
      'regions CONTAINS, capital ASCENDING',
    ],
    [
      'array-contains and an order',
      ask('cities', ['regions ARRAY_CONTAINS'], ['population DESCENDING']),
      'regions CONTAINS, population DESCENDING',
    ],
    [
      'two orders',
      ask('cities', [], ['country ASCENDING', 'population DESCENDING']),
      'country ASCENDING, population DESCENDING',
    ],
    [
      'ranges of two fields, by name',
      ask('cities', ['population GREATER_THAN', 'density LESS_THAN']),
      'density ASCENDING, population ASCENDING',
    ],
    [
      'ranges of two fields, in the order that is asked for',
      ask(
        'employees',
        ['salary GREATER_THAN', 'experience GREATER_THAN'],
        ['salary ASCENDING', 'experience ASCENDING'],
      ),
      'salary ASCENDING, experience ASCENDING',
    ],
    [
      'a range that the order does not name: it follows, in the last direction',
      ask('employees', ['experience NOT_EQUAL'], ['salary DESCENDING']),
      'salary DESCENDING, experience DESCENDING',
    ],
    [
      'names in another direction than the last field',
      ask('cities', [], ['population DESCENDING', '__name__ ASCENDING']),
      'population DESCENDING, __name__ ASCENDING',
    ],
  ])('%s', (_name, query, expected) => {
    const need = needOf(query);
    const index = indexToAdd(need) as CompositeIndex;
    expect(asText(index)).toBe(expected);
    expect(isServed(NOTHING, need)).toBe(false);
    expect(isServed({ ...NOTHING, indexes: [index] }, need)).toBe(true);
  });

  test('several equalities in a collection group', () => {
    const need = needOf(askGroup('landmarks', ['category EQUAL', 'name EQUAL']));
    const index = indexToAdd(need) as CompositeIndex;
    expect(index).toMatchObject({ collectionGroup: 'landmarks', queryScope: 'COLLECTION_GROUP' });
    expect(asText(index)).toBe('category ASCENDING, name ASCENDING');
  });
});

describe('an override of one field is needed for', () => {
  test.each<[string, StructuredQuery, object]>([
    ['an equality', askGroup('landmarks', ['category EQUAL']), { order: 'ASCENDING' }],
    ['`in`', askGroup('landmarks', ['category IN']), { order: 'ASCENDING' }],
    ['an order', askGroup('landmarks', [], ['category DESCENDING']), { order: 'DESCENDING' }],
    [
      'array-contains',
      askGroup('landmarks', ['category ARRAY_CONTAINS']),
      { arrayConfig: 'CONTAINS' },
    ],
  ])('%s in a collection group', (_name, query, mode) => {
    const need = needOf(query);
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
    ['an unknown comparison', ask('cities', ['name LIKE']), /with LIKE/],
    ['an order by an equality', ask('cities', ['name IN'], ['name ASCENDING']), /`name` both/],
    ['an equality and a range', ask('cities', ['name EQUAL', 'name LESS_THAN']), /`name` both/],
    ['names as an equality', ask('cities', ['__name__ EQUAL']), /`__name__` both/],
    ['a vector search', { ...ask('cities'), findNearest: {} }, /vector search/],
    ['all collections', { from: [{ allDescendants: true }] }, /all collections/],
  ])('%s', (_name, query, message) => {
    expect(() => needOf(query)).toThrow(message);
  });
});
