/** Runs the migrations that a project has not had yet, in order, each from where it was left. */
import { showProgress } from '../../../testing/src/cli/progress.ts';
import { lengthOf, walk } from '../walk.ts';
import type { Migration } from './migration.ts';
import { Lease, stateOf } from './state.ts';

export interface MigrateOptions {
  isDryRun: boolean;
  /** Aborted, it ends with its reason; the next run goes on where this one was. */
  signal?: AbortSignal;
  pageSize?: number;
  /** How long another run may be silent before it counts as dead, in milliseconds. */
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
  const { name, stretches, change } = migration;
  const { signal, pageSize } = options;
  const lease = await Lease.take(name, options.lease);
  // Another run may have ended it just now.
  if (lease.state.doneAt) return lease.release();
  let { visited, changed } = lease.state;
  try {
    if (lease.state.place) console.log(`${name}: goes on after ${visited} documents`);
    const progress = showProgress(name, await lengthOf(stretches));
    progress.add(visited);
    await walk({
      stretches,
      from: lease.state.place,
      signal,
      pageSize,
      visit: (document) => change(document, { isDryRun: false }),
      onPage: async (needed, place) => {
        visited += needed.length;
        changed += needed.filter(Boolean).length;
        await lease.keep({ place, visited, changed });
        progress.add(needed.length);
      },
    });
    progress.end();
  } catch (error) {
    // So that nobody has to wait until the lease is over; where it was lost, the first error says so.
    await lease.release().catch(() => {});
    throw error;
  }
  await lease.markDone();
  console.log(`${name}: done, ${changed} of ${visited} documents changed`);
}

/** What is left of it to do, without a trace. */
async function preview(migration: Migration, options: MigrateOptions): Promise<void> {
  const { name, stretches, change } = migration;
  const { signal, pageSize } = options;
  const state = await stateOf(name);
  let visited = 0;
  let needed = 0;
  const progress = showProgress(name, (await lengthOf(stretches)) - (state?.visited ?? 0));
  await walk({
    stretches,
    from: state?.place ?? null,
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
  console.log(`${name}: would change ${needed} of ${visited} documents; nothing was written`);
}
