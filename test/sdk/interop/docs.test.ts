/** docs/guides/binding-libraries.md shows the code that the tests run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from '../../../testing/src/cli/root.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('docs/guides/binding-libraries.md', () => {
  test.each(['reactFirebaseHooks', 'tanstackQuery', 'vuefire', 'rxfire'])('shows %s.ts', (name) => {
    const code = read(`testing/src/interop/${name}.ts`);
    expect(read('docs/guides/binding-libraries.md')).toContain(`\`\`\`ts\n${code}\`\`\`\n`);
  });
});
