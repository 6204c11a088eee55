import { expect, test } from '@jest/globals';
import { memberPath, votePath } from './paths.ts';

test('a path has its literal type, so triggers infer their parameters', () => {
  const document: 'groups/g1/members/ann' = memberPath('g1', 'ann');
  const pattern: 'groups/{groupId}/events/{eventId}/votes/{uid}' = votePath(
    '{groupId}',
    '{eventId}',
    '{uid}',
  );
  expect([document, pattern]).toEqual([
    'groups/g1/members/ann',
    'groups/{groupId}/events/{eventId}/votes/{uid}',
  ]);
});
