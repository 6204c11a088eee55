/** What the API answers to malformed requests: each with its status, and without anything internal. */
import { ACCEPTS_GUESTS, LIMITS, NEEDS_VERIFIED_EMAIL } from '@firegroups/model';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { WATCH_CHAT } from '../../functions/src/http/chat/watchChat.ts';
import { OPERATIONS } from '../../functions/src/http/operations.ts';
import { tokenFor } from '../../testing/src/http/server.ts';
import { send, useApi, type Person } from '../../testing/src/http/useApi.ts';

const ORIGIN = 'https://app.example.com';
const api = useApi('requests', { hasChat: true });
const opened = useApi('origins', {
  parameters: { CORS_ORIGINS: `${ORIGIN}, https://other.example.com` },
});
const all = Object.values({ ...OPERATIONS, WATCH_CHAT });
let ann: Person;

beforeAll(async () => {
  ann = await api.register('Ann');
});

const create = (token?: string, body: unknown = { title: 'Chess club' }) =>
  send(api, '/group/create', { body, ...(token !== undefined && { token }) });
const errorOf = ({ body }: { body: unknown }) =>
  (body as { error: { code: string; message: string; fields?: Record<string, string> } }).error;

describe('the path and the method', () => {
  test('an unknown path is answered with 404, even without a token', async () => {
    for (const path of ['/', '/group', '/group/creates', '/group/create/', '/constructor']) {
      const answer = await send(api, path, { body: {} });
      expect([path, answer.status, errorOf(answer).code]).toEqual([path, 404, 'not-found']);
    }
  });

  test('another method is answered with 405 and the right method', async () => {
    for (const { path, method } of all) {
      const others = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'].filter((word) => word !== method);
      for (const other of others) {
        const answer = await send(api, path, { method: other, token: ann.token });
        expect([path, other, answer.status]).toEqual([path, other, 405]);
        expect(answer.headers.get('allow')).toBe(method);
      }
    }
  });

  test('a HEAD request opens no stream', async () => {
    const answer = await send(api, '/group/chat?groupID=g', { method: 'HEAD', token: ann.token });
    expect(answer.status).toBe(405);
  });
});

describe('the token', () => {
  const now = Math.floor(Date.now() / 1000);

  test('every operation refuses a request without one with 401', async () => {
    for (const { path, method } of all) {
      const answer = await send(api, path, { method });
      expect([path, answer.status, errorOf(answer).code]).toEqual([path, 401, 'unauthenticated']);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  test('a malformed or expired one, or one of another project or issuer, is answered with 401', async () => {
    const { projectId } = api;
    const altered = (change: object) => tokenFor(projectId, ann.uid, change as never);
    const signed = ann.token.replace(
      /^[^.]+/,
      Buffer.from(JSON.stringify({ alg: 'RS256', typ: 'JWT', kid: 'x' })).toString('base64url'),
    );
    const bad = {
      empty: '',
      'not a token': 'abc',
      'not JSON': 'a.b.',
      expired: altered({ exp: now - 10, iat: now - 3610 }),
      'of another project': tokenFor('demo-other', ann.uid),
      'of another issuer': altered({ iss: 'https://example.com' }),
      'without a subject': altered({ sub: '' }),
      'with an unknown signature': `${signed}c2lnbmVk`,
    };
    for (const [what, token] of Object.entries(bad)) {
      const answer = await create(token);
      expect([what, answer.status, errorOf(answer).code]).toEqual([what, 401, 'unauthenticated']);
    }
    expect(errorOf(await create(bad.expired)).message).toBe(
      'The token has expired. Get a new one.',
    );
  });

  test('a malformed App Check token is answered with 401', async () => {
    const payloads = ['abc', 'null', '7', '"text"', '{'];
    const tokens = payloads.map((text) => `a.${Buffer.from(text).toString('base64url')}.c`);
    for (const appCheck of ['text', '..', ...tokens]) {
      const headers = { Authorization: `Bearer ${ann.token}`, 'X-Firebase-AppCheck': appCheck };
      const answer = await send(api, '/group/create', { body: { title: 'Chess' }, headers });
      expect([appCheck, answer.status]).toEqual([appCheck, 401]);
    }
  });

  test('a scheme other than Bearer is answered with 401', async () => {
    const headers = { Authorization: `Basic ${ann.token}` };
    expect((await send(api, '/group/create', { body: {}, headers })).status).toBe(401);
  });

  test('an unexpired one of a deleted, disabled or signed-out account is answered with 401', async () => {
    const [gone, disabled, out] = await Promise.all(
      ['Gone', 'Disabled', 'Out'].map((name) => api.register(name)),
    );
    expect((await create(gone!.token)).status).toBe(201);
    await api.auth.deleteUser(gone!.uid);
    await api.auth.updateUser(disabled!.uid, { disabled: true });
    const earlier = tokenFor(api.projectId, out!.uid, { auth_time: now - 100 });
    await api.auth.revokeRefreshTokens(out!.uid);
    const messages = await Promise.all(
      [gone!.token, disabled!.token, earlier].map(async (token) => {
        const answer = await create(token);
        return [answer.status, errorOf(answer).message];
      }),
    );
    expect(messages).toEqual([
      [401, 'The account was deleted.'],
      [401, 'The account is disabled.'],
      [401, 'The token was revoked. Sign in again.'],
    ]);
  });

  test('one that does not say how the user signed in is answered with 401', async () => {
    const without = { identities: {} };
    const providers = [null, 7, true, ['password'], { a: 1 }];
    const bad: unknown[] = [undefined, null, 'password', 7, [], without];
    bad.push(...providers.map((provider) => ({ ...without, sign_in_provider: provider })));
    for (const firebase of bad) {
      const answer = await create(tokenFor(api.projectId, ann.uid, { firebase }));
      expect([firebase, answer.status]).toEqual([firebase, 401]);
    }
    const firebase = { ...without, sign_in_provider: 'custom' };
    expect((await create(tokenFor(api.projectId, ann.uid, { firebase }))).status).toBe(201);
  });

  test('one of an anonymous account is answered with 401, unless the project accepts guests', async () => {
    const { uid } = await api.register('Guest');
    const firebase = { identities: {}, sign_in_provider: 'anonymous' };
    const token = tokenFor(api.projectId, uid, { firebase });
    for (const answer of [await create(token), await send(api, '/group/browse', { token })]) {
      if (ACCEPTS_GUESTS) expect(answer.status).toBeLessThan(300);
      else expect([answer.status, errorOf(answer).code]).toEqual([401, 'unauthenticated']);
    }
  });

  test('one of an address that is not verified is answered with 403, if the project wants verified ones', async () => {
    const { uid } = await api.register('Una');
    const token = tokenFor(api.projectId, uid, { email_verified: false });
    const answer = await send(api, '/group/browse', { token });
    if (NEEDS_VERIFIED_EMAIL) {
      expect([answer.status, errorOf(answer).code]).toEqual([403, 'email-not-verified']);
    } else expect(answer.status).toBe(200);
  });
});

describe('the body', () => {
  test('a content type other than JSON is answered with 415', async () => {
    for (const [type, status] of [
      ['text/plain', 415],
      ['application/x-www-form-urlencoded', 415],
      ['multipart/form-data', 415],
      ['application/vnd.api+json', 415],
      ['application/json; charset=utf-8', 201],
      ['Application/JSON ; charset=utf-8', 201],
    ] as const) {
      const request = { body: '{"title":"a"}', headers: { 'Content-Type': type } };
      const answer = await send(api, '/group/create', { token: ann.token, ...request });
      expect([type, answer.status]).toEqual([type, status]);
    }
    const empty = { method: 'POST', token: ann.token };
    expect((await send(api, '/group/create', empty)).status).toBe(415);
  });

  test('one that is not JSON is answered with 400, without a stack trace', async () => {
    for (const body of ['{', '{"title":', 'null', '"text"', '']) {
      const answer = await create(ann.token, body);
      expect([body, answer.status, errorOf(answer).code]).toEqual([body, 400, 'invalid-argument']);
      expect(JSON.stringify(answer.body)).not.toMatch(/at |node_modules|SyntaxError/);
    }
  });

  test('64 KiB are accepted; one byte more is answered with 413', async () => {
    const filled = (bytes: number) => {
      const empty = JSON.stringify({ title: 'a', more: '' }).length;
      return JSON.stringify({ title: 'a', more: 'x'.repeat(bytes - empty) });
    };
    expect((await create(ann.token, filled(64 * 1024))).status).toBe(400);
    const answer = await create(ann.token, filled(64 * 1024 + 1));
    expect([answer.status, errorOf(answer).code]).toEqual([413, 'payload-too-large']);
  });

  test('bytes that are not UTF-8 are refused, not changed', async () => {
    const bad = {
      'a lone continuation byte': [0x80],
      'the beginning of a character': [0xc3],
      'a slash in two bytes': [0xc0, 0xaf],
      'an encoded surrogate': [0xed, 0xa0, 0xbd],
      'a code point that is too high': [0xf4, 0x90, 0x80, 0x80],
      'Latin-1': [0x4a, 0xf8, 0x72, 0x67],
    };
    const post = async (title: number[]) => {
      const body = Buffer.concat([
        Buffer.from('{"title":"a'),
        Buffer.from(title),
        Buffer.from('"}'),
      ]);
      const response = await fetch(`${api.url}/group/create`, {
        method: 'POST',
        body,
        headers: { Authorization: `Bearer ${ann.token}`, 'Content-Type': 'application/json' },
      });
      const { error } = (await response.json()) as { error?: { message: string } };
      return [response.status, error?.message];
    };
    for (const [what, bytes] of Object.entries(bad)) {
      expect([what, ...(await post(bytes))]).toEqual([
        what,
        400,
        'The body is not valid UTF-8. Encode it as UTF-8.',
      ]);
    }
    expect(await post([...Buffer.from('é€👍\ufffd')])).toEqual([201, undefined]);
  });

  test('a compressed one is answered with 415', async () => {
    const request = { token: ann.token, body: { title: 'a' } };
    for (const [encoding, status] of [
      ['gzip', 415],
      ['br', 415],
      ['identity', 201],
    ] as const) {
      const headers = { 'Content-Encoding': encoding };
      const answer = await send(api, '/group/create', { ...request, headers });
      expect([encoding, answer.status]).toEqual([encoding, status]);
    }
  });

  test('all invalid fields are reported at once, unknown ones included', async () => {
    const answer = await create(ann.token, {
      title: ' ',
      description: 7,
      visibility: 'hidden',
      joinPolicy: null,
      creatorId: 'me',
      __proto: 1,
    });
    expect(answer.status).toBe(400);
    expect(Object.keys(errorOf(answer).fields!).sort()).toEqual(
      ['__proto', 'creatorId', 'description', 'joinPolicy', 'title', 'visibility'].sort(),
    );
    expect(errorOf(answer).fields).toMatchObject({
      title: `expected 1 to ${LIMITS.groupTitle} visible characters on one line, without hidden or control characters`,
      visibility: 'expected one of public, private',
      creatorId: 'unknown field',
    });
    const event = {
      groupId: 'a/b',
      title: '',
      eventTime: '2020-01-01T00:00:00Z',
      location: 'x'.repeat(LIMITS.eventLocation + 1),
    };
    const refused = await send(api, '/group/event', { token: ann.token, body: event });
    expect(Object.keys(errorOf(refused).fields!).sort()).toEqual(
      ['eventTime', 'groupId', 'location', 'title'].sort(),
    );
  });

  test('half a surrogate pair is refused, not changed', async () => {
    const answer = await create(ann.token, '{"title":"half \\ud83d"}');
    expect(errorOf(answer).fields).toEqual({ title: 'expected text without unpaired surrogates' });
  });

  test('a deeply nested one is answered with 400', async () => {
    const deep = (open: string, close: string, count: number) =>
      open.repeat(count) + '1' + close.repeat(count);
    for (const value of [deep('[', ']', 30_000), deep('{"a":', '}', 10_000)]) {
      for (const body of [
        value,
        `{"title":${value}}`,
        `{"title":"a","${'x'.repeat(99)}":${value}}`,
      ]) {
        const answer = await create(ann.token, body);
        expect([answer.status, errorOf(answer).code]).toEqual([400, 'invalid-argument']);
      }
    }
  });

  test('a query that is not UTF-8 is refused, not changed', async () => {
    const ask = (search: string) =>
      send(api, `/group/browse?limit=1&search=${search}`, { token: ann.token });
    for (const bytes of ['%ff', 'a%c3', '%c0%af', '%ed%a0%bd', 'ok%20%80ok', '%C3%28']) {
      const answer = await ask(bytes);
      expect([bytes, answer.status, errorOf(answer).message]).toEqual([
        bytes,
        400,
        'The address is not valid. Percent-encode it as UTF-8.',
      ]);
    }
    for (const text of ['%c3%a9', '%F0%9F%91%8D', 'a+b', '100%25', 'é']) {
      expect([text, (await ask(text)).status]).toEqual([text, 200]);
    }
  });

  test('a query is checked like a body, and each parameter may appear once', async () => {
    const ask = async (query: string) => {
      const answer = await send(api, `/group/browse?${query}`, { token: ann.token });
      return [answer.status, Object.keys(errorOf(answer).fields ?? {}).sort()];
    };
    expect(await ask('limit=0&cursor=abc&orderBy=title')).toEqual([400, ['limit', 'orderBy']]);
    expect(await ask(`limit=${LIMITS.openList + 1}`)).toEqual([400, ['limit']]);
    expect(await ask('limit=1&limit=2')).toEqual([400, ['limit']]);
    expect(await ask('cursor=abc')).toEqual([400, ['cursor']]);
    expect(await ask(`search=${'x'.repeat(LIMITS.groupTitle + 1)}`)).toEqual([400, ['search']]);
  });

  test('the chat stream needs a group', async () => {
    const answer = await send(api, '/group/chat', { token: ann.token });
    expect([answer.status, Object.keys(errorOf(answer).fields!)]).toEqual([400, ['groupId']]);
  });
});

describe('other origins', () => {
  const preflight = (where: typeof api, origin: string) =>
    send(where, '/group/create', {
      method: 'OPTIONS',
      headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
    });

  test('without CORS_ORIGINS, no page may call the API', async () => {
    const { headers, status } = await preflight(api, ORIGIN);
    expect([status, headers.get('access-control-allow-origin')]).toEqual([401, null]);
  });

  test('pages of CORS_ORIGINS may call the API, and no others', async () => {
    const allowed = await preflight(opened, ORIGIN);
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
      204,
      ORIGIN,
    ]);
    const other = await preflight(opened, 'https://evil.example.com');
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
  });
});

test('every answer says that its type is not to be guessed, and none names the server', async () => {
  const answers = await Promise.all([
    create(ann.token),
    create(),
    create(ann.token, '{'),
    send(api, '/unknown'),
    send(api, '/openapi.json'),
    send(api, '/group/chat'),
    send(api, '/group/create', { method: 'OPTIONS' }),
  ]);
  for (const { headers } of answers) {
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

describe('the log', () => {
  test('names the operation, the request and the group, and nothing about a person', async () => {
    const headers = { 'X-Request-Id': 'request-of-this-test' };
    const body = { groupId: 'some-group', text: 'a secret' };
    const answer = await send(api, '/group/message', { token: ann.token, body, headers });
    expect([answer.status, answer.headers.get('x-request-id')]).toEqual([
      403,
      'request-of-this-test',
    ]);
    const isIt = ({ requestId }: Record<string, unknown>) => requestId === 'request-of-this-test';
    await api.untilLogged((logs) => logs.some(isIt));
    expect(api.logs.filter(isIt)).toEqual([
      {
        severity: 'INFO',
        message: 'answered',
        requestId: 'request-of-this-test',
        operation: 'sendMessage',
        group: 'some-group',
        status: 403,
        milliseconds: expect.any(Number),
      },
    ]);
    const written = JSON.stringify(api.logs);
    expect(written).not.toContain(ann.uid);
    expect(written).not.toContain('secret');
  });
});
