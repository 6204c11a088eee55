/**
 * The suite of emulators that `npm start` runs in this folder. A file names it, because a hub does not know to which folder
 * it belongs. The file also names the process, so that it does not lead to another suite that took over the port.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../cli/root.ts';

/** How long a hub may take to answer, in milliseconds. */
const HUB_TIMEOUT = 2_000;

export interface Suite {
  /** The hub's `host:port`. */
  hub: string;
  /** The `host:port` of each emulator that runs, by its name. */
  emulators: Partial<Record<string, string>>;
}

const fileIn = (folder: string) => join(folder, '.firegroups/suite.json');

/**
 * Returns the suite that runs in this folder, or undefined if none does. FIREBASE_EMULATOR_HUB (`host:port`) names another
 * suite, whatever its folder.
 */
export async function findSuite(
  env: NodeJS.ProcessEnv = process.env,
  folder = ROOT,
): Promise<Suite | undefined> {
  const hub = env['FIREBASE_EMULATOR_HUB'];
  try {
    const recorded = hub ? { hub } : readRecord(folder);
    if ('pid' in recorded && recorded.pid !== (await pidOf(recorded.hub))) return undefined;
    const running = await ask<Record<string, { host: string; port: number }>>(
      recorded.hub,
      'emulators',
    );
    const addresses = Object.entries(running).map(([name, { host, port }]) => [
      name,
      `${host}:${port}`,
    ]);
    return {
      hub: recorded.hub,
      emulators: Object.fromEntries(addresses) as Suite['emulators'],
    };
  } catch {
    return undefined; // There is no file, it cannot be read, or its suite has ended.
  }
}

/** Makes the suite with this hub the one of the folder, unless another one runs there. */
export async function recordSuite(hub: string, folder = ROOT): Promise<void> {
  if (await findSuite({}, folder)) return;
  const file = fileIn(folder);
  mkdirSync(dirname(file), { recursive: true });
  const record = JSON.stringify({ hub, pid: await pidOf(hub) });
  writeFileSync(`${file}.new`, record);
  renameSync(`${file}.new`, file);
}

function readRecord(folder: string): { hub: string; pid: number } {
  return JSON.parse(readFileSync(fileIn(folder), 'utf8')) as { hub: string; pid: number };
}

async function pidOf(hub: string): Promise<number> {
  return (await ask<{ pid: number }>(hub, '')).pid;
}

async function ask<T>(hub: string, path: string): Promise<T> {
  const signal = AbortSignal.timeout(HUB_TIMEOUT);
  return (await (await fetch(`http://${hub}/${path}`, { signal })).json()) as T;
}
