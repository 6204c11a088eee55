import { describe, expect, test } from '@jest/globals';
import { ask, askGroup } from '../../testing/src/indexes/ask.ts';
import {
  isServed,
  unneededIndexes,
  type CompositeIndex,
  type FieldOverride,
  type IndexConfig,
} from '../../testing/src/indexes/indexConfig.ts';
import { needOf, type IndexField } from '../../testing/src/indexes/need.ts';

/** An index of Firestore's documentation, for example `restaurants('category', 'star_rating DESCENDING')`. */
function restaurants(...fields: string[]): CompositeIndex {
  return {
    collectionGroup: 'restaurants',
    queryScope: 'COLLECTION',
    fields: fields.map((field) => {
      const [fieldPath = '', order = 'ASCENDING'] = field.split(' ');
      return { fieldPath, order } as IndexField;
    }),
  };
}

const composite = (...indexes: CompositeIndex[]): IndexConfig => ({ indexes, fieldOverrides: [] });
const overridden = (
  fieldPath: string,
  indexes: FieldOverride['indexes'] = [],
  others: CompositeIndex[] = [],
): IndexConfig => ({
  indexes: others,
  fieldOverrides: [{ collectionGroup: 'restaurants', fieldPath, indexes }],
});

describe('isServed', () => {
  const bestBurgers = needOf(
    ask('restaurants', ['category EQUAL', 'city EQUAL'], ['star_rating DESCENDING']),
  );

  test.each<[string, CompositeIndex]>([
    ['all fields', restaurants('category', 'city', 'star_rating DESCENDING')],
    ['equalities in reverse order', restaurants('city', 'category', 'star_rating DESCENDING')],
    [
      'equalities in any direction',
      restaurants('category DESCENDING', 'city DESCENDING', 'star_rating DESCENDING'),
    ],
  ])('an index with %s', (_name, index) => {
    expect(isServed(composite(index), bestBurgers)).toBe(true);
  });

  test.each<[string, CompositeIndex]>([
    ['the order reversed', restaurants('category', 'city', 'star_rating')],
    ['the order first', restaurants('star_rating DESCENDING', 'category', 'city')],
    ['a missing field', restaurants('category', 'star_rating DESCENDING')],
    ['an extra field', restaurants('category', 'city', 'name', 'star_rating DESCENDING')],
    ['more after the order', restaurants('category', 'city', 'star_rating DESCENDING', 'name')],
    [
      'another scope',
      {
        ...restaurants('category', 'city', 'star_rating DESCENDING'),
        queryScope: 'COLLECTION_GROUP',
      },
    ],
    [
      'another collection',
      { ...restaurants('category', 'city', 'star_rating DESCENDING'), collectionGroup: 'bars' },
    ],
  ])('not an index with %s', (_name, index) => {
    expect(isServed(composite(index), bestBurgers)).toBe(false);
  });

  test('indexes are merged for equalities if each has the order and together they have all fields', () => {
    const category = restaurants('category', 'star_rating DESCENDING');
    const city = restaurants('city', 'star_rating DESCENDING');
    expect(isServed(composite(category, city), bestBurgers)).toBe(true);
    expect(isServed(composite(category, restaurants('city', 'name')), bestBurgers)).toBe(false);
  });

  test('nothing is merged for a range, array membership or a collection group', () => {
    const indexes = [restaurants('category', 'star_rating'), restaurants('city', 'star_rating')];
    const range = ['category EQUAL', 'city EQUAL', 'star_rating GREATER_THAN'];
    expect(isServed(composite(...indexes), needOf(ask('restaurants', range)))).toBe(false);

    const member = ['tags ARRAY_CONTAINS', 'city EQUAL'];
    expect(isServed(composite(), needOf(ask('restaurants', member)))).toBe(false);

    const group = indexes.map((index) => ({ ...index, queryScope: 'COLLECTION_GROUP' as const }));
    const query = askGroup(
      'restaurants',
      ['category EQUAL', 'city EQUAL'],
      ['star_rating ASCENDING'],
    );
    expect(isServed(composite(...group), needOf(query))).toBe(false);
  });

  test('only a composite index serves an exempted field', () => {
    const one = needOf(ask('restaurants', ['city EQUAL']));
    const two = needOf(ask('restaurants', ['city EQUAL', 'category EQUAL']));
    const exempted = overridden('city', [], [restaurants('city', 'category')]);
    expect(isServed(exempted, one)).toBe(false);
    expect(isServed(exempted, two)).toBe(true);
    expect(isServed(overridden('city'), two)).toBe(false);
  });

  test('an override has only the indexes that it lists', () => {
    const descending = overridden('city', [{ order: 'DESCENDING', queryScope: 'COLLECTION' }]);
    const query = (direction: string) => needOf(ask('restaurants', [], [`city ${direction}`]));
    expect(isServed(descending, query('DESCENDING'))).toBe(true);
    expect(isServed(descending, query('ASCENDING'))).toBe(false);
  });

  test.each(['address', '*'])('an exemption of `%s` applies to `address.city`', (fieldPath) => {
    const query = needOf(ask('restaurants', ['address.city EQUAL']));
    expect(isServed(composite(), query)).toBe(true);
    expect(isServed(overridden(fieldPath), query)).toBe(false);
  });

  test('a composite index of one field, which Firestore refuses, does not count', () => {
    const group = { ...restaurants('city'), queryScope: 'COLLECTION_GROUP' as const };
    expect(isServed(composite(group), needOf(askGroup('restaurants', ['city EQUAL'])))).toBe(false);
  });
});

describe('unneededIndexes', () => {
  const needs = [
    needOf(ask('restaurants', ['city EQUAL'], ['star_rating ASCENDING'])),
    needOf(askGroup('restaurants', ['name EQUAL'])),
  ];
  const city = restaurants('city', 'star_rating');
  const name = { order: 'ASCENDING', queryScope: 'COLLECTION_GROUP' } as const;

  test('none if each serves a query', () => {
    expect(unneededIndexes(overridden('name', [name], [city]), needs)).toEqual([]);
  });

  test('one that serves no query, even if a query has no index', () => {
    const unused = restaurants('city', 'star_rating DESCENDING');
    expect(unneededIndexes(overridden('name', [name], [city, unused]), needs)).toEqual([unused]);
    expect(unneededIndexes(overridden('name', [name], [unused]), needs)).toEqual([unused]);
  });

  test('both of two that serve the same query: either can be removed', () => {
    const twin = restaurants('city DESCENDING', 'star_rating');
    const unneeded = unneededIndexes(overridden('name', [name], [city, twin]), needs);
    expect(unneeded).toEqual([city, twin]);
  });

  test('one of the several indexes of a field', () => {
    const unused = { order: 'DESCENDING', queryScope: 'COLLECTION_GROUP' } as const;
    const unneeded = unneededIndexes(overridden('name', [name, unused], [city]), needs);
    expect(unneeded).toEqual([
      { collectionGroup: 'restaurants', fieldPath: 'name', indexes: [unused] },
    ]);
  });
});
