/**
 * What one group of functions works on. A project can create several groups with different prefixes, and tests run them in one
 * process, so nothing here is global: each call of a handler runs with its own instance.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { PREFIX_PATTERN } from '@firegroups/model';

export interface Instance {
  /** The prefix of every collection id, and of the top folders in Cloud Storage. */
  prefix: string;
  /** The id of the Firestore database. */
  databaseId: string;
}

/** Without an option, an instance has no prefix, and the database `(default)`. */
export type InstanceOptions = { [Option in keyof Instance]?: Instance[Option] | undefined };

/** The instance of code that no group of functions runs: tools and tests. The environment sets it. */
const DEFAULT = instanceFrom({
  prefix: process.env['FIREGROUPS_PREFIX'],
  databaseId: process.env['FIREGROUPS_DATABASE_ID'],
});

const current = new AsyncLocalStorage<Instance>();

/** Returns the instance of these options. Throws an error that names an invalid option, its value and what was expected. */
export function instanceFrom({ prefix, databaseId }: InstanceOptions): Instance {
  if (prefix !== undefined && !new RegExp(PREFIX_PATTERN).test(prefix)) {
    throw new Error(
      `prefix is "${prefix}": expected a letter and then at most 19 letters, digits and underscores.`,
    );
  }
  if (
    databaseId !== undefined &&
    !/^(\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/.test(databaseId)
  ) {
    throw new Error(
      `databaseId is "${databaseId}": expected (default), or 4 to 63 lowercase letters, digits and hyphens.`,
    );
  }
  return { prefix: prefix ?? '', databaseId: databaseId ?? '(default)' };
}

/** Runs a handler, and all that it starts, with an instance. */
export const runAs = <R>(instance: Instance, run: () => R): R => current.run(instance, run);

/** The instance that the present code works on. */
export const instance = (): Instance => current.getStore() ?? DEFAULT;

/**
 * What the deployed names of the functions in this group begin with: `firegroups-` for those of `export const firegroups`. The
 * platform says it to each function. Empty for tools and tests.
 */
export function groupName(): string {
  const groups = (process.env['FUNCTION_TARGET'] ?? '').split('.').slice(0, -1);
  return groups.map((name) => `${name}-`).join('');
}
