/** Which bodies the API refuses before anything parses them, as bytes on a connection, and how much memory that takes. */
import { once } from 'node:events';
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readsBodies } from '../../functions/src/http/keepBodiesUnparsed.ts';
import { startApi, type ApiServer } from '../../testing/src/http/server.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
/** What the instance may use at its peak, in MiB. It has 512. */
const MEMORY = 150;

let server: ApiServer;
let hasEnded = false;

beforeAll(async () => {
  server = await startApi('demo-bodies');
  server.process.on('exit', () => {
    hasEnded = true;
  });
}, 60_000);

afterAll(() => {
  server.process.kill();
});

/** Repeats a text to about `bytes` bytes, and closes what it opened. */
const nested = (open: string, close: string, bytes: number) => {
  const depth = Math.floor(bytes / (open.length + close.length));
  return open.repeat(depth) + '1' + close.repeat(depth);
};
const keys = (bytes: number) => {
  const count = Math.floor(bytes / 13);
  const pairs = Array.from({ length: count }, (_, n) => `"${String(n).padStart(8, '0')}":1`);
  return `{${pairs.join(',')}}`;
};
const BOMBS: Record<string, (bytes: number) => string> = {
  'nested arrays': (bytes) => nested('[', ']', bytes),
  'nested objects': (bytes) => nested('{"a":', '}', bytes),
  'arrays in an array': (bytes) => `[${'[],'.repeat(Math.floor(bytes / 3) - 1)}[]]`,
  keys,
};

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  code?: string;
}

/** Sends a body with exactly these headers, and none that Node would add for the body. */
async function post(
  body: string | Buffer,
  headers: Record<string, string | number>,
  options: RequestOptions = {},
): Promise<Answer> {
  const sent = request(`${server.url}/group/create`, {
    method: 'POST',
    ...options,
    headers: { 'Content-Type': 'application/json', ...headers },
  });
  const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
  sent.end(body);
  const [response] = await answered;
  // The API closes the connection of a client that goes on sending after the answer.
  sent.on('error', () => {});
  let text = '';
  for await (const chunk of response) text += String(chunk);
  const isJson = response.headers['content-type']?.includes('json');
  const { error } = (isJson ? JSON.parse(text) : {}) as { error?: { code: string } };
  return {
    status: response.statusCode!,
    headers: response.headers,
    ...(error && { code: error.code }),
  };
}

const sized = (body: string | Buffer, more: Record<string, string> = {}) =>
  post(body, { 'Content-Length': Buffer.byteLength(body), ...more });

const TOO_LARGE = { status: 413, code: 'payload-too-large' };
/** What a body that the API may look at gets: these requests have no token. */
const ACCEPTED = { status: 401, code: 'unauthenticated' };

describe('a body without a token', () => {
  test.each(Object.keys(BOMBS).flatMap((kind) => [8, 31].map((size) => [size, kind] as const)))(
    '%i MiB of %s are refused, in little memory',
    async (size, kind) => {
      const bomb = BOMBS[kind]!(size * MIB);
      const types = ['application/json', 'application/cloudevents+json', 'text/plain'];
      for (const type of types) {
        expect(await sized(bomb, { 'Content-Type': type })).toMatchObject(TOO_LARGE);
      }
      expect(hasEnded).toBe(false);
      expect(await server.peakMemory()).toBeLessThan(MEMORY);
    },
  );

  test('many at the same time are refused, in little memory', async () => {
    const bomb = BOMBS['nested arrays']!(31 * MIB);
    const answers = await Promise.all(Array.from({ length: 20 }, () => sized(bomb)));
    for (const answer of answers) expect(answer).toMatchObject(TOO_LARGE);
    expect(await server.peakMemory()).toBeLessThan(MEMORY);
  });

  test('64 KiB reach the API, and one byte more does not', async () => {
    const filled = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
    expect(await sized('{}')).toMatchObject(ACCEPTED);
    expect(await sized(filled(64 * KIB))).toMatchObject(ACCEPTED);
    expect(await sized(filled(64 * KIB + 1))).toMatchObject(TOO_LARGE);
  });

  test.each([
    ['GET', '/group/browse'],
    ['PUT', '/group/create'],
    ['POST', '/unknown'],
    ['POST', '/openapi.json'],
    ['DELETE', '/group/create'],
  ])('%s %s with one that is too large is answered with 413 as well', async (method, path) => {
    const length = { 'Content-Length': 64 * KIB + 1 };
    const body = 'x'.repeat(64 * KIB + 1);
    expect(await post(body, length, { method, path })).toMatchObject(TOO_LARGE);
  });

  test('one without a length is answered with 411, whatever its size', async () => {
    for (const body of ['{}', 'x'.repeat(64 * KIB + 1), BOMBS['nested arrays']!(8 * MIB)]) {
      const answer = await post(body, { 'Transfer-Encoding': 'chunked' });
      expect(answer).toMatchObject({ status: 411, code: 'length-required' });
    }
    expect(await server.peakMemory()).toBeLessThan(MEMORY);
  });

  test('a request without a body needs no length', async () => {
    for (const method of ['GET', 'POST']) {
      expect(await post('', {}, { method, path: '/group/browse' })).toMatchObject(ACCEPTED);
    }
  });

  test('one that is compressed is not decompressed', async () => {
    const bomb = gzipSync(BOMBS['nested arrays']!(31 * MIB));
    expect(bomb.length).toBeLessThan(64 * KIB);
    for (const encoding of ['gzip', 'deflate', 'br']) {
      const answer = await sized(bomb, { 'Content-Encoding': encoding });
      expect(answer).toMatchObject(ACCEPTED);
    }
    expect(await server.peakMemory()).toBeLessThan(MEMORY);
  });

  test('one that the client announces first is refused with 413', async () => {
    const body = BOMBS['nested arrays']!(8 * MIB);
    expect(await sized(body, { Expect: '100-continue' })).toMatchObject(TOO_LARGE);
    expect(await sized('{}', { Expect: '100-continue' })).toMatchObject(ACCEPTED);
  });

  test('the refusal is an answer like any other', async () => {
    const { headers } = await sized('x'.repeat(64 * KIB + 1), { 'X-Request-Id': 'mine' });
    expect(headers).toMatchObject({ 'x-request-id': 'mine', 'cache-control': 'no-store' });
  });
});

describe('a connection', () => {
  /** Sends bytes and returns the statuses of the answers, when the server has closed the connection. */
  async function statuses(...parts: string[]): Promise<number[]> {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    let received = '';
    socket.on('data', (data) => (received += String(data)));
    for (const part of parts) socket.write(part);
    await once(socket, 'close');
    return [...received.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
  }
  const head = (line: string, ...headers: string[]) =>
    [`${line} HTTP/1.1`, 'Host: localhost', ...headers, '', ''].join('\r\n');
  const postOf = (body: string, ...headers: string[]) =>
    head('POST /group/create', 'Content-Type: application/json', ...headers) + body;
  const length = (body: string) => `Content-Length: ${body.length}`;
  const last = head('GET /openapi.json', 'Connection: close');

  test('is used for the next request after a refused body', async () => {
    const large = 'x'.repeat(100 * KIB);
    const sent = [postOf('{}', length('{}')), postOf(large, length(large)), last];
    expect(await statuses(...sent)).toEqual([401, 413, 200]);
    const chunked = postOf('2\r\n{}\r\n0\r\n\r\n', 'Transfer-Encoding: chunked');
    expect(await statuses(chunked, last)).toEqual([411, 200]);
  });

  test('with more bytes than the length says does not make them part of the body', async () => {
    const body = BOMBS['nested arrays']!(KIB);
    expect(await statuses(postOf(body, 'Content-Length: 2'))).toEqual([401, 400]);
  });

  test.each([
    ['two lengths', ['Content-Length: 2', 'Content-Length: 100000']],
    ['a length and a transfer encoding', ['Content-Length: 2', 'Transfer-Encoding: chunked']],
    ['a length that is not a number', ['Content-Length: 0x10']],
    ['a negative length', ['Content-Length: -1']],
  ])('with %s is refused by the server itself', async (_name, headers) => {
    expect(await statuses(postOf('{}', ...headers))).toEqual([400]);
  });

  test('of a client that goes in the middle of a body leaves the API working', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(postOf('[[[[', `Content-Length: ${60 * KIB}`), () => socket.destroy());
    await once(socket, 'close');
    expect(await sized('{}')).toMatchObject(ACCEPTED);
    expect(hasEnded).toBe(false);
  });
});

test.each([
  ['the API', { FUNCTION_TARGET: 'social.api' }, true],
  ['the chat stream', { FUNCTION_TARGET: 'social.chat' }, true],
  ['a task', { FUNCTION_TARGET: 'social.sendPush' }, false],
  ['a trigger, whose event can have 512 KiB', { FUNCTION_TARGET: 'social.onGroupWritten' }, false],
  ['a function of the project’s own', { FUNCTION_TARGET: 'api' }, false],
  ['a process that runs no function', {}, false],
])('the bodies of %s: unparsed is %j', (_name, env, expected) => {
  expect(readsBodies(env)).toBe(expected);
});
