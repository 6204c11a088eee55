/** What docs/interop.md shows is what the tests run. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from '../../../testing/src/cli/root.ts';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('docs/interop.md', () => {
  test.each(['reactFirebaseHooks', 'tanstackQuery', 'vuefire', 'rxfire'])('shows %s.ts', (name) => {
    const code = read(`test/sdk/interop/${name}.ts`);
    expect(read('docs/interop.md')).toContain(`\`\`\`ts\n${code}\`\`\`\n`);
  });
});
