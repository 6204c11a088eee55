import { describe, expect, test } from '@jest/globals';
import { imagePath, imagesPath } from './imageFiles.ts';
import * as paths from './paths.ts';

const { groupPath, isOwnPath, memberPath, userPath, votePath } = paths;

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

describe('isOwnPath', () => {
  type PathFunction = (...ids: string[]) => string;
  const functions = Object.entries(paths as unknown as Record<string, PathFunction>);
  // The other functions are `isOwnPath` and those that return the path of a collection.
  const documentPaths = functions.filter(
    ([name, pathOf]) => name !== 'isOwnPath' && pathOf('a', 'b', 'c').split('/').length % 2 === 0,
  );

  test.each(documentPaths)('accepts the path of %s', (_name, pathOf) => {
    expect(isOwnPath(pathOf('a', 'b', 'c'))).toBe(true);
  });

  test.each([
    'projects/p/members/ann',
    'polls/p/votes/ann',
    'shops/s/users/ann',
    'groups/g/polls/p/votes/ann',
    'groups/g/posts/p/comments/c/votes/ann',
    'users/ann/albums/a/comments/c',
    'groups/g/members',
    'groups',
    'toString/p',
  ])('refuses %s', (path) => {
    expect(isOwnPath(path)).toBe(false);
  });
});
