/** The emulators' configuration: firebase.json with free ports. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import getPort, { portNumbers } from 'get-port';
import { ROOT } from '../cli/root.ts';
import { instance } from '../../../functions/src/instance.ts';
import { writeFunctionsEnv } from '../prefix/functionsEnv.ts';
import { PREFIX, PREFIXED_FOLDER } from '../prefix/stored.ts';
import { writeTarget } from '../prefix/write.ts';

/** The usual port of each emulator. */
export const USUAL_PORTS = {
  auth: 9099,
  firestore: 8080,
  functions: 5001,
  hosting: 5000,
  storage: 9199,
  eventarc: 9299,
  tasks: 9499,
  hub: 4400,
  logging: 4500,
  ui: 4000,
} as const;

export type PortName = keyof typeof USUAL_PORTS;
export type Ports = Record<PortName, number>;

/** Returns a free port for each emulator: the usual one, else one of the next hundred, else any. */
export async function freePorts(): Promise<Ports> {
  const ports: Ports = { ...USUAL_PORTS };
  for (const name of Object.keys(ports) as PortName[]) ports[name] = await freePort(ports[name]);
  return ports;
}

async function freePort(usual: number): Promise<number> {
  return getPort({ port: portNumbers(usual, usual + 100) });
}

/** What the demo connects to. The headers of a deployed demo do not allow it. */
const DEMO_USES = ['auth', 'firestore', 'storage'] as const;

/** Adds the emulators to the Content-Security-Policy that the Hosting emulator sends. */
function allowEmulators(firebaseJson: string, ports: Ports): string {
  const origins = DEMO_USES.map((name) => `http://127.0.0.1:${ports[name]}`);
  return firebaseJson.replace("connect-src 'self'", ["connect-src 'self'", ...origins].join(' '));
}

/**
 * Writes a copy of firebase.json with these ports and returns its path. The copy is in the same folder, because the
 * paths in it are relative to its folder.
 */
export async function writeConfig(run: string, ports: Ports, ui: boolean): Promise<string> {
  const config = JSON.parse(
    allowEmulators(readFileSync(join(ROOT, 'firebase.json'), 'utf8'), ports),
  ) as {
    functions: Record<string, unknown>[];
    emulators: Record<string, unknown>;
  };
  if (PREFIX !== '') {
    const [rules, storageRules, indexes] = writeTarget(instance(), PREFIXED_FOLDER);
    const inFolder = (path?: string) => relative(ROOT, path!);
    Object.assign(config, { storage: { rules: inFolder(storageRules) } });
    Object.assign(config, { firestore: { rules: inFolder(rules), indexes: inFolder(indexes) } });
    config.functions[0]!['configDir'] = inFolder(writeFunctionsEnv(PREFIXED_FOLDER));
  }
  const { firestore, ui: uiPort, ...rest } = ports;
  config.emulators = {
    ...config.emulators,
    ...Object.fromEntries(Object.entries(rest).map(([name, port]) => [name, { port }])),
    firestore: { port: firestore, websocketPort: await freePort(9150) },
    ui: { enabled: ui, port: uiPort },
  };
  const file = join(ROOT, `firebase.emulators.${run}.json`);
  writeFileSync(file, JSON.stringify(config, null, 2));
  return file;
}
