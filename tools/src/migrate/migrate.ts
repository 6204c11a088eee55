/** Runs the migrations that a project has not had yet, in order. Each continues where an earlier run ended. */
import { showProgress } from '../../../testing/src/cli/progress.ts';
import { countDocuments, walkCollections } from '../walkCollections.ts';
import type { Migration } from './migration.ts';
import { Lease, stateOf } from './state.ts';

export interface MigrateOptions {
  isDryRun: boolean;
  /** If it is aborted, the run rejects with its reason, and the next run continues after the last finished page. */
  signal?: AbortSignal;
  pageSize?: number;
  /** How long another run may write nothing before it counts as dead, in milliseconds. */
  lease?: number;
}

export async function migrate(
  migrations: readonly Migration[],
  options: MigrateOptions,
): Promise<void> {
  const { isDryRun } = options;
  for (const migration of migrations) {
    const done = (await stateOf(migration.name))?.doneAt;
    if (done) console.log(`${migration.name}: done on ${done.toDate().toISOString()}`);
    else await (isDryRun ? preview(migration, options) : run(migration, options));
  }
}

async function run(migration: Migration, options: MigrateOptions): Promise<void> {
  const { name, collections, change } = migration;
  const { signal, pageSize } = options;
  const lease = await Lease.acquire(name, options.lease);
  // Another run may have finished the migration in the meantime.
  if (lease.state.doneAt) return lease.release();
  let { visited, changed } = lease.state;
  try {
    if (lease.state.cursor) console.log(`${name}: continues after ${visited} documents`);
    const progress = showProgress(name, await countDocuments(collections));
    progress.add(visited);
    await walkCollections({
      collections,
      from: lease.state.cursor,
      signal,
      pageSize,
      visit: (document) => change(document, { isDryRun: false }),
      onPage: async (needed, cursor) => {
        visited += needed.length;
        changed += needed.filter(Boolean).length;
        await lease.saveProgress({ cursor, visited, changed });
        progress.add(needed.length);
      },
    });
    progress.end();
  } catch (error) {
    // Otherwise the next run would wait until the lease expires. If the lease was lost, the first error says so.
    await lease.release().catch(() => {});
    throw error;
  }
  await lease.markDone();
  console.log(`${name}: done, ${changed} of ${visited} documents changed`);
}

/** Prints how many documents the migration would change, and writes nothing. */
async function preview(migration: Migration, options: MigrateOptions): Promise<void> {
  const { name, collections, change } = migration;
  const { signal, pageSize } = options;
  const state = await stateOf(name);
  let visited = 0;
  let needed = 0;
  const progress = showProgress(name, (await countDocuments(collections)) - (state?.visited ?? 0));
  await walkCollections({
    collections,
    from: state?.cursor ?? null,
    signal,
    pageSize,
    visit: (document) => change(document, { isDryRun: true }),
    onPage: (page) => {
      visited += page.length;
      needed += page.filter(Boolean).length;
      progress.add(page.length);
    },
  });
  progress.end();
  console.log(`${name}: would change ${needed} of ${visited} documents (dry run, nothing written)`);
}
