/** firebase-tools as a program: where it is, and its own store of downloaded emulators. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../cli/root.ts';

const require = createRequire(join(ROOT, 'package.json'));

export const FIREBASE_CLI = require.resolve('firebase-tools/lib/bin/firebase.js');

type Download = 'firestore' | 'storage' | 'ui';
interface DownloadInfo {
  downloadPathRelativeToCacheDir: string;
  binaryPathRelativeToCacheDir?: string;
}

/** The file by which firebase-tools knows that it has the emulator: the one of the version that it would download. */
export function downloadedFile(emulator: Download, env: NodeJS.ProcessEnv = process.env): string {
  const all = require('firebase-tools/lib/emulator/downloadableEmulatorInfo.json') as {
    firestore: DownloadInfo;
    storage: DownloadInfo;
    ui: { main: DownloadInfo };
  };
  const info = emulator === 'ui' ? all.ui.main : all[emulator];
  const store = env['FIREBASE_EMULATORS_PATH'] ?? join(homedir(), '.cache/firebase/emulators');
  return join(store, info.binaryPathRelativeToCacheDir ?? info.downloadPathRelativeToCacheDir);
}

/** Has firebase-tools download the emulator; returns whether it is there now. */
export function download(emulator: Download, env: NodeJS.ProcessEnv = process.env): boolean {
  spawnSync(process.execPath, [FIREBASE_CLI, `setup:emulators:${emulator}`], {
    cwd: ROOT,
    env,
    stdio: 'ignore',
    timeout: 300_000,
  });
  return existsSync(downloadedFile(emulator, env));
}
