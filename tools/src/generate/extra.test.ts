import { describe, expect, test } from '@jest/globals';
import config from '../../../firegroups.config.ts';
import { extraTypes, isValidExtra } from './extra.ts';

describe('isValidExtra in firestore.rules', () => {
  test('refuses the map if no extra fields are declared', () => {
    expect(isValidExtra({ groups: {} })).toContain("return !('extra' in after());");
  });

  test('checks each declared field of each kind', () => {
    const rules = isValidExtra({
      users: { city: { type: 'string', max: 40 } },
      groups: {
        category: { type: 'string', values: ['chess', "what's on"] },
        tags: { type: 'strings' },
      },
    });
    expect(rules).toContain(`
  return !('extra' in after())
    || (kind == 'users'
      && after().extra is map
      && after().extra.keys().hasOnly(['city'])
      && isTextUpTo(after().extra.get('city', ''), 40))
    || (kind == 'groups'
      && after().extra is map
      && after().extra.keys().hasOnly(['category', 'tags'])
      && after().extra.get('category', 'chess') in ['chess', 'what\\'s on']
      && isExtraList(after().extra.get('tags', [])));
}
function isExtraList(value) {`);
    expect(rules.match(/isExtraItem\(value, \d\)/g)).toHaveLength(10);
  });
});

test('each kind of document has a type', () => {
  const types = extraTypes({
    ...config,
    extra: {
      events: {
        category: { type: 'string', values: ['chess', 'music'] },
        price: { type: 'number' },
        endsAt: { type: 'timestamp' },
        tags: { type: 'strings' },
      },
    },
  });
  expect(types).toContain(`export interface EventExtra {
category?: "chess" | "music" | undefined;
price?: number | undefined;
endsAt?: Date | undefined;
tags?: string[] | undefined;
}`);
  expect(types).toContain('export type GroupExtra = Record<string, never>;');
});
