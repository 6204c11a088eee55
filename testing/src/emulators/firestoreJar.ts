/** Finds the official Firestore emulator. firebase-tools cannot download it everywhere. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { CliError } from '../cli/cliError.ts';
import { ROOT } from '../cli/root.ts';
import { download, downloadedFile, fileFromEnv } from './firebaseTools.ts';

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

/** Where to look. The defaults are those of this machine. */
export interface FirestoreJarSearch {
  env?: NodeJS.ProcessEnv;
  sdkRoots?: readonly string[];
  download?: typeof download;
}

/**
 * Returns the jar for FIRESTORE_EMULATOR_BINARY_PATH, or undefined if firebase-tools has its own. It looks for that
 * environment variable, then for an earlier download of firebase-tools, then for an installed Google Cloud SDK, then
 * downloads it. Throws a `CliError` if there is none.
 */
export function findFirestoreJar(search: FirestoreJarSearch = {}): string | undefined {
  const { env = process.env, sdkRoots = CLOUD_SDK_ROOTS } = search;
  const override = fileFromEnv('FIRESTORE_EMULATOR_BINARY_PATH', env);
  if (override) return override;
  if (existsSync(downloadedFile('firestore', env))) return undefined;
  for (const root of [...sdkRootsIn(env), ...sdkRoots]) {
    const jar = join(root, JAR_IN_SDK);
    if (existsSync(jar)) return launcherFor(jar);
  }
  if ((search.download ?? download)('firestore', env)) return undefined;
  throw new CliError(
    'The Firestore emulator is missing, and firebase-tools could not download it. Install the Debian package ' +
      'google-cloud-cli-firestore-emulator, or run `gcloud components install cloud-firestore-emulator`.',
  );
}

function sdkRootsIn(env: NodeJS.ProcessEnv): string[] {
  const gclouds = (env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'gcloud'));
  const onPath = gclouds.filter(existsSync).map((file) => dirname(dirname(realpathSync(file))));
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
