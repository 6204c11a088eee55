/**
 * Writes the API report, client-sdk/api/firegroups.api.md. `npm run api`; `npm run api:check` writes nothing and fails
 * where the report differs from what the package exports.
 */
import { parseArgs } from 'node:util';
import { runMain } from '../../../testing/src/cli/cliError.ts';
import { emitDeclarations, extractReport } from './types.ts';

await runMain(() => {
  const { check = false } = parseArgs({ options: { check: { type: 'boolean' } } }).values;
  emitDeclarations();
  const differs = extractReport({ check });
  if (!check) return 0;
  if (differs) {
    console.error(
      'client-sdk/api/firegroups.api.md differs from what the package exports: run `npm run api`, and read its diff.',
    );
    return 1;
  }
  console.log('The API report agrees with what the package exports.');
  return 0;
});
