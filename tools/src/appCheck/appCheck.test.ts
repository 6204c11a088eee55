/** Runs the command with the real firebase-tools. A local server replaces Google's APIs, which have no emulator. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import config from '../../../firegroups.config.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';
import { appCheckParameter } from './parameter.ts';

describe('appCheckParameter', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parameters-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test("comes from the project's .env file, else from the common one, else from the configuration", () => {
    expect(appCheckParameter('p1', folder)).toBe(config.parameters.APP_CHECK);
    writeFileSync(join(folder, '.env'), 'REGION=europe-west1\nAPP_CHECK=unenforced\n');
    expect(appCheckParameter('p1', folder)).toBe('unenforced');
    writeFileSync(join(folder, '.env.p1'), 'APP_CHECK="enforced"\n');
    expect(appCheckParameter('p1', folder)).toBe('enforced');
    expect(appCheckParameter('p2', folder)).toBe('unenforced');
  });

  test('an unknown value is refused with the list of valid ones', () => {
    writeFileSync(join(folder, '.env'), 'APP_CHECK=yes\n');
    expect(() => appCheckParameter('p1', folder)).toThrow(
      'APP_CHECK is "yes". Set it to one of: console, off, unenforced, enforced.',
    );
  });
});

describe('npm run app-check', () => {
  let server: Server;
  const FIRESTORE = 'firestore.googleapis.com';
  const STORAGE = 'firebasestorage.googleapis.com';
  let modes: Record<string, string>;
  /** The service that ignores changes. */
  let ignores: string | undefined;
  const file = join(ROOT, 'functions/.env.app-check-test');

  beforeEach(async () => {
    modes = { [FIRESTORE]: 'OFF', [STORAGE]: 'OFF' };
    ignores = undefined;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        response.setHeader('Content-Type', 'application/json');
        response.end(JSON.stringify(responseTo(request.url ?? '', body)));
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
  });
  afterEach(async () => {
    rmSync(file, { force: true });
    await new Promise((resolve) => server.close(resolve));
  });

  function responseTo(url: string, body: string): object {
    if (url.includes('/oauth2/')) return { access_token: 'token', expires_in: 3600 };
    if (url.includes(':testIamPermissions')) return JSON.parse(body) as object;
    const [, service] = /\/services\/([\w.]+)/.exec(url) ?? [];
    if (!service) return { projectId: 'app-check-test', projectNumber: '7' };
    const { enforcementMode } = (body ? JSON.parse(body) : {}) as { enforcementMode?: string };
    if (enforcementMode && service !== ignores) modes[service] = enforcementMode;
    return { name: `projects/7/services/${service}`, enforcementMode: modes[service] };
  }

  async function run(parameter: string): Promise<{ code: number | null; output: string }> {
    writeFileSync(file, `APP_CHECK=${parameter}\n`);
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const program = spawn(
      process.execPath,
      ['--conditions=firegroups-source', join(ROOT, 'tools/src/appCheck/main.ts')],
      {
        env: {
          ...process.env,
          GCLOUD_PROJECT: 'app-check-test',
          FIREBASE_TOKEN: 'refresh',
          FIREBASE_APPCHECK_URL: api,
          FIREBASE_RESOURCEMANAGER_URL: api,
          FIREBASE_TOKEN_URL: api,
          FIREBASE_SERVICE_USAGE_URL: api,
        },
      },
    );
    let output = '';
    for (const stream of [program.stdout, program.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    const code = await new Promise<number | null>((resolve) => program.once('close', resolve));
    return { code, output };
  }

  test('`enforced` turns enforcement on and checks that it is on', async () => {
    const { code, output } = await run('enforced');
    expect(output).toContain('App Check for Firestore is enforced.');
    expect(output).toContain('App Check for Cloud Storage is enforced.');
    expect(code).toBe(0);
    expect(modes).toEqual({ [FIRESTORE]: 'ENFORCED', [STORAGE]: 'ENFORCED' });
  }, 60_000);

  test('`console` leaves the setting unchanged', async () => {
    const before = { [FIRESTORE]: 'ENFORCED', [STORAGE]: 'UNENFORCED' };
    modes = { ...before };
    expect(await run('console')).toMatchObject({ code: 0 });
    expect(modes).toEqual(before);
  });

  test.each([
    ['Firestore', FIRESTORE],
    ['Cloud Storage', STORAGE],
  ])(
    'the command fails if the setting of %s does not take effect',
    async (name, service) => {
      ignores = service;
      const { code, output } = await run('enforced');
      expect(output).toContain(`APP_CHECK is \`enforced\`, but App Check for ${name} is \`off\`.`);
      expect(code).toBe(1);
    },
    60_000,
  );
});
