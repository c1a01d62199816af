import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send, sendBytes } from '#test/support/web/raw-request.ts';
import { type StubHost, startStubHost } from '#test/support/web/stub-host.ts';
import { enterWebHost, type WebSession } from '#test/support/web/web-session.ts';

let stub: StubHost;
let session: WebSession;
beforeAll(async () => {
  stub = await startStubHost();
  session = await enterWebHost(stub.host);
});
afterAll(() => stub.close());

const post = (headers: Record<string, string>) =>
  send({
    port: stub.port,
    method: 'POST',
    path: '/call/session.current',
    headers: { ...session.callHeaders(), ...headers },
    body: '{}',
  });

describe('a request from elsewhere, with every cookie', () => {
  test.each([
    'attacker.example',
    'localhost',
    '127.0.0.1',
    '127.0.0.1:1',
    '127.0.0.1.attacker.example:80',
    '[::1]:80',
  ])('Host %s is refused', async (host) => {
    const before = stub.calls.length;
    expect((await post({ host })).status).toBe(403);
    expect((await session.get('/', { host })).status).toBe(403);
    expect(stub.calls).toHaveLength(before);
  });

  test('a missing Host is refused', async () => {
    expect(await sendBytes(stub.port, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
    expect(await sendBytes(stub.port, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400/,
    );
  });

  test('a second Host is refused, and so is an address that names one by itself', async () => {
    const ours = `Host: 127.0.0.1:${stub.port}`;
    const ask = (target: string, ...lines: string[]) =>
      sendBytes(
        stub.port,
        [`GET ${target} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n'),
      );
    expect(await ask('/', ours, 'Host: attacker.example')).toMatch(/^HTTP\/1\.1 400/);
    const whole = await ask('http://attacker.example/', ours);
    expect(whole).not.toMatch(/^HTTP\/1\.1 200/);
    expect(whole).not.toMatch(/The desk|attacker/);
  });

  test.each(['https://attacker.example', 'null', 'http://127.0.0.1', 'http://127.0.0.1:1', ''])(
    'Origin %s is refused',
    async (origin) => {
      const before = stub.calls.length;
      const reply = await post({ origin });
      expect(reply.status).toBe(403);
      expect(reply.body).not.toContain('attacker');
      expect(stub.calls).toHaveLength(before);
    },
  );

  test('a missing Origin is refused on a call', async () => {
    const { origin: _origin, ...headers } = session.callHeaders();
    const path = '/call/session.current';
    const reply = await send({ port: stub.port, method: 'POST', path, headers, body: '{}' });
    expect(reply.status).toBe(403);
  });

  test('https with our address is not our origin', async () => {
    expect((await post({ origin: session.origin.replace('http:', 'https:') })).status).toBe(403);
  });

  test.each(['cross-site', 'same-site', 'none', 'nonsense'])(
    'Sec-Fetch-Site %s is refused on a call',
    async (site) => {
      expect((await post({ 'sec-fetch-site': site })).status).toBe(403);
    },
  );

  test('reading is for our page and for a link opened by hand', async () => {
    const statusFor = async (site: string) =>
      (await session.get('/', { 'sec-fetch-site': site })).status;
    expect(await statusFor('same-origin')).toBe(200);
    expect(await statusFor('none')).toBe(200);
    expect(await statusFor('cross-site')).toBe(403);
    expect(await statusFor('same-site')).toBe(403);
  });

  test('our own page is answered', async () => {
    expect((await post({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'])(
    '%s is not answered',
    async (method) => {
      const headers = session.callHeaders();
      const reply = await send({ port: stub.port, method, path: '/', headers });
      expect([400, 405]).toContain(reply.status);
    },
  );

  test('other machines find nobody listening', async () => {
    const { networkInterfaces } = await import('node:os');
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      await expect(fetch(`http://${address}:${stub.port}/`)).rejects.toThrow();
    }
  });
});
