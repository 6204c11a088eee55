import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '@firegroups/model';
import { ROOT } from '../../../testing/src/cli/root.ts';
import { documentation, withLimits } from './limitsInDocs.ts';

describe('withLimits', () => {
  test('fills in limits in text and in tables', () => {
    const page = [
      '| field | rule                             |',
      '| ----- | -------------------------------- |',
      '| bio   | <!--limit:bio-->1<!--/--> units |',
      '',
      'At most <!--limit:postContent-->1<!--/-->, and',
      '<!--limit:actions.groups.most-->1<!--/--> in <!--limit:actions.groups.hours-->1<!--/-->.',
      '',
    ].join('\n');
    const filled = withLimits('page.md', page);
    const { groups } = LIMITS.actions;
    const within = groups.hours === 1 ? 'an hour' : `${groups.hours} hours`;
    const number = (value: number) => value.toLocaleString('en-US');
    expect(filled.replaceAll(/<!--.*?-->/g, '')).toContain(`| ${number(LIMITS.bio)} units |`);
    expect(filled.replaceAll(/<!--.*?-->/g, '')).toContain(
      `At most ${number(LIMITS.postContent)}, and\n${number(groups.most)} in ${within}.\n`,
    );
    expect(withLimits('page.md', filled)).toBe(filled);
  });

  test('fills in limits in code, without separators', () => {
    const code = ['```swift', 'let most = 1 // LIMITS.groupList', 'let other = 1', '```', ''];
    expect(withLimits('page.md', code.join('\n'))).toBe(
      ['```swift', `let most = ${LIMITS.groupList} // LIMITS.groupList`, ...code.slice(2)].join(
        '\n',
      ),
    );
  });

  test.each(['none', 'actions', 'actions.groups.none', 'bio.length'])(
    'names the file if a limit does not exist: %s',
    (name) => {
      expect(() => withLimits('page.md', `<!--limit:${name}-->1<!--/-->`)).toThrow(
        `page.md names the limit ${name}, which does not exist.`,
      );
    },
  );
});

/** A limit that was written as a number. */
const BY_HAND = /\b(to|most|first) \d[\d,]* (visible )?characters|\blimit of at most \d/;

test.each([
  ...documentation(),
  ...globSync(['{client-sdk,functions,demo}/src/**/*.{ts,tsx}', '*.rules'], { cwd: ROOT }),
])('%s has no limit that was written as a number', (file) => {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  expect(lines.filter((line) => BY_HAND.test(line))).toEqual([]);
});
