/** docs/tutorial/chat-app.md: its code compiles, and its table of errors is complete. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import * as sdk from 'firegroups';
import { ROOT } from '../../testing/src/cli/root.ts';
import { readGuide } from '../../testing/src/docs/typescript/guide.ts';
import { errorsIn, openProgram } from '../../testing/src/docs/typescript/program.ts';

jest.setTimeout(180_000);

const guide = readGuide();

describe('docs/tutorial/chat-app.md', () => {
  test('the code compiles as one app, and so does the code of both READMEs', () => {
    const files = new Map([...guide.files, ...readmes()]);
    const errors = errorsIn(openProgram(files), files.keys());
    expect(guide.files.size).toBeGreaterThan(10);
    expect(errors).toEqual([]);
  });

  test('there is a row for each error reason, and no other', () => {
    const rows = [...guide.text.matchAll(/^\| `([a-z-]+)`/gm)].map(([, reason]) => reason);
    // The compiler checks that this file has a sentence for each reason.
    const sentences = guide.files.get('sentences.ts')!;
    const reasons = [...sentences.matchAll(/^ {2}'?([a-z-]+)'?: '/gm)].map(([, reason]) => reason);
    expect(rows).toEqual(reasons);
    expect(rows.length).toBeGreaterThan(10);
  });

  test('every function that the page names exists in the SDK', () => {
    const prose = guide.text.replaceAll(/^```.*?^```$/gms, '');
    const named = [...prose.matchAll(/`([a-z]+(?:[A-Z][a-z]+)+)(?:\([^`]*)?`/g)].map(
      ([, name]) => name!,
    );
    expect(named.filter((name) => !(name in sdk) && !OTHERS.includes(name))).toEqual([]);
  });

  test('every link to a page resolves', () => {
    const links = [...guide.text.matchAll(/\]\((?!https:|#)([^)#]+)/g)].map(([, path]) => path!);
    expect(links.filter((path) => !existsSync(join(ROOT, 'docs/tutorial', path)))).toEqual([]);
  });
});

/** The code of the READMEs, with declarations for the names that it uses. */
function readmes(): [name: string, code: string][] {
  const declarations = `
    declare const bobUid: string;
    declare const render: (what: unknown) => void;
    declare const leave: (message: string) => void;`;
  return ['README.md', 'client-sdk/README.md'].map((page) => {
    const [, code = ''] = /^```ts\n(.*?)^```$/ms.exec(readFileSync(join(ROOT, page), 'utf8')) ?? [];
    expect(code).toContain('getFiregroups');
    return [`${page.replace('/', '-')}.ts`, code + declarations];
  });
}

/** Other names on the page: Firebase's functions, fields and options. */
const OTHERS = [
  'onAuthStateChanged',
  'sendEmailVerification',
  'signOut',
  'getDocs',
  'onSnapshot',
  'joinPolicy',
  'invitePolicy',
  'goingCount',
  'commentCount',
  'memberCount',
  'replyTo',
  'retryAt',
  'photoURL',
  'storageBucket',
];
