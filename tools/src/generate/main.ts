/**
 * `npm run generate` updates what follows from firegroups.config.ts, the model and the API's schemas: the blocks between
 * `<generated …>` and `</generated>`, and the limits that the documentation names. `npm run generate:check` writes nothing and fails
 * if something is out of date.
 *
 * `npm run generate -- --prefix fg_ --out DIR` then writes firestore.rules, storage.rules and firestore.indexes.json with a prefix of
 * collection ids to DIR; with `--database ID`, for that database.
 *
 * A process loads the model only once, so nothing that this module imports statically may load what the model has from the
 * configuration.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import config from '../../../firegroups.config.ts';
import { CliError, runMain } from '../../../testing/src/cli/cliError.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';
import { withBlock } from './block.ts';
import { formattedPage } from './formatted.ts';
import { checked } from './checked.ts';
import {
  acceptedAccounts,
  extraConstants,
  limitConstants,
  parameterDefaults,
} from './configuration.ts';

const { check, prefix, database, out } = parseArgs({
  options: {
    check: { type: 'boolean' },
    prefix: { type: 'string' },
    database: { type: 'string' },
    out: { type: 'string' },
  },
}).values;
let outdated = 0;

async function update(file: string, updatedFrom: (text: string) => string | Promise<string>) {
  const path = join(ROOT, file);
  const text = readFileSync(path, 'utf8');
  const updated = await updatedFrom(text);
  if (updated === text) return;
  outdated += 1;
  if (check) console.error(`${file} is out of date. Run \`npm run generate\`.`);
  else writeFileSync(path, updated);
}

async function updateBlocks(blocks: Record<string, () => string | Promise<string>>) {
  for (const [file, generate] of Object.entries(blocks)) {
    const block = await generate();
    await update(file, (text) => {
      const updated = withBlock(text, block);
      if (updated !== undefined) return updated;
      throw new CliError(
        `${file} has no <generated> block. Restore it, then run \`npm run generate\`.`,
      );
    });
  }
}

await runMain(async () => {
  if ((prefix !== undefined || database !== undefined) && out === undefined)
    throw new CliError('Name the folder for the files: --out DIR.');
  const valid = checked(config);
  await updateBlocks({
    'model/src/limits.ts': () => limitConstants(valid),
    'model/src/accounts.ts': () => acceptedAccounts(valid),
    'model/src/extra.ts': () => extraConstants(valid),
    'functions/src/config.ts': () => parameterDefaults(valid),
  });
  // These load the model, which is up to date only now.
  const { OUTPUTS } = await import('./outputs.ts');
  const { LIMITS_FILE, limitsFile } = await import('./limitsFile.ts');
  const { documentation, withLimits } = await import('./limitsInDocs.ts');
  await updateBlocks(OUTPUTS);
  await update(LIMITS_FILE, limitsFile);
  for (const file of documentation()) {
    await update(file, (text) => {
      const updated = withLimits(file, text);
      return updated === text ? text : formattedPage(file, updated);
    });
  }
  if (out !== undefined) {
    const { instanceFrom } = await import('../../../functions/src/instance.ts');
    const { writeTarget } = await import('../../../testing/src/prefix/write.ts');
    const written = writeTarget(instanceFrom({ prefix, databaseId: database }), out);
    for (const path of written) console.log(`Wrote ${path}.`);
  }
  if (check && outdated === 0) console.log('Everything generated is up to date.');
  return check && outdated > 0 ? 1 : 0;
});
