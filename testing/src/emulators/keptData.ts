/** The data that `npm start -- --keep` keeps between runs: an export of the Emulator Suite. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CliError } from '../cli/cliError.ts';
import { ROOT } from '../cli/root.ts';

/** The folder of the data, relative to the repository. Git ignores it. */
export const DATA_FOLDER = '.firegroups/data';

/** Of the Emulator Suite. It is written last, so an export without it is incomplete. */
const METADATA = 'firebase-export-metadata.json';

/**
 * Returns the folder to import, or undefined if nothing was kept yet. Throws a `CliError` if its content is not a complete
 * export: firebase-tools would start without the data.
 */
export function findKeptData(folder = join(ROOT, DATA_FOLDER)): string | undefined {
  if (!existsSync(folder)) return undefined;
  const problem = problemOf(folder);
  if (!problem) return folder;
  const older = existsSync(`${folder}.old`) ? `, replace it with ${folder}.old` : '';
  throw new CliError(
    `The kept data in ${folder} is incomplete: ${problem}. ` +
      `Restore it${older}, or delete it to start with new data.`,
  );
}

function problemOf(folder: string): string | undefined {
  try {
    const metadata = JSON.parse(readFileSync(join(folder, METADATA), 'utf8')) as Record<
      string,
      { path?: string; metadata_file?: string } | string
    >;
    const files = Object.values(metadata).flatMap((part) =>
      typeof part === 'string' ? [] : [part.path, part.metadata_file],
    );
    const missing = files.find((file) => file !== undefined && !existsSync(join(folder, file)));
    return missing && `${missing} is missing`;
  } catch (error) {
    return `${METADATA} cannot be read (${(error as Error).message})`;
  }
}

/**
 * Exports the data of the running emulators. `hub` is the `host:port` of their hub. The last export stays beside the new one,
 * in `<folder>.old`. Throws a `CliError` if the export fails. The last export is then unchanged.
 */
export async function keepData(hub: string, folder = join(ROOT, DATA_FOLDER)): Promise<void> {
  const [fresh, old] = [`${folder}.new`, `${folder}.old`];
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const problem = (await requestExport(hub, fresh)) ?? problemOf(fresh);
  if (problem)
    throw new CliError(
      `The data of this run could not be kept: ${problem}. ` +
        (existsSync(folder)
          ? `${folder} still holds the data of the last run.`
          : 'Nothing was kept yet.'),
    );
  rmSync(old, { recursive: true, force: true });
  if (existsSync(folder)) renameSync(folder, old);
  renameSync(fresh, folder);
}

/**
 * Returns what went wrong, if anything did. `firebase emulators:export` and its `--export-on-exit` find the hub by the
 * project's id. If two suites of the project run, they may export the data of the wrong one.
 */
async function requestExport(hub: string, path: string): Promise<string | undefined> {
  try {
    const response = await fetch(`http://${hub}/_admin/export`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ path, initiatedBy: 'exit' }),
    });
    return response.ok ? undefined : ((await response.json()) as { message: string }).message;
  } catch (error) {
    return `the hub of the emulators does not answer (${(error as Error).message})`;
  }
}
