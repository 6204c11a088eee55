import { describe, expect, test } from '@jest/globals';
import config from '../../../firegroups.config.ts';
import { extraTypes, isValidExtra } from './extra.ts';

describe('isValidExtra in firestore.rules', () => {
  test('refuses the map if no extra fields are declared', () => {
    expect(isValidExtra({ groups: {} })).toContain(
      `return !('extra' in after())
    || (resource != null && 'extra' in before() && before().extra == after().extra);
}`,
    );
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
    || isDeclaredExtra(kind, after().extra);
}`);
    expect(rules).toContain(`
  return extra is map
    && ((kind == 'users'
      && extra.keys().hasOnly(['city'])
      && (!('city' in extra) || (extra.city is string && extra.city.size() <= 40)))
    || (kind == 'groups'
      && extra.keys().hasOnly(['category', 'tags'])
      && (!('category' in extra) || extra.category in ['chess', 'what\\'s on'])
      && (!('tags' in extra) || isExtraList(extra.tags))));
}
function isExtraList(value) {`);
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
