/**
 * `npm run generate` updates what depends on firegroups.config.ts, the model and the API's schemas: the blocks between
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

/** Writes the rules and indexes of a prefix and a database. Their modules load the model, which must be up to date. */
async function writeTo(folder: string) {
  const { instanceFrom } = await import('../../../functions/src/instance.ts');
  const { writeTarget } = await import('../../../testing/src/prefix/write.ts');
  const target = () => {
    try {
      return instanceFrom({ prefix, databaseId: database });
    } catch (error) {
      throw new CliError((error as Error).message);
    }
  };
  for (const path of writeTarget(target(), folder)) console.log(`Wrote ${path}.`);
}

await runMain(async () => {
  if ((prefix !== undefined || database !== undefined) && out === undefined)
    throw new CliError('Name the folder for the files: --out DIR.');
  if (check && out !== undefined) throw new CliError('--check writes nothing. Leave out --out.');
  const valid = checked(config);
  await updateBlocks({
    'model/src/limits.ts': () => limitConstants(valid),
    'model/src/accounts.ts': () => acceptedAccounts(valid),
    'model/src/extra.ts': () => extraConstants(valid),
    'functions/src/config.ts': () => parameterDefaults(valid),
  });
  // These modules load the model, which is up to date only now.
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
  if (out !== undefined) await writeTo(out);
  if (check && outdated === 0) console.log('Everything generated is up to date.');
  return check && outdated > 0 ? 1 : 0;
});
