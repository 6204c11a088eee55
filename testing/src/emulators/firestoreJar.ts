/** Finds the official Firestore emulator. firebase-tools cannot download it everywhere. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { CliError } from '../cli/cliError.ts';
import { ROOT } from '../cli/root.ts';
import { filesOnPath } from './findFile.ts';
import { downloadedFile, findEmulator, type EmulatorSearch } from './firebaseTools.ts';

/** The folders of Google Cloud SDKs: Debian package, Google's installer, Homebrew, snap. */
const CLOUD_SDK_ROOTS = [
  '/usr/lib/google-cloud-sdk',
  join(homedir(), 'google-cloud-sdk'),
  '/opt/homebrew/share/google-cloud-sdk',
  '/usr/local/share/google-cloud-sdk',
  '/snap/google-cloud-cli/current',
];

const JAR_IN_SDK = 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar';
const MAIN_CLASS = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';

/**
 * Returns the jar for FIRESTORE_EMULATOR_BINARY_PATH, or undefined if firebase-tools has its own. It looks for that
 * environment variable, then for an earlier download of firebase-tools, then for an installed Google Cloud SDK, then
 * downloads it. Throws a `CliError` if there is none.
 */
export function findFirestoreJar(
  search: EmulatorSearch & { sdkRoots?: readonly string[] } = {},
): string | undefined {
  const { env = process.env, sdkRoots = CLOUD_SDK_ROOTS } = search;
  const inSdks = [...sdkRootsIn(env), ...sdkRoots].map((root) => join(root, JAR_IN_SDK));
  const found = findEmulator('firestore', { ...search, others: inSdks });
  if (found === downloadedFile('firestore', env)) return undefined;
  if (found) return inSdks.includes(found) ? launcherFor(found) : found;
  throw new CliError(
    'The Firestore emulator is missing, and firebase-tools could not download it. Install the Debian package ' +
      'google-cloud-cli-firestore-emulator, or run `gcloud components install cloud-firestore-emulator`.',
  );
}

function sdkRootsIn(env: NodeJS.ProcessEnv): string[] {
  const gclouds = filesOnPath(env, ['gcloud']).filter(existsSync);
  const onPath = gclouds.map((file) => dirname(dirname(realpathSync(file))));
  return [...(env['CLOUDSDK_ROOT_DIR'] ? [env['CLOUDSDK_ROOT_DIR']] : []), ...onPath];
}

/**
 * firebase-tools runs `java -jar`, but the jar of the Google Cloud SDK has no main class. So this makes a jar whose
 * manifest names the main class and that jar.
 */
function launcherFor(jar: string): string {
  const folder = join(ROOT, 'node_modules/.cache/firegroups');
  const name = createHash('sha256').update(jar).digest('hex').slice(0, 16);
  const launcher = join(folder, `firestore-emulator-${name}.jar`);
  const manifest = [
    'Manifest-Version: 1.0',
    `Main-Class: ${MAIN_CLASS}`,
    `Class-Path: ${pathToFileURL(jar).href}`,
  ];
  mkdirSync(folder, { recursive: true });
  const text = manifest.map(foldManifestLine).join('');
  writeFileSync(launcher, zipSync({ 'META-INF/MANIFEST.MF': strToU8(text) }));
  return launcher;
}

/** A line of a manifest has at most 72 bytes with its end. A longer one continues after a space. */
function foldManifestLine(line: string): string {
  return `${line.match(/.{1,69}/g)!.join('\r\n ')}\r\n`;
}
