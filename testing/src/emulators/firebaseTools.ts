/** firebase-tools: its program and its cache of downloaded emulators. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { CliError } from '../cli/cliError.ts';
import { ROOT } from '../cli/root.ts';

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

/** Downloads an emulator by firebase-tools. Returns false if that fails. */
export function download(emulator: Download, env: NodeJS.ProcessEnv = process.env): boolean {
  spawnSync(process.execPath, [FIREBASE_CLI, `setup:emulators:${emulator}`], {
    cwd: ROOT,
    env,
    stdio: 'ignore',
    timeout: 300_000,
  });
  return existsSync(downloadedFile(emulator, env));
}

/** Returns the file that an environment variable names, if it is set. Throws a `CliError` if it does not exist. */
export function fileFromEnv(variable: string, env: NodeJS.ProcessEnv): string | undefined {
  const file = env[variable];
  if (!file) return undefined;
  if (existsSync(file)) return file;
  throw new CliError(`${variable} names ${file}, which does not exist.`);
}
