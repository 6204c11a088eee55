/** Finds what the Storage emulator evaluates storage.rules with, which firebase-tools cannot download everywhere. */
import { existsSync } from 'node:fs';
import { CliError } from '../cli/cliError.ts';
import { download, downloadedFile } from './firebaseTools.ts';

/**
 * Returns whether the Storage emulator can be run. The order: an override in the environment, STORAGE_EMULATOR_BINARY_PATH;
 * firebase-tools' store; its download. Throws a `CliError` where the override names nothing.
 */
export function hasStorageRuntime(
  search: { env?: NodeJS.ProcessEnv; download?: typeof download } = {},
): boolean {
  const { env = process.env } = search;
  const override = env['STORAGE_EMULATOR_BINARY_PATH'];
  if (override) {
    if (existsSync(override)) return true;
    throw new CliError(`STORAGE_EMULATOR_BINARY_PATH names ${override}, which does not exist.`);
  }
  return (
    existsSync(downloadedFile('storage', env)) || (search.download ?? download)('storage', env)
  );
}
