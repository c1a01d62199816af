import { afterEach, describe, expect, test } from 'vitest';
import { openPlace, type TeamDoor } from '#main/hosts/web/door-settings.ts';
import { startTeamHost, type TeamHost } from '#test/support/web/team-host.ts';

const publicUrl = 'https://desk.example.com';
const https = { 'x-forwarded-proto': 'https' };

describe('behind a proxy that provides TLS', () => {
  let host: TeamHost;
  const start = async (behindProxy = '127.0.0.1') => {
    host = await startTeamHost({ team: { tls: null, behindProxy, publicUrl } });
  };
  afterEach(() => host.close());

  test('the proxy’s requests are answered, with the caller’s address as the proxy saw it', async () => {
    await start();
    const cases: readonly (readonly [forwarded: string | undefined, seen: string])[] = [
      ['203.0.113.7', '203.0.113.7'],
      // Whatever stands before the last comma is what the client itself said.
      ['198.51.100.1, 10.0.0.1,203.0.113.8', '203.0.113.8'],
      ['2001:db8::7', '2001:db8::7'],
      ['::ffff:203.0.113.9', '203.0.113.9'],
      ['203.0.113.10:52811', '203.0.113.10'],
      ['[2001:db8::8]:52811', '2001:db8::8'],
      ['unknown', '127.0.0.1'],
      ['203.0.113.7, <script>', '127.0.0.1'],
      [undefined, '127.0.0.1'],
    ];
    for (const [forwarded, seen] of cases) {
      const header = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
      const { result } = await host.call('setup.status', {}, { ...https, ...header });
      expect(result).toMatchObject({ ok: true });
      expect(host.calls.at(-1)?.caller.address).toBe(seen);
    }
  });

  test('what did not come by https is refused, a page as well as a call', async () => {
    await start();
    for (const headers of [
      {},
      { 'x-forwarded-proto': 'http' },
      { 'x-forwarded-proto': 'https, http' },
      { forwarded: 'proto=https' },
    ]) {
      expect((await host.ask({ headers })).status).toBe(403);
      expect((await host.call('setup.status', {}, headers)).reply.status).toBe(403);
    }
    expect(host.calls).toEqual([]);
    expect((await host.ask({ headers: https })).headers['strict-transport-security']).toBeDefined();
  });

  test('nobody but the proxy is answered, whatever they say of themselves', async () => {
    await start('127.0.0.77');
    const lies = { ...https, 'x-forwarded-for': '127.0.0.77', 'x-real-ip': '127.0.0.77' };
    const page = await host.ask({ headers: lies });
    expect(page.status).toBe(403);
    expect(page.body).not.toContain('The desk');
    expect((await host.call('setup.status', {}, lies)).reply.status).toBe(403);
    expect(host.calls).toEqual([]);
  });

  test('the name that the proxy was asked for is the public one', async () => {
    await start();
    const headers = { ...https, host: 'attacker.example', 'x-forwarded-host': 'desk.example.com' };
    expect((await host.ask({ headers })).status).toBe(403);
  });
});

test('a forwarded address is nobody’s word where there is no proxy', async () => {
  const host = await startTeamHost();
  await host.call('setup.status', {}, { 'x-forwarded-for': '203.0.113.7', ...https });
  expect(host.calls.at(-1)?.caller.address).toBe('127.0.0.1');
  await host.close();
});

describe('a team’s server does not start', () => {
  const door: TeamDoor = {
    kind: 'team',
    host: '0.0.0.0',
    port: 0,
    tls: null,
    behindProxy: null,
    publicUrl: null,
  };
  test.each<readonly [what: string, change: Partial<TeamDoor>, words: string]>([
    ['without TLS', {}, 'needs TLS'],
    ['without TLS on loopback either', { host: '127.0.0.1' }, 'needs TLS'],
    ['behind a proxy by its name', { behindProxy: 'proxy.example' }, '--behind-proxy'],
    ['behind a proxy without a name of its own', { behindProxy: '10.0.0.1' }, '--public-url'],
    [
      'with a public URL by http',
      { behindProxy: '10.0.0.1', publicUrl: 'http://a.example' },
      'https',
    ],
    ['with a path', { behindProxy: '10.0.0.1', publicUrl: `${publicUrl}/desk` }, '--public-url'],
    ['on a name', { host: 'localhost', behindProxy: '10.0.0.1', publicUrl }, '--host'],
    ['with files that are not there', { tls: { cert: '/none', key: '/none' } }, 'ENOENT'],
  ])('%s', async (_what, change, words) => {
    await expect(openPlace({ ...door, ...change })).rejects.toThrow(words);
  });
});
