import { describe, expect, test } from '@jest/globals';
import { ask, askGroup, indexFields } from '../../testing/src/indexes/ask.ts';
import {
  isServed,
  unneededIndexes,
  type CompositeIndex,
  type FieldOverride,
  type IndexConfig,
} from '../../testing/src/indexes/indexConfig.ts';
import { needOf } from '../../testing/src/indexes/need.ts';

/** An index of Firestore's documentation, for example `restaurants('category, star_rating desc')`. */
const restaurants = (fields: string, change: Partial<CompositeIndex> = {}): CompositeIndex => ({
  collectionGroup: 'restaurants',
  queryScope: 'COLLECTION',
  fields: indexFields(fields),
  ...change,
});
const ofGroup = { queryScope: 'COLLECTION_GROUP' } as const;

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
    ask('restaurants', 'category EQUAL, city EQUAL order by star_rating desc'),
  );
  const SERVING = 'category, city, star_rating desc';

  test.each<[string, CompositeIndex]>([
    ['all fields', restaurants(SERVING)],
    ['equalities in reverse order', restaurants('city, category, star_rating desc')],
    ['equalities in any direction', restaurants('category desc, city desc, star_rating desc')],
  ])('an index with %s', (_name, index) => {
    expect(isServed(composite(index), bestBurgers)).toBe(true);
  });

  test.each<[string, CompositeIndex]>([
    ['the order reversed', restaurants('category, city, star_rating')],
    ['the order first', restaurants('star_rating desc, category, city')],
    ['a missing field', restaurants('category, star_rating desc')],
    ['an extra field', restaurants('category, city, name, star_rating desc')],
    ['more after the order', restaurants('category, city, star_rating desc, name')],
    ['another scope', restaurants(SERVING, ofGroup)],
    ['another collection', restaurants(SERVING, { collectionGroup: 'bars' })],
  ])('not an index with %s', (_name, index) => {
    expect(isServed(composite(index), bestBurgers)).toBe(false);
  });

  test('indexes are merged for equalities if each has the order and together they have all fields', () => {
    const category = restaurants('category, star_rating desc');
    const city = restaurants('city, star_rating desc');
    expect(isServed(composite(category, city), bestBurgers)).toBe(true);
    expect(isServed(composite(category, restaurants('city, name')), bestBurgers)).toBe(false);
  });

  test('nothing is merged for a range, array membership or a collection group', () => {
    const fields = ['category, star_rating', 'city, star_rating'];
    const both = composite(...fields.map((each) => restaurants(each)));
    const range = ask('restaurants', 'category EQUAL, city EQUAL, star_rating GREATER_THAN');
    expect(isServed(both, needOf(range))).toBe(false);

    const member = ask('restaurants', 'tags ARRAY_CONTAINS, city EQUAL');
    expect(isServed(composite(), needOf(member))).toBe(false);

    const bothOfGroup = composite(...fields.map((each) => restaurants(each, ofGroup)));
    const query = askGroup('restaurants', 'category EQUAL, city EQUAL order by star_rating');
    expect(isServed(bothOfGroup, needOf(query))).toBe(false);
  });

  test('only a composite index serves an exempted field', () => {
    const one = needOf(ask('restaurants', 'city EQUAL'));
    const two = needOf(ask('restaurants', 'city EQUAL, category EQUAL'));
    const exempted = overridden('city', [], [restaurants('city, category')]);
    expect(isServed(exempted, one)).toBe(false);
    expect(isServed(exempted, two)).toBe(true);
    expect(isServed(overridden('city'), two)).toBe(false);
  });

  test('an override has only the indexes that it lists', () => {
    const descending = overridden('city', [{ order: 'DESCENDING', queryScope: 'COLLECTION' }]);
    const query = (order: string) => needOf(ask('restaurants', `order by ${order}`));
    expect(isServed(descending, query('city desc'))).toBe(true);
    expect(isServed(descending, query('city'))).toBe(false);
  });

  test.each(['address', '*'])('an exemption of `%s` applies to `address.city`', (fieldPath) => {
    const query = needOf(ask('restaurants', 'address.city EQUAL'));
    expect(isServed(composite(), query)).toBe(true);
    expect(isServed(overridden(fieldPath), query)).toBe(false);
  });

  test('a composite index of one field, which Firestore refuses, does not count', () => {
    const group = composite(restaurants('city', ofGroup));
    expect(isServed(group, needOf(askGroup('restaurants', 'city EQUAL')))).toBe(false);
  });
});

describe('unneededIndexes', () => {
  const needs = [
    needOf(ask('restaurants', 'city EQUAL order by star_rating')),
    needOf(askGroup('restaurants', 'name EQUAL')),
  ];
  const city = restaurants('city, star_rating');
  const name = { ...ofGroup, order: 'ASCENDING' } as const;

  test('none if each serves a query', () => {
    expect(unneededIndexes(overridden('name', [name], [city]), needs)).toEqual([]);
  });

  test('one that serves no query, even if a query has no index', () => {
    const unused = restaurants('city, star_rating desc');
    expect(unneededIndexes(overridden('name', [name], [city, unused]), needs)).toEqual([unused]);
    expect(unneededIndexes(overridden('name', [name], [unused]), needs)).toEqual([unused]);
  });

  test('both of two that serve the same query: either can be removed', () => {
    const twin = restaurants('city desc, star_rating');
    const unneeded = unneededIndexes(overridden('name', [name], [city, twin]), needs);
    expect(unneeded).toEqual([city, twin]);
  });

  test('one of the several indexes of a field', () => {
    const unused = { ...ofGroup, order: 'DESCENDING' } as const;
    const unneeded = unneededIndexes(overridden('name', [name, unused], [city]), needs);
    expect(unneeded).toEqual([
      { collectionGroup: 'restaurants', fieldPath: 'name', indexes: [unused] },
    ]);
  });
});
