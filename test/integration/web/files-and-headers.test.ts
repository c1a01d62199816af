import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send } from '#test/support/web/raw-request.ts';
import { type StubHost, startStubHost } from '#test/support/web/stub-host.ts';
import { enterWebHost, type WebSession } from '#test/support/web/web-session.ts';

let stub: StubHost;
let session: WebSession;
beforeAll(async () => {
  stub = await startStubHost();
  session = await enterWebHost(stub.host);
});
afterAll(() => stub.close());

describe('files', () => {
  test('the desk is at /', async () => {
    const reply = await session.get('/');
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toMatch(/^text\/html/);
    expect(reply.body).toContain('The desk');
  });

  test.each([
    '/..',
    '/../package.json',
    '/..%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%5c..%5cetc%5cpasswd',
    '/....//....//etc/passwd',
    '//etc/passwd',
    '/index.html/',
    '/index.html%00.js',
    '/assets/',
    '/.',
    '/call',
    '/call/',
    '/call/session.current/more',
    '/INDEX.HTML',
    '/favicon.ico',
    '/%',
    '/%zz',
    '/%ff%fe',
    `/call/${'x'.repeat(500)}`,
    `/${'x'.repeat(8000)}`,
  ])('%s is not found', async (path) => {
    const nothingHere = await session.get('/nothing');
    const reply = await session.get(path);
    expect(reply.status).toBe(404);
    expect(reply.body).toBe(nothingHere.body);
  });

  test('hidden files are not served', async () => {
    expect((await session.get('/.hidden')).status).toBe(404);
  });

  test('a call is no page', async () => {
    expect((await session.get('/call/session.current')).status).toBe(404);
  });
});

describe('headers', () => {
  const replies = {
    desk: () => session.get('/'),
    'refused at the door': () => send({ port: stub.port }),
    'wrong host': () => session.get('/', { host: 'attacker.example' }),
    'not found': () => session.get('/nothing'),
    'broken address': () => session.get('/%zz'),
    call: async () => (await session.call('session.current', {})).reply,
    'malformed call': () =>
      send({
        port: stub.port,
        method: 'POST',
        path: '/call/session.current',
        headers: session.callHeaders(),
        body: '{',
      }),
  };

  test.each(Object.entries(replies))('protect every reply: %s', async (_name, ask) => {
    const { headers } = await ask();
    const policy = String(headers['content-security-policy']);
    expect(policy.split(';').map((rule) => rule.trim())).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
      'cache-control': 'no-store',
    });
    expect(headers['permissions-policy']).toContain('camera=()');
    expect(headers['permissions-policy']).toContain('microphone=()');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });
});
