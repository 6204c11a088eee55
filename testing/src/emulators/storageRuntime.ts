/** Finds the rules runtime of the Storage emulator. firebase-tools cannot download it everywhere. */
import { existsSync } from 'node:fs';
import { download, downloadedFile, fileFromEnv } from './firebaseTools.ts';

/**
 * Returns true iff the Storage emulator can run. It looks for STORAGE_EMULATOR_BINARY_PATH, then for an earlier
 * download of firebase-tools, then downloads it. Throws a `CliError` if the environment variable names a missing file.
 */
export function hasStorageRuntime(
  search: { env?: NodeJS.ProcessEnv; download?: typeof download } = {},
): boolean {
  const { env = process.env } = search;
  return (
    fileFromEnv('STORAGE_EMULATOR_BINARY_PATH', env) !== undefined ||
    existsSync(downloadedFile('storage', env)) ||
    (search.download ?? download)('storage', env)
  );
}
