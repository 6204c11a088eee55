/** What the emulators and the browser tests find on machines with different installations. */
import { mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { findChromium } from '../browser/chromium.ts';
import { CliError } from '../cli/cliError.ts';
import { downloadedFile, findEmulator, type EmulatorSearch } from './firebaseTools.ts';
import { findFirestoreJar } from './firestoreJar.ts';
import { OLDEST_JAVA, findJavaFolder } from './java.ts';

let machine: string;

beforeEach(() => {
  machine = mkdtempSync(join(tmpdir(), 'machine-'));
});

const at = (file: string) => resolve(machine, file);
const pathOf = (folders: string[]) => folders.map(at).join(delimiter);

/** Puts a program on the machine. Returns its path. */
function put(file: string, script = ''): string {
  mkdirSync(dirname(at(file)), { recursive: true });
  writeFileSync(at(file), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return at(file);
}

describe('findJavaFolder', () => {
  const versions = {
    java8: '1.8.0_402',
    java17: '17.0.15',
    java21: '21.0.2',
    java22: '22-ea',
    java25: '25',
    'linux/java-17': '17.0.15',
    'linux/temurin-25': '25.0.3',
    'mac/java-17': '17.0.15',
    'mac/temurin-25.jdk/Contents/Home': '25.0.3',
  };
  const find = (path: string[], home?: string, jdks = 'none') => {
    const PATH = pathOf(path.map((folder) => join(folder, 'bin')));
    return findJavaFolder({ JAVA_HOME: home && at(home), PATH }, [at(jdks)]);
  };
  const usual = (os: string) =>
    `finds one in the usual folders of ${os} if JAVA_HOME and the PATH have older ones`;

  beforeEach(() => {
    put('broken/bin/java', 'exit 1');
    for (const [home, version] of Object.entries(versions))
      put(`${home}/bin/java`, `echo 'openjdk version "${version}" 2025-01-01' >&2`);
  });

  test.each<[title: string, found: string, ...Parameters<typeof find>]>([
    ['takes JAVA_HOME first', 'java21', ['java25'], 'java21'],
    ['takes the first java on the PATH that is new enough', 'java21', ['java17', 'java21']],
    [usual('Linux'), 'linux/temurin-25', ['java8'], 'java8', 'linux'],
    [usual('macOS'), 'mac/temurin-25.jdk/Contents/Home', ['java8'], 'java8', 'mac'],
    ['skips a java that does not run', 'java22', ['broken', 'java22']],
  ])('%s', (_title, found, ...search) => {
    expect(find(...search)).toBe(at(join(found, 'bin')));
  });

  test('says what to install if there is none', () => {
    expect(() => find(['none'])).toThrow(CliError);
    expect(() => find(['none'])).toThrow(
      `The emulators need Java ${OLDEST_JAVA} or later. Install a JDK`,
    );
  });

  test('names the older ones it found', () => {
    expect(() => find(['java17'])).toThrow(`(${at('java17/bin/java')} is 17)`);
  });
});

describe('findChromium', () => {
  const mac = 'Applications/Chromium.app/Contents/MacOS/Chromium';
  const find = (path: string[], files: string[] = [], chrome?: string) =>
    findChromium({ CHROME_PATH: chrome && at(chrome), PATH: pathOf(path) }, files.map(at));

  beforeEach(() => {
    put('broken/chromium', 'exit 1');
    for (const file of ['mine/my-browser', 'first/google-chrome', 'second/chromium', mac])
      put(file);
  });

  test.each<[title: string, found: string | undefined, ...Parameters<typeof find>]>([
    ['takes CHROME_PATH first', 'mine/my-browser', ['second'], [], 'mine/my-browser'],
    [
      'takes the first on the PATH, whatever it is called',
      'first/google-chrome',
      ['first', 'second'],
    ],
    ['takes a usual file where the PATH has none that runs', mac, ['broken'], ['none', mac]],
    ['finds none where there is none', undefined, ['.'], ['none']],
  ])('%s', (_title, found, ...search) => {
    expect(find(...search)).toBe(found && at(found));
  });

  test('says so where CHROME_PATH names nothing that runs, though there is another', () => {
    const problem = `CHROME_PATH names ${at('broken/chromium')}, which cannot be run.`;
    expect(() => find(['second'], [], 'broken/chromium')).toThrow(new CliError(problem));
  });
});

/** The environment of a machine on which nothing is installed. */
const bareEnv = () => ({ PATH: at('bin'), FIREBASE_EMULATORS_PATH: at('store') });
const [firestore, storage] = (['firestore', 'storage'] as const).map((emulator) =>
  downloadedFile(emulator, { FIREBASE_EMULATORS_PATH: 'store' }),
) as [string, string];

type Download = NonNullable<EmulatorSearch['download']>;
const canDownload: Download = (emulator, env) => void put(downloadedFile(emulator, env));
const cannotDownload: Download = () => {};
const noDownload: Download = () => {
  throw new Error('nothing should be downloaded');
};

describe('findFirestoreJar', () => {
  const jar = 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar';
  const find = (download: Download, sdkRoots: string[] = [], env: NodeJS.ProcessEnv = {}) =>
    findFirestoreJar({ env: { ...bareEnv(), ...env }, sdkRoots: sdkRoots.map(at), download });

  test('takes the file in the environment variable first', () => {
    const FIRESTORE_EMULATOR_BINARY_PATH = put('mine.jar');
    put(firestore);
    expect(find(noDownload, [], { FIRESTORE_EMULATOR_BINARY_PATH })).toBe(at('mine.jar'));
  });

  test('throws if the environment variable names a missing file', () => {
    const FIRESTORE_EMULATOR_BINARY_PATH = at('none.jar');
    expect(() => find(noDownload, [], { FIRESTORE_EMULATOR_BINARY_PATH })).toThrow(
      /none\.jar, which does not exist/,
    );
  });

  test.each([
    ['returns undefined if firebase-tools has its own', [firestore, `sdk/${jar}`], noDownload],
    ['downloads it by firebase-tools last', [], canDownload],
  ])('%s', (_title, files, download) => {
    for (const file of files) put(file);
    expect(find(download, ['sdk'])).toBeUndefined();
  });

  const sdk = 'a folder with a rather long name, so that the line of the manifest is folded';
  test.each([
    ['in a usual folder', [sdk], () => ({})],
    ['in CLOUDSDK_ROOT_DIR', [], () => ({ CLOUDSDK_ROOT_DIR: at(sdk) })],
    [
      'with its gcloud on the PATH',
      [],
      () => {
        mkdirSync(at('bin'));
        symlinkSync(put(`${sdk}/bin/gcloud`), at('bin/gcloud'));
        return {};
      },
    ],
  ])('makes a launcher for the jar of a Google Cloud SDK %s', (_where, sdkRoots, prepare) => {
    put(`${sdk}/${jar}`);
    const launcher = find(noDownload, sdkRoots, prepare());
    const manifest = strFromU8(unzipSync(readFileSync(launcher!))['META-INF/MANIFEST.MF']!);
    const lines = manifest.split('\r\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(70);
    expect(manifest.replaceAll('\r\n ', '').split('\r\n')).toEqual([
      'Manifest-Version: 1.0',
      'Main-Class: com.google.cloud.datastore.emulator.firestore.CloudFirestore',
      `Class-Path: ${pathToFileURL(at(`${sdk}/${jar}`)).href}`,
      '',
    ]);
  });

  test('says what to install if all of this fails', () => {
    expect(() => find(cannotDownload)).toThrow(CliError);
    expect(() => find(cannotDownload)).toThrow(/Install the Debian package google-cloud-cli-/);
  });
});

test.each([
  ['the file in the environment variable is enough', ['mine.jar'], 'mine.jar', noDownload],
  ['an earlier download of firebase-tools is enough', [storage], undefined, noDownload],
  ['otherwise firebase-tools downloads it (success: true)', [], undefined, canDownload],
])('%s', (_title, files, variable, download) => {
  for (const file of files) put(file);
  const env = { ...bareEnv(), STORAGE_EMULATOR_BINARY_PATH: variable && at(variable) };
  expect(findEmulator('storage', { env, download })).toBe(at(variable ?? storage));
});

test('otherwise firebase-tools downloads it (success: false)', () => {
  const search = { env: bareEnv(), download: cannotDownload };
  expect(findEmulator('storage', search)).toBeUndefined();
});

test('an environment variable that names a missing file throws', () => {
  const env = { ...bareEnv(), STORAGE_EMULATOR_BINARY_PATH: '/none.jar' };
  const find = () => findEmulator('storage', { env, download: noDownload });
  expect(find).toThrow(/none\.jar, which does not exist/);
});
