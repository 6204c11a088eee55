/** The npm scripts and the files that the documentation names. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from '../../testing/src/cli/root.ts';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const listed = execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' });
const pages = listed
  .split('\n')
  .filter((path) => path !== '' && !path.startsWith('.') && !path.endsWith('CHANGELOG.md'));

const FILE =
  /`((?:bench|client-sdk|demo|docs|functions|model|test|testing|tools)\/[\w/-]*[\w.-]+\/?)`/g;
/** Written by a build, or by the person who deploys. */
const NOT_IN_GIT = /\/(?:dist|lib|node_modules)\b|^docs\/api\b|^functions\/\.env/;

describe.each(pages)('%s', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');

  test('names only npm scripts that exist', () => {
    const named = [...text.matchAll(/npm run (?:--?\w+ )*([a-z][\w:-]*)/g)].map(
      ([, name]) => name!,
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('names only files that exist', () => {
    const named = [...text.matchAll(FILE)].map(([, path]) => path!);
    const missing = named.filter((path) => !NOT_IN_GIT.test(path) && !existsSync(join(ROOT, path)));
    expect(missing).toEqual([]);
  });
});
