import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { CliError } from '../cli/cliError.ts';
import { downloadedFile } from './firebaseTools.ts';
import { findFirestoreJar } from './firestoreJar.ts';

let machine: string;
let env: NodeJS.ProcessEnv;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'firestore-'));
  env = { PATH: join(machine, 'bin'), FIREBASE_EMULATORS_PATH: join(machine, 'store') };
});

function put(file: string): string {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
  return file;
}

/** Installs a Google Cloud SDK with the emulator. Returns the emulator's jar. */
const installSdk = (root: string) =>
  put(join(machine, root, 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar'));

const noDownload = () => {
  throw new Error('nothing should be downloaded');
};

describe('findFirestoreJar', () => {
  test('takes the file in the environment variable first', () => {
    const jar = put(join(machine, 'mine.jar'));
    put(downloadedFile('firestore', env));
    const overridden = { ...env, FIRESTORE_EMULATOR_BINARY_PATH: jar };
    expect(findFirestoreJar({ env: overridden, download: noDownload })).toBe(jar);
  });

  test('throws if the environment variable names a missing file', () => {
    const overridden = { ...env, FIRESTORE_EMULATOR_BINARY_PATH: join(machine, 'none.jar') };
    expect(() => findFirestoreJar({ env: overridden })).toThrow(/none\.jar, which does not exist/);
  });

  test('returns undefined if firebase-tools has its own', () => {
    put(downloadedFile('firestore', env));
    installSdk('sdk');
    const search = { env, sdkRoots: [join(machine, 'sdk')], download: noDownload };
    expect(findFirestoreJar(search)).toBeUndefined();
  });

  test.each([
    ['in a usual folder', (root: string) => ({ sdkRoots: [root] })],
    ['in CLOUDSDK_ROOT_DIR', (root: string) => ({ env: { ...env, CLOUDSDK_ROOT_DIR: root } })],
    [
      'with its gcloud on the PATH',
      (root: string) => {
        const gcloud = put(join(root, 'bin/gcloud'));
        mkdirSync(join(machine, 'bin'));
        symlinkSync(gcloud, join(machine, 'bin/gcloud'));
        return {};
      },
    ],
  ])('makes a launcher for the jar of a Google Cloud SDK %s', (_where, prepare) => {
    const jar = installSdk(
      'a folder with a rather long name, so that the line of the manifest is folded',
    );
    const root = dirname(dirname(dirname(jar)));
    const launcher = findFirestoreJar({
      env,
      sdkRoots: [],
      download: noDownload,
      ...prepare(root),
    });
    const manifest = strFromU8(unzipSync(readFileSync(launcher!))['META-INF/MANIFEST.MF']!);
    const lines = manifest.split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(70);
    expect(manifest.replaceAll('\r\n ', '').split('\r\n')).toEqual([
      'Manifest-Version: 1.0',
      'Main-Class: com.google.cloud.datastore.emulator.firestore.CloudFirestore',
      `Class-Path: ${pathToFileURL(jar).href}`,
      '',
    ]);
  });

  test('downloads it by firebase-tools last', () => {
    expect(findFirestoreJar({ env, sdkRoots: [], download: () => true })).toBeUndefined();
  });

  test('says what to install if all of this fails', () => {
    const search = { env, sdkRoots: [], download: () => false };
    expect(() => findFirestoreJar(search)).toThrow(CliError);
    expect(() => findFirestoreJar(search)).toThrow(/Install the Debian package google-cloud-cli-/);
  });
});
