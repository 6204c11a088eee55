/** firebase-tools: its program and its cache of downloaded emulators. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../cli/root.ts';
import { findFile } from './findFile.ts';

const require = createRequire(join(ROOT, 'package.json'));

export const FIREBASE_CLI = require.resolve('firebase-tools/lib/bin/firebase.js');

type Download = 'firestore' | 'storage' | 'ui';
interface DownloadInfo {
  downloadPathRelativeToCacheDir: string;
  binaryPathRelativeToCacheDir?: string;
}

/** Returns the path of a downloaded emulator, in the version that firebase-tools uses. The file may be missing. */
export function downloadedFile(emulator: Download, env: NodeJS.ProcessEnv = process.env): string {
  const all = require('firebase-tools/lib/emulator/downloadableEmulatorInfo.json') as {
    firestore: DownloadInfo;
    storage: DownloadInfo;
    ui: { main: DownloadInfo };
  };
  const info = emulator === 'ui' ? all.ui.main : all[emulator];
  const cache = env['FIREBASE_EMULATORS_PATH'] ?? join(homedir(), '.cache/firebase/emulators');
  return join(cache, info.binaryPathRelativeToCacheDir ?? info.downloadPathRelativeToCacheDir);
}

export interface EmulatorSearch {
  env?: NodeJS.ProcessEnv;
  /** Other files to look for before a download. */
  others?: readonly string[];
  download?: typeof download;
}

/**
 * Returns the file of an emulator: the one in `…_EMULATOR_BINARY_PATH`, an earlier download of firebase-tools, one of
 * `others`, or a new download. Returns undefined if there is none. Throws a `CliError` if the environment variable names
 * a missing file.
 */
export function findEmulator(emulator: Download, search: EmulatorSearch = {}): string | undefined {
  const { env = process.env, others = [] } = search;
  const downloaded = downloadedFile(emulator, env);
  function* candidates() {
    yield* [downloaded, ...others];
    (search.download ?? download)(emulator, env);
    yield downloaded;
  }
  const variable = `${emulator.toUpperCase()}_EMULATOR_BINARY_PATH`;
  return findFile({ env, variable, candidates: candidates() });
}

/** Downloads an emulator by firebase-tools. If that fails, the file is missing. */
export function download(emulator: Download, env: NodeJS.ProcessEnv): void {
  spawnSync(process.execPath, [FIREBASE_CLI, `setup:emulators:${emulator}`], {
    cwd: ROOT,
    env,
    stdio: 'ignore',
    timeout: 300_000,
  });
}
