import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../cli/root.ts';
import { freePorts, writeConfig } from './config.ts';

test('a port in use is replaced by one of the next', async () => {
  const before = await freePorts();
  const taken = createServer().listen(before.firestore);
  await new Promise((resolve) => taken.once('listening', resolve));
  const { firestore } = await freePorts();
  expect(firestore).not.toBe(before.firestore);
  expect(firestore).toBeGreaterThan(8080);
  await new Promise((resolve) => taken.close(resolve));
});

test('every emulator gets another port', async () => {
  const ports = Object.values(await freePorts());
  expect(new Set(ports).size).toBe(ports.length);
});

test('the configuration is firebase.json with these ports', async () => {
  const ports = { ...(await freePorts()), firestore: 8999, auth: 9999 };
  const file = await writeConfig('test', ports, false);
  const config = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  rmSync(file);
  const origins = ['9999', '8999', String(ports.storage)].map((port) => `http://127.0.0.1:${port}`);
  const original = JSON.parse(
    readFileSync(join(ROOT, 'firebase.json'), 'utf8').replace(
      "connect-src 'self' https:",
      `connect-src 'self' ${origins.join(' ')} https:`,
    ),
  ) as object;
  expect(config).toMatchObject({
    ...original,
    emulators: { firestore: { port: 8999 }, auth: { port: 9999 }, ui: { enabled: false } },
  });
});
