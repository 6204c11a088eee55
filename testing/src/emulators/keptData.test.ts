/** What `--keep` says about data that is broken or cannot be exported. lifecycle.emulator.test.ts keeps real data. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { CliError } from '../cli/cliError.ts';
import { findKeptData, keepData } from './keptData.ts';

let folder: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'kept-')), 'data');
});

const METADATA = 'firebase-export-metadata.json';
const COMPLETE = JSON.stringify({ version: '15.0.0', firestore: { path: 'firestore_export' } });

/** Writes an export with one document into a folder. */
function writeExport(to: string, document: string, metadata = COMPLETE): void {
  mkdirSync(join(to, 'firestore_export'), { recursive: true });
  writeFileSync(join(to, 'firestore_export/document'), document);
  writeFileSync(join(to, METADATA), metadata);
}

const documentIn = (of: string) => readFileSync(join(of, 'firestore_export/document'), 'utf8');

/** Runs a hub that answers a request for an export like this. */
async function withHub(
  answer: (path: string) => { status: number; message: string },
  run: (hub: string) => Promise<void>,
): Promise<void> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { status, message } = answer((JSON.parse(body) as { path: string }).path);
      response.writeHead(status).end(JSON.stringify({ message }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await run(`127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('findKeptData', () => {
  test('finds nothing before anything was kept', () => {
    expect(findKeptData(folder)).toBeUndefined();
  });

  test('finds a complete export', () => {
    writeExport(folder, 'first');
    expect(findKeptData(folder)).toBe(folder);
  });

  test.each([
    ['an empty file', '', /firebase-export-metadata.json cannot be read/],
    ['a part that is missing', COMPLETE.replace('_export', '_lost'), /firestore_lost is missing/],
  ])('refuses an export with %s, and says what to do', (_title, metadata, problem) => {
    writeExport(folder, 'first', metadata);
    expect(() => findKeptData(folder)).toThrow(CliError);
    expect(() => findKeptData(folder)).toThrow(problem);
    expect(() => findKeptData(folder)).toThrow(/Restore it, or delete it/);
  });
});

describe('keepData', () => {
  test('replaces the data of the last run, and keeps that for once', async () => {
    for (const document of ['first', 'second'])
      await withHub(
        (path) => {
          writeExport(path, document);
          return { status: 200, message: 'OK' };
        },
        (hub) => keepData(hub, folder),
      );
    expect(documentIn(folder)).toBe('second');
    expect(documentIn(`${folder}.old`)).toBe('first');
    expect(existsSync(`${folder}.new`)).toBe(false);
  });

  test.each([
    ['fails', 500, '', /could not be kept: The disk is full. .*still holds the data/],
    [
      'is incomplete',
      200,
      '{}}',
      /could not be kept: firebase-export-metadata.json cannot be read/,
    ],
  ])('leaves the data of the last run if the export %s', async (_title, status, metadata, said) => {
    writeExport(folder, 'first');
    await withHub(
      (path) => {
        if (metadata) writeExport(path, 'second', metadata);
        return { status, message: 'The disk is full' };
      },
      async (hub) => {
        await expect(keepData(hub, folder)).rejects.toThrow(said);
      },
    );
    expect(documentIn(folder)).toBe('first');
  });

  test('says so if the emulators have ended', async () => {
    let ended = '';
    await withHub(
      () => ({ status: 500, message: '' }),
      (hub) => {
        ended = hub;
        return Promise.resolve();
      },
    );
    await expect(keepData(ended, folder)).rejects.toThrow(
      /the hub of the emulators does not answer .*Nothing was kept yet/,
    );
  });
});
