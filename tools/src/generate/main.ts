/**
 * `npm run generate -- --prefix fg_ --out DIR` writes firestore.rules, storage.rules and firestore.indexes.json with a prefix of
 * collection ids to DIR; with `--database ID`, for that database. Without these options, `npm run generate` updates the blocks between `<generated …>` and `</generated>` from the model and the API's schemas.
 * `npm run generate:check` writes nothing and fails if a block is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CliError, runMain } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';
import { apiTypes } from './apiTypes.ts';
import { instanceFrom } from '../../../functions/src/instance.ts';
import { writeTarget } from '../../../testing/src/prefix/write.ts';
import { withBlock } from './block.ts';
import { limitsTable } from './limitsTable.ts';
import { notificationTable, notificationTypes } from './notifications.ts';
import { operationTables } from './operationTables.ts';
import { permissionsTable } from './permissionsTable.ts';
import { firestoreRulesConstants, storageRulesConstants } from './rulesConstants.ts';

const GENERATED: Record<string, () => string | Promise<string>> = {
  'firestore.rules': firestoreRulesConstants,
  'storage.rules': storageRulesConstants,
  'model/src/notificationTypes.ts': notificationTypes,
  'docs/native.md': operationTables,
  'docs/reference/permissions.md': permissionsTable,
  'docs/reference/data-model.md': notificationTable,
  'docs/reference/security.md': limitsTable,
  'testing/src/http/apiTypes.ts': apiTypes,
};

await runMain(async () => {
  const { check, prefix, database, out } = parseArgs({
    options: {
      check: { type: 'boolean' },
      prefix: { type: 'string' },
      database: { type: 'string' },
      out: { type: 'string' },
    },
  }).values;
  if (prefix !== undefined || database !== undefined || out !== undefined) {
    if (out === undefined) throw new CliError('Name the folder for the files: --out DIR.');
    const written = writeTarget(instanceFrom({ prefix, databaseId: database }), out);
    for (const path of written) console.log(`Wrote ${path}.`);
    return 0;
  }
  let outdated = 0;
  for (const [file, generate] of Object.entries(GENERATED)) {
    const path = join(ROOT, file);
    const text = readFileSync(path, 'utf8');
    const updated = withBlock(text, await generate());
    if (updated === undefined) {
      throw new CliError(
        `${file} has no <generated> block. Restore it, then run \`npm run generate\`.`,
      );
    }
    if (updated === text) continue;
    outdated += 1;
    if (check) console.error(`${file} is out of date. Run \`npm run generate\`.`);
    else writeFileSync(path, updated);
  }
  if (check && outdated === 0) console.log('Every generated block is up to date.');
  return check && outdated > 0 ? 1 : 0;
});
