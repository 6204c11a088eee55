import { expect, test } from '@jest/globals';
import { imagePath, imagesPath } from './imageFiles.ts';
import { groupPath, memberPath, userPath, votePath } from './paths.ts';

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

test('an image of a group is in the folder of its uploader, and one of a user in the only folder', () => {
  expect(imagePath(groupPath('g1'), 'ann', 'i1')).toBe('groups/g1/images/ann/i1');
  expect(imagePath(userPath('ann'), 'ann', 'i1')).toBe('users/ann/images/i1');
  expect(imagesPath(groupPath('g1'))).toBe('groups/g1/images');
});
