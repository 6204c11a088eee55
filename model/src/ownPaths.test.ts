import { describe, expect, test } from '@jest/globals';
import { isOwnPath } from './ownPaths.ts';
import * as paths from './paths.ts';

describe('isOwnPath', () => {
  type PathFunction = (...ids: string[]) => string;
  const functions = Object.entries(paths as unknown as Record<string, PathFunction>);
  // The other functions return the path of a collection.
  const documentPaths = functions.filter(
    ([, pathOf]) => pathOf('a', 'b', 'c').split('/').length % 2 === 0,
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
