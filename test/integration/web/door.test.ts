import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { send } from '#test/support/web/raw-request.ts';
import { type StubHost, startStubHost } from '#test/support/web/stub-host.ts';
import { enterWebHost } from '#test/support/web/web-session.ts';

let stub: StubHost;
beforeEach(async () => {
  stub = await startStubHost();
});
afterEach(() => stub.close());

const linkPath = () => new URL(stub.host.url).pathname + new URL(stub.host.url).search;

describe('the door', () => {
  test('the link carries 256 bits and leads to the desk', async () => {
    const token = new URL(stub.host.url).searchParams.get('token') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    const entered = await send({ port: stub.port, path: linkPath() });
    expect(entered.status).toBe(303);
    expect(entered.headers.location).toBe('/');
    const session = await enterWebHost(stub.host);
    expect(session.cookies.size, 'the link is spent').toBe(0);
  });

  test('the cookie is locked to this host and holds neither token', async () => {
    const session = await enterWebHost(stub.host);
    const [line = ''] = session.setCookieLines;
    expect(line).toContain('; Path=/;');
    expect(line).toContain('HttpOnly');
    expect(line).toContain('SameSite=Strict');
    expect(line).not.toMatch(/domain=/i);
    expect(line).not.toContain(new URL(stub.host.url).searchParams.get('token'));
    expect((await session.get('/')).body).toContain('The desk');
  });

  test.each(['/', '/index.html', '/call/session.current', '/nothing'])(
    'without the cookie %s is refused with what to do',
    async (path) => {
      const reply = await send({ port: stub.port, path });
      expect(reply.status).toBe(401);
      expect(reply.headers['content-type']).toMatch(/^text\/html/);
      expect(reply.body).toContain('open the link it prints');
      expect(reply.body).not.toContain('The desk');
    },
  );

  test('HEAD is no way round, and does not spend the link', async () => {
    expect((await send({ port: stub.port, method: 'HEAD' })).status).toBe(401);
    expect((await send({ port: stub.port, method: 'HEAD', path: linkPath() })).status).toBe(401);
    expect((await enterWebHost(stub.host)).cookies.size).toBe(1);
  });

  test('a prefetch does not spend the link', async () => {
    const headers = { 'sec-purpose': 'prefetch' };
    expect((await send({ port: stub.port, path: linkPath(), headers })).status).toBe(401);
    expect((await enterWebHost(stub.host)).cookies.size).toBe(1);
  });

  test.each(['', '?token=', '?token=AAAA', '?token=a&token=b', `?token=${'A'.repeat(43)}`])(
    'a forged link %s lets nobody in',
    async (query) => {
      const reply = await send({ port: stub.port, path: `/enter${query}` });
      expect(reply.status).toBe(401);
      expect(reply.headers['set-cookie']).toBeUndefined();
    },
  );

  test('a forged cookie lets nobody in and reaches no backend', async () => {
    const session = await enterWebHost(stub.host);
    const [name = ''] = session.cookies.keys();
    for (const value of ['', 'x', 'A'.repeat(43), `${session.cookies.get(name)}x`]) {
      session.cookies.set(name, value);
      const { reply, result } = await session.call('session.current', {});
      expect(reply.status).toBe(401);
      expect(result).toMatchObject({ ok: false, error: { code: 'not_allowed' } });
    }
    expect(stub.calls).toEqual([]);
  });
});
