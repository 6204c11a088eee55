/** Each folder finds its own suite. The hubs answer as firebase-tools does; suite.emulator.test.ts asks a real one. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { findSuite, recordSuite } from './suite.ts';

const servers = new Set<Server>();

afterEach(async () => {
  await Promise.all([...servers].map(close));
});

/** Starts a hub whose Firestore emulator has this port. Returns its address. */
async function startHub({
  pid,
  firestore,
  port = 0,
}: Record<'pid' | 'firestore', number> & { port?: number }) {
  const server = createServer((request, response) => {
    const answers: Record<string, object> = {
      '/': { version: '15.0.0', origins: [], pid },
      '/emulators': { firestore: { host: '127.0.0.1', port: firestore, pid: 1 } },
    };
    response.end(JSON.stringify(answers[request.url!]));
  });
  servers.add(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const hub = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { hub, port: (server.address() as AddressInfo).port, stop: () => close(server) };
}

async function close(server: Server): Promise<void> {
  servers.delete(server);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'checkout-'));
const firestoreIn = async (folder: string, env = {}) =>
  (await findSuite(env, folder))?.emulators['firestore'];

describe('findSuite', () => {
  test('finds the suite of its folder, not that of another one', async () => {
    const [mine, other] = [newFolder(), newFolder()];
    await recordSuite((await startHub({ pid: 11, firestore: 8080 })).hub, mine);
    await recordSuite((await startHub({ pid: 12, firestore: 8081 })).hub, other);
    expect(await firestoreIn(mine)).toBe('127.0.0.1:8080');
    expect(await firestoreIn(other)).toBe('127.0.0.1:8081');
  });

  test('finds none if its suite has ended, even if another one took over the port', async () => {
    const folder = newFolder();
    const ended = await startHub({ pid: 11, firestore: 8080 });
    await recordSuite(ended.hub, folder);
    await ended.stop();
    expect(await findSuite({}, folder)).toBeUndefined();
    await startHub({ pid: 12, firestore: 8081, port: ended.port });
    expect(await findSuite({}, folder)).toBeUndefined();
  });

  test('finds none in a folder without a suite, or with a file that cannot be read', async () => {
    const folder = newFolder();
    expect(await findSuite({}, folder)).toBeUndefined();
    mkdirSync(join(folder, '.firegroups'));
    writeFileSync(join(folder, '.firegroups/suite.json'), '{"hub":');
    expect(await findSuite({}, folder)).toBeUndefined();
  });

  test('FIREBASE_EMULATOR_HUB names another suite', async () => {
    const folder = newFolder();
    await recordSuite((await startHub({ pid: 11, firestore: 8080 })).hub, folder);
    const { hub } = await startHub({ pid: 12, firestore: 8081 });
    expect(await firestoreIn(folder, { FIREBASE_EMULATOR_HUB: hub })).toBe('127.0.0.1:8081');
  });
});

describe('recordSuite', () => {
  test('keeps the first suite of a folder while it runs', async () => {
    const folder = newFolder();
    const first = await startHub({ pid: 11, firestore: 8080 });
    const second = await startHub({ pid: 12, firestore: 8081 });
    await recordSuite(first.hub, folder);
    await recordSuite(second.hub, folder);
    expect(await firestoreIn(folder)).toBe('127.0.0.1:8080');
    await first.stop();
    await recordSuite(second.hub, folder);
    expect(await firestoreIn(folder)).toBe('127.0.0.1:8081');
  });
});
