import { connect } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { send, sendBytes } from '#test/support/web/raw-request.ts';
import { startTeamHost, type TeamHost, type TeamHostOptions } from '#test/support/web/team-host.ts';

let host: TeamHost;
const start = async (options?: TeamHostOptions) => {
  host = await startTeamHost(options);
  return host;
};
afterEach(() => host.close());

test('every name and address in the certificate is the desk, with the port, and nothing else is', async () => {
  const { port } = await start();
  for (const ours of [`desk.example.com:${port}`, `DESK.example.com:${port}`, `127.0.0.1:${port}`])
    expect((await host.ask({ headers: { host: ours } })).status, ours).toBe(200);
  const others = [
    'desk.example.com',
    `desk.example.com:${port + 1}`,
    `desk.example.com.attacker.example:${port}`,
    `attacker.example:${port}`,
    `localhost:${port}`,
    `[::1]:${port}`,
    `desk.example.com:${port}@attacker.example`,
    `desk.example.com:${port}#`,
    ' ',
  ];
  for (const other of others) {
    const { status, body } = await host.ask({ headers: { host: other } });
    expect([400, 403], other).toContain(status);
    expect(body).not.toMatch(/attacker|The desk/);
    const { reply } = await host.call('setup.status', {}, { host: other });
    expect([400, 403], other).toContain(reply.status);
  }
  expect(host.calls).toEqual([]);
});

test('a public URL is the only address, whatever else the certificate is for', async () => {
  await start({ team: { publicUrl: 'https://team.example.com' } });
  expect((await host.ask({ headers: { host: 'team.example.com' } })).status).toBe(200);
  for (const other of [`desk.example.com:${host.port}`, `127.0.0.1:${host.port}`, 'x.example.com'])
    expect((await host.ask({ headers: { host: other } })).status, other).toBe(403);
  expect((await host.call('setup.status', {})).result).toMatchObject({ ok: true });
});

test.each([
  'https://attacker.example',
  'http://HOST',
  'https://HOST:1',
  'https://desk.example.com',
  'null',
  '',
])('a call with the Origin %s is refused', async (form) => {
  await start();
  const origin = form.replace('HOST', host.authority);
  const { reply } = await host.call('session.current', {}, { origin });
  expect(reply.status).toBe(403);
  expect(host.calls).toEqual([]);
});

test('a link on any page may lead to the desk; no other page may call it or show it', async () => {
  await start();
  const from = (site: string, mode: string, dest: string) => ({
    'sec-fetch-site': site,
    'sec-fetch-mode': mode,
    'sec-fetch-dest': dest,
  });
  const status = async (headers: Record<string, string>) => (await host.ask({ headers })).status;
  expect(await status(from('cross-site', 'navigate', 'document'))).toBe(200);
  expect(await status(from('none', 'navigate', 'document'))).toBe(200);
  expect(await status(from('cross-site', 'navigate', 'iframe'))).toBe(403);
  expect(await status(from('same-site', 'no-cors', 'script'))).toBe(403);
  const call = await host.call('session.current', {}, from('cross-site', 'navigate', 'document'));
  expect(call.reply.status).toBe(403);
  expect(host.calls).toEqual([]);
});

test('the session’s cookie is bound to TLS and this host, and the browser is told to stay with TLS', async () => {
  const token = 'session-token-that-stays-in-its-cookie';
  await start({
    answer: ({ channel, caller }) => {
      caller.token = channel === 'session.signIn' ? token : null;
      return { ok: true, value: {} };
    },
  });
  const { reply } = await host.call('session.signIn', {});
  expect(reply.headers['set-cookie']).toEqual([
    `__Host-countersign=${token}; Path=/; HttpOnly; Secure; SameSite=Strict`,
  ]);
  expect(reply.headers['strict-transport-security']).toBe('max-age=31536000');
  const cookie = `__Host-countersign=${token}`;
  const out = await host.call('session.signOut', {}, { cookie });
  expect(host.calls.at(-1)?.caller.token).toBe(token);
  expect(out.reply.headers['set-cookie']?.[0]).toMatch(/^__Host-countersign=;.*Secure/);
  // Nothing but that name is a session: any page of a sibling host could set another.
  await host.call('session.current', {}, { cookie: `countersign_session_${host.port}=${token}` });
  expect(host.calls.at(-1)?.caller.token).toBeNull();
});

test('the files need no cookie, and no path leads past them', async () => {
  await start();
  expect((await host.ask()).body).toContain('The desk');
  for (const path of [
    ...['/..%2fpackage.json', '/%2e%2e/%2e%2e/etc/passwd', '/..%5c..%5cetc%5cpasswd'],
    ...['/.hidden', '/index.html%00.js', '/%zz', '/enter?token=x', '//etc/passwd', '/metrics'],
  ]) {
    const { status, body } = await host.ask({ path });
    expect(status, path).toBe(404);
    expect(body, path).not.toMatch(/The desk|never served|root:/);
  }
});

test('there is no way in without TLS, nor with a withdrawn one', async () => {
  await start();
  const plain = sendBytes(host.port, 'GET / HTTP/1.1\r\nHost: desk.example.com\r\n\r\n');
  expect(await plain.catch(() => '')).not.toContain('HTTP/1.1 200');
  await expect(send({ port: host.port })).rejects.toThrow();
  const refused = { TLSv1: true, 'TLSv1.1': true, 'TLSv1.2': false, 'TLSv1.3': false } as const;
  for (const maxVersion of Object.keys(refused) as (keyof typeof refused)[]) {
    const failed = await new Promise((resolve) => {
      const socket = connect({
        port: host.port,
        host: '127.0.0.1',
        rejectUnauthorized: false,
        minVersion: 'TLSv1',
        maxVersion,
        // What OpenSSL itself would no longer offer by default.
        ciphers: 'DEFAULT@SECLEVEL=0',
      });
      socket.on('secureConnect', () => resolve(false)).on('error', () => resolve(true));
    });
    expect(failed, maxVersion).toBe(refused[maxVersion]);
  }
  expect(host.calls).toEqual([]);
});
