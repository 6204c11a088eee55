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
  throw new Error('nothing was to be downloaded');
};

test('an override in the environment is enough', () => {
  const jar = put(join(env['FIREBASE_EMULATORS_PATH']!, 'mine.jar'));
  const overridden = { ...env, STORAGE_EMULATOR_BINARY_PATH: jar };
  expect(hasStorageRuntime({ env: overridden, download: noDownload })).toBe(true);
});

test('an override that names nothing is said', () => {
  const overridden = { ...env, STORAGE_EMULATOR_BINARY_PATH: '/none.jar' };
  expect(() => hasStorageRuntime({ env: overridden, download: noDownload })).toThrow(
    /none\.jar, which does not exist/,
  );
});

test('so is what firebase-tools has downloaded before', () => {
  put(downloadedFile('storage', env));
  expect(hasStorageRuntime({ env, download: noDownload })).toBe(true);
});

test.each([true, false])('else it is downloaded, if it can be (%s)', (canDownload) => {
  expect(hasStorageRuntime({ env, download: () => canDownload })).toBe(canDownload);
});
