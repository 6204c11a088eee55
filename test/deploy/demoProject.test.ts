/** `firebase deploy` to a project of the emulators stops before it builds or uploads anything, and says why. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../testing/src/cli/root.ts';
import { FIREBASE_CLI } from '../../testing/src/emulators/firebaseTools.ts';

/** firebase-tools without an account and without the network. */
const ENV = {
  PATH: process.env['PATH'],
  XDG_CONFIG_HOME: mkdtempSync(join(tmpdir(), 'firebase-config-')),
  FIREBASE_TOKEN: 'none',
  FIREBASE_TOKEN_URL: 'http://127.0.0.1:9',
  FIREBASE_CLI_DISABLE_UPDATE_CHECK: 'true',
};

// firebase-tools checks the Hosting site before the first hook, so `hosting` needs an account to get there.
test.each(['firestore', 'storage', 'functions'])('firebase deploy --only %s', (target) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      FIREBASE_CLI,
      ...['deploy', '--only', target, '--project', 'demo-firegroups', '--non-interactive'],
      ...['--config', join(ROOT, 'firebase.json')],
    ],
    { cwd: ENV.XDG_CONFIG_HOME, env: ENV, encoding: 'utf8' },
  );
  expect(stdout + stderr).toContain(
    'demo-firegroups exists only on the emulators, so nothing can be deployed to it. Choose your own project',
  );
  expect(stdout).not.toContain('npm run build');
  expect(status).toBe(1);
});

test('every target has this check first', () => {
  const { emulators: _emulators, ...targets } = JSON.parse(
    readFileSync(join(ROOT, 'firebase.json'), 'utf8'),
  ) as Record<string, { predeploy?: string[] } | { predeploy?: string[] }[]>;
  const first = Object.values(targets).flatMap((target) =>
    [target].flat().map(({ predeploy }) => predeploy?.[0]),
  );
  expect(first).toEqual(Array(4).fill('node tools/realProject.mjs'));
});
