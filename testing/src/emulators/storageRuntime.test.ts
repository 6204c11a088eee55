import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { downloadedFile } from './firebaseTools.ts';
import { hasStorageRuntime } from './storageRuntime.ts';

let env: NodeJS.ProcessEnv;

beforeEach(() => {
  env = { FIREBASE_EMULATORS_PATH: mkdtempSync(join(tmpdir(), 'storage-')) };
});

function put(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  return file;
}

const noDownload = () => {
  throw new Error('nothing should be downloaded');
};

test('the file in the environment variable is enough', () => {
  const jar = put(join(env['FIREBASE_EMULATORS_PATH']!, 'mine.jar'));
  const overridden = { ...env, STORAGE_EMULATOR_BINARY_PATH: jar };
  expect(hasStorageRuntime({ env: overridden, download: noDownload })).toBe(true);
});

test('an environment variable that names a missing file throws', () => {
  const overridden = { ...env, STORAGE_EMULATOR_BINARY_PATH: '/none.jar' };
  expect(() => hasStorageRuntime({ env: overridden, download: noDownload })).toThrow(
    /none\.jar, which does not exist/,
  );
});

test('an earlier download of firebase-tools is enough', () => {
  put(downloadedFile('storage', env));
  expect(hasStorageRuntime({ env, download: noDownload })).toBe(true);
});

test.each([true, false])('otherwise firebase-tools downloads it (success: %s)', (canDownload) => {
  expect(hasStorageRuntime({ env, download: () => canDownload })).toBe(canDownload);
});
