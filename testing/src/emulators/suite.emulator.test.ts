import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { emulatorHost } from './emulatorHost.ts';
import { findSuite, recordSuite } from './suite.ts';

test('a folder finds its suite by the answers of the real hub', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'checkout-'));
  const hub = process.env['FIREBASE_EMULATOR_HUB']!;
  await recordSuite(hub, folder);
  const { value } = emulatorHost('FIRESTORE_EMULATOR_HOST');
  expect(await findSuite({}, folder)).toMatchObject({ hub, emulators: { firestore: value } });
});
