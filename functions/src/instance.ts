/**
 * The prefix and the database of one group of functions. A project can create several groups with different prefixes, and tests run
 * them in one process. So they are not global: each call of a handler runs with its own instance.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { PREFIX_PATTERN } from '@firegroups/model';

export interface Instance {
  /** The prefix of every collection id, and of the top folders in Cloud Storage. */
  prefix: string;
  /** The id of the Firestore database. */
  databaseId: string;
}

/** By default, an instance has no prefix and uses the database `(default)`. */
export type InstanceOptions = { [Option in keyof Instance]?: Instance[Option] | undefined };

/** The instance of code outside of any function: tools and tests. The environment sets its options. */
const DEFAULT = instanceFrom({
  prefix: process.env['FIREGROUPS_PREFIX'],
  databaseId: process.env['FIREGROUPS_DATABASE_ID'],
});

/**
 * The name of the function that this process runs. Under a debugger, one process of the emulator runs all functions, and only
 * the documented name of the group is known.
 */
const TARGET =
  process.env['FUNCTION_TARGET'] ??
  (process.env['FUNCTION_DEBUG_MODE'] === undefined ? '' : 'firegroups.all');

const current = new AsyncLocalStorage<Instance>();

/** Returns the instance of these options. Throws an error that names an invalid option, its value and what was expected. */
export function instanceFrom({ prefix, databaseId }: InstanceOptions): Instance {
  if (prefix !== undefined && !new RegExp(PREFIX_PATTERN).test(prefix)) {
    throw new Error(
      `prefix is "${prefix}": expected a letter, then at most 19 letters, digits and underscores.`,
    );
  }
  // An environment variable can be empty.
  const isSet = databaseId !== undefined && databaseId !== '';
  if (isSet && !/^(\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/.test(databaseId)) {
    throw new Error(
      `databaseId is "${databaseId}": expected (default), or 4 to 63 lowercase letters, digits and hyphens, beginning with a letter and not ending with a hyphen.`,
    );
  }
  return { prefix: prefix ?? '', databaseId: isSet ? databaseId : '(default)' };
}

/** Runs a handler, and all that it starts, with an instance. */
export const runAs = <R>(instance: Instance, run: () => R): R => current.run(instance, run);

/**
 * The instance of the running function.
 *
 * @throws Error if a deployed function has lost it. Without a prefix, it would read and delete the project's own documents.
 */
export function instance(): Instance {
  const running = current.getStore();
  if (running === undefined && TARGET !== '')
    throw new Error('This code runs outside of a handler.');
  return running ?? DEFAULT;
}

/**
 * What the deployed names of the functions in this group begin with: `firegroups-` for those of `export const firegroups`. The
 * platform passes the full name to each function. Empty for tools and tests.
 */
export function groupName(): string {
  const groups = TARGET.split('.').slice(0, -1);
  return groups.map((name) => `${name}-`).join('');
}
