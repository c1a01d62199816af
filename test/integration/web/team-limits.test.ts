import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import type { SetupStatus } from '#shared/contract/setup.contract.ts';
import type { Result } from '#shared/result.ts';
import { makeCertificate } from '#test/support/team/certificates.ts';
import { openEvents } from '#test/support/web/event-client.ts';
import { send } from '#test/support/web/raw-request.ts';
import { startTeamHost, type TeamHost, type TeamHostOptions } from '#test/support/web/team-host.ts';

let host: TeamHost;
const start = async (options?: TeamHostOptions) => {
  host = await startTeamHost(options);
};
afterEach(() => host.close());

const status = (state: SetupStatus['state']): Result<unknown> => ({ ok: true, value: { state } });

describe('one address', () => {
  test('that asks too much is told to wait, in words and by the header, calls and pages alike', async () => {
    await start({ limits: { requestsPerTenSeconds: 5 } });
    for (let n = 0; n < 5; n++)
      expect((await host.call('session.current', {})).reply.status).toBe(200);
    const { reply, result } = await host.call('session.current', {});
    expect(reply.status).toBe(429);
    const seconds = Number(reply.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(10);
    expect(result).toMatchObject({ ok: false, error: { code: 'store_unavailable' } });
    expect(reply.body).toContain(`${seconds} seconds`);
    expect((await host.ask()).status).toBe(429);
    expect((await host.ask({ path: '/nothing' })).status).toBe(429);
    expect(host.calls).toHaveLength(5);
    expect(JSON.stringify(reply.headers)).not.toMatch(/ratelimit/i);
  });

  test('behind the proxy is the client’s, not the proxy’s', async () => {
    await start({
      team: { tls: null, behindProxy: '127.0.0.1', publicUrl: 'https://desk.example.com' },
      limits: { requestsPerTenSeconds: 2 },
    });
    const from = async (address: string) => {
      const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': address };
      return (await host.call('session.current', {}, headers)).reply.status;
    };
    const asked = ['203.0.113.1', '203.0.113.1', '203.0.113.1', '203.0.113.2', '2001:db8::1'];
    const answers = [];
    for (const address of asked) answers.push(await from(address));
    expect(answers).toEqual([200, 200, 429, 200, 200]);
    // One IPv6 network is one client: it has more addresses than anybody can count.
    expect([await from('2001:db8::2'), await from('2001:db8::3')]).toEqual([200, 429]);
  });
});

describe('bodies', () => {
  test('64 KiB is taken, one byte more is not', async () => {
    await start();
    const sized = (bytes: number) => 'x'.repeat(bytes - 2);
    expect((await host.call('accounts.search', sized(64 * 1024))).reply.status).toBe(200);
    expect((await host.call('accounts.search', sized(64 * 1024 + 1))).reply.status).toBe(413);
    expect(host.calls).toHaveLength(1);
  });

  test('that trickle are cut off, however steadily; so are headers and handshakes', async () => {
    await start({ limits: { requestTimeoutMs: 400 } });
    const head = [
      'POST /call/session.current HTTP/1.1',
      `Host: ${host.authority}`,
      `Origin: ${host.origin}`,
      'Content-Type: application/json',
    ].join('\r\n');
    const trickled = async (first: string) => {
      let answer = '';
      const socket = tlsConnect({ port: host.port, host: '127.0.0.1', rejectUnauthorized: false });
      socket.on('data', (data) => {
        answer += data;
      });
      socket.on('error', () => {});
      socket.write(first);
      const drip = setInterval(() => socket.write('x'), 20);
      await new Promise((resolve) => socket.on('close', resolve));
      clearInterval(drip);
      return answer;
    };
    expect(await trickled(`${head}\r\nContent-Length: 60000\r\n\r\n`)).toMatch(/^HTTP\/1\.1 408/);
    expect(await trickled(`${head}\r\nX-Slow: `)).toMatch(/^HTTP\/1\.1 408/);
    const silent = connect(host.port, '127.0.0.1');
    await new Promise((resolve) => silent.on('close', resolve));
    expect(host.calls).toEqual([]);
  });
});

describe('health', () => {
  const bare = (path: string, headers: Record<string, string> = {}) =>
    send({ port: host.port, tls: host.tls, path, headers: { host: '10.1.2.3', ...headers } });

  test.each<readonly [string, Result<unknown>, number]>([
    ['a store that can be used', status('ready'), 200],
    ['a store that is away', status('store_unavailable'), 503],
    ['a store from a newer version', status('newer_store'), 503],
    ['a backend that fails', { ok: false, error: { code: 'internal', message: 'Secret.' } }, 503],
  ])('with %s', async (_what, answer, ready) => {
    await start({ answer: () => answer });
    for (const [path, wanted] of [
      ['/healthz', 200],
      ['/readyz', ready],
    ] as const) {
      const reply = await bare(path);
      expect({ status: reply.status, body: reply.body }).toEqual({ status: wanted, body: '' });
    }
  });

  test('a store that does not answer is not ready, and is asked once however many ask', async () => {
    await start({ answer: () => new Promise(() => {}) });
    const replies = await Promise.all(Array.from({ length: 10 }, () => bare('/readyz')));
    expect(replies.map((reply) => reply.status)).toEqual(Array(10).fill(503));
    expect(host.calls).toHaveLength(1);
  });

  test('is asked by anybody, also past the proxy and by http; nothing else is', async () => {
    await start({
      answer: () => status('ready'),
      team: { tls: null, behindProxy: '127.0.0.77', publicUrl: 'https://desk.example.com' },
    });
    const ask = (path: string) => send({ port: host.port, path, headers: { host: '10.1.2.3' } });
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask('/readyz')).status).toBe(200);
    for (const path of ['/healthz/', '/readyz/x', '/HEALTHZ', '/', '/events'])
      expect([403, 404], path).toContain((await ask(path)).status);
  });

  test('is no way to flood the store', async () => {
    await start({ answer: () => status('ready'), limits: { requestsPerTenSeconds: 3 } });
    const answers = [];
    for (let n = 0; n < 4; n++) answers.push((await bare('/readyz')).status);
    expect(answers).toEqual([200, 200, 200, 429]);
  });
});

describe('closing', () => {
  test('lets the call under way end, is not ready meanwhile, and takes nobody new', async () => {
    const answers = new Map<string, (result: Result<unknown>) => void>();
    await start({
      answer: ({ channel }) =>
        new Promise<Result<unknown>>((resolve) => {
          answers.set(channel, resolve);
        }),
    });
    const underWay = host.call('session.current', {});
    const idle = await keptConnection(host);
    await idle.ask(question('/healthz'));
    // A load balancer's question that the store has not answered when the host closes.
    const asking = await keptConnection(host);
    const ready = asking.ask(question('/readyz'));
    await expect.poll(() => answers.size).toBe(2);
    const closed = host.host.close();
    await idle.gone;
    await expect(host.ask()).rejects.toThrow();
    answers.get('setup.status')?.(status('ready'));
    expect(await ready).toMatch(/^HTTP\/1\.1 503/);
    answers.get('session.current')?.({ ok: true, value: { late: true } });
    expect((await underWay).result).toEqual({ ok: true, value: { late: true } });
    await closed;
  });

  test('does not wait for ever', async () => {
    await start({ answer: () => new Promise(() => {}), limits: { drainMs: 100 } });
    const underWay = host.call('session.current', {});
    await expect.poll(() => host.calls.length).toBe(1);
    await Promise.all([expect(underWay).rejects.toThrow(), host.host.close()]);
  });
});

describe('a renewed certificate', () => {
  const served = () =>
    new Promise<string>((resolve, reject) => {
      const socket = tlsConnect(
        { port: host.port, host: '127.0.0.1', rejectUnauthorized: false },
        () => {
          resolve(socket.getPeerX509Certificate()?.fingerprint256 ?? '');
          socket.destroy();
        },
      );
      socket.on('error', reject);
    });

  test('is served when its files change, its names are ours, and open connections stay', async () => {
    await start({ limits: { certificateCheckMs: 50 } });
    const before = await served();
    const kept = await keptConnection(host);
    const renewed = await makeCertificate({ names: ['team.example.com'], isAuthority: true });
    await host.putCertificate(renewed);
    await expect.poll(served).not.toBe(before);
    const ask = (name: string) =>
      host.ask({
        tls: { ca: renewed.cert, name: 'team.example.com' },
        headers: { host: `${name}:${host.port}` },
      });
    await expect.poll(async () => (await ask('team.example.com')).status).toBe(200);
    expect((await ask('desk.example.com')).status).toBe(403);
    expect(await kept.ask(question('/healthz'))).toMatch(/^HTTP\/1\.1 200/);
  });

  test('is served when it is asked for; one that is none leaves the old one, and says so', async () => {
    await start();
    const before = await served();
    const { cert } = await makeCertificate();
    const { private: otherKey } = await makeCertificate();
    for (const broken of [
      { cert: 'no certificate', private: otherKey },
      { cert, private: otherKey },
      { cert, private: '' },
    ]) {
      await host.putCertificate(broken);
      await host.host.renewCertificate();
      expect(await served()).toBe(before);
    }
    expect(host.logged.map(({ event }) => event)).toEqual(
      Array(3).fill('web.certificate_not_renewed'),
    );
    expect(JSON.stringify(host.logged)).not.toMatch(/BEGIN|PRIVATE/);
    await host.putCertificate(await makeCertificate());
    await host.host.renewCertificate();
    expect(await served()).not.toBe(before);
  });
});

describe('figures', () => {
  const figures = (path = '/metrics', headers: Record<string, string> = {}) =>
    send({ port: host.host.metricsPort ?? 0, path, headers });

  test('count calls, verdicts, refusals and desks, by closed words alone', async () => {
    await start({
      metricsPort: 0,
      answer: ({ channel }) =>
        channel === 'session.signIn'
          ? { ok: true, value: { kind: 'refused' } }
          : { ok: false, error: { code: 'not_signed_in', message: 'Sign in.' } },
    });
    await host.call('session.signIn', { username: 'PurpleMarker77' });
    await host.call('accounts.search', { query: 'PurpleMarker77' });
    await host.call('PurpleMarker77', {});
    await host.ask({ headers: { host: 'PurpleMarker77.example' } });
    await host.call('session.current', {}, { 'countersign-contract': '0' });
    const client = openEvents({
      port: host.port,
      tls: { ca: host.tls?.ca ?? '', name: 'desk.example.com' },
      headers: {
        origin: `https://127.0.0.1:${host.port}`,
        cookie: '__Host-countersign=PurpleMarker77',
      },
    });
    await client.prove(host.device);
    await expect.poll(() => client.events.length).toBe(1);
    const { body, headers } = await figures();
    expect(headers['content-type']).toMatch(/^text\/plain/);
    for (const line of [
      'countersign_calls_total{channel="session.signIn",outcome="ok"} 1',
      'countersign_calls_total{channel="accounts.search",outcome="not_signed_in"} 1',
      'countersign_verdicts_total{channel="session.signIn",kind="refused"} 1',
      'countersign_refusals_total{kind="form"} 1',
      'countersign_refusals_total{kind="host"} 1',
      'countersign_refusals_total{kind="version"} 1',
      'countersign_desks_connected 1',
      'countersign_call_seconds_count{channel="session.signIn"} 1',
      'process_resident_memory_bytes',
    ])
      expect(body).toContain(line);
    expect(body).not.toContain('PurpleMarker77');
    await client.close();
    await expect
      .poll(async () => (await figures()).body)
      .toContain('countersign_desks_connected 0');
  });

  test('are for this machine, under its own name, and at one address', async () => {
    await start({ metricsPort: 0 });
    expect((await figures('/metrics', { host: 'attacker.example' })).status).toBe(404);
    expect((await figures('/')).status).toBe(404);
    // The desk's own port has none of it.
    expect((await host.ask({ path: '/metrics' })).status).toBe(404);
  });
});

const question = (path: string) => `GET ${path} HTTP/1.1\r\nHost: 10.1.2.3\r\n\r\n`;

/** A connection that stays open between requests. */
async function keptConnection({ port }: TeamHost) {
  const socket = tlsConnect({ port, host: '127.0.0.1', rejectUnauthorized: false });
  await new Promise((resolve) => socket.once('secureConnect', resolve));
  socket.on('error', () => {});
  return {
    gone: new Promise((resolve) => socket.once('close', resolve)),
    /** Says these bytes and gives what comes back. */
    async ask(bytes: string) {
      const answer = new Promise<Buffer>((resolve) => socket.once('data', resolve));
      socket.write(bytes);
      return (await answer).toString();
    },
  };
}
