import { writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startWebHost } from '#main/hosts/web/web-host.ts';
import { contract, deskChannelNames } from '#shared/contract/index.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { send, sendBytes } from '#test/support/web/raw-request.ts';
import { type StubHost, startStubHost } from '#test/support/web/stub-host.ts';
import { enterWebHost, type WebSession } from '#test/support/web/web-session.ts';

let stub: StubHost;
let session: WebSession;
const start = async (...options: Parameters<typeof startStubHost>) => {
  await stub?.close();
  stub = await startStubHost(...options);
  session = await enterWebHost(stub.host);
};
beforeEach(() => start());
afterEach(() => stub.close());

const post = (body: string, headers: Record<string, string> = {}, path = '/call/accounts.search') =>
  send({
    port: stub.port,
    method: 'POST',
    path,
    headers: { ...session.callHeaders(), ...headers },
    body,
  });

describe('what reaches the backend', () => {
  test('every channel of the desk does, as the web door without operator rights', async () => {
    for (const channel of deskChannelNames()) {
      expect((await session.call(channel, { some: 'input' })).result.ok).toBe(true);
    }
    expect(stub.calls.map(({ channel }) => channel)).toEqual(deskChannelNames());
    const caller = { door: 'web', token: null, operator: false, device: session.device.id };
    expect(stub.calls[0]).toEqual({ channel: 'setup.status', input: { some: 'input' }, caller });
  });

  test('the command line’s channels and made-up ones do not', async () => {
    const outside = Object.keys(contract.store).map((name) => `store.${name}`);
    const madeUp = [
      '__proto__',
      'constructor',
      'toString',
      'session',
      'accounts.',
      '.',
      '%2e%2e',
      'x'.repeat(60),
    ];
    for (const channel of [...outside, ...madeUp]) {
      const { result } = await session.call(channel, {});
      expect(result).toMatchObject({ ok: false, error: { code: 'unknown_channel' } });
    }
    expect(stub.calls).toEqual([]);
  });

  test('a name of any length is refused behind the same checks and headers, unrepeated', async () => {
    const path = `/call/${'PurpleMarker77'.repeat(500)}`;
    const reply = await post('{}', {}, path);
    expect(JSON.parse(reply.body)).toMatchObject({ error: { code: 'unknown_channel' } });
    const foreign = await post('{}', { origin: 'https://attacker.example' }, path);
    expect(foreign.status).toBe(403);
    const stranger = await post('{}', { cookie: '' }, path);
    expect(stranger.status).toBe(401);
    for (const { body, headers } of [reply, foreign, stranger]) {
      expect(body).not.toContain('PurpleMarker77');
      expect(headers['content-security-policy']).toMatch(/default-src 'none'/);
    }
    expect(stub.calls).toEqual([]);
  });

  test('an error result is still a result', async () => {
    await start(() => ({ ok: false, error: { code: 'not_signed_in', message: 'Sign in.' } }));
    const { reply, result } = await session.call('accounts.search', { query: 'x' });
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toMatch(/^application\/json/);
    expect(result).toEqual({ ok: false, error: { code: 'not_signed_in', message: 'Sign in.' } });
  });
});

describe('malformed calls never reach the backend and are not echoed', () => {
  const marker = 'PurpleMarker77';

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
    `${marker}/json`,
    '',
  ])('content type %s', async (type) => {
    const reply = await post(`{"query":"${marker}"}`, { 'content-type': type });
    expect(reply.status).toBe(415);
    expect(reply.body).not.toContain(marker);
    expect(stub.calls).toEqual([]);
  });

  test.each([
    `{"query":"${marker}`,
    `${marker}`,
    '',
    `{"__proto__":{"${marker}":1}}`,
    `{"constructor":{"prototype":{"${marker}":1}}}`,
  ])('body %s', async (body) => {
    const reply = await post(body);
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    expect(reply.body).not.toContain(marker);
    expect(stub.calls).toEqual([]);
  });

  test('64 KiB is taken and one byte more is not', async () => {
    const sized = (bytes: number) => JSON.stringify('x'.repeat(bytes - 2));
    expect((await post(sized(64 * 1024))).status).toBe(200);
    const reply = await post(sized(64 * 1024 + 1));
    expect(reply.status).toBe(413);
    expect(reply.headers.connection).toBe('close');
    expect(stub.calls).toHaveLength(1);
  });

  test('an endless body is cut off', async () => {
    const headers = Object.entries({ ...session.callHeaders(), 'transfer-encoding': 'chunked' });
    const chunk = `1000\r\n${'x'.repeat(0x1000)}\r\n`;
    const answer = await new Promise<string>((resolve) => {
      let received = '';
      const socket = connect(stub.port, '127.0.0.1', () => {
        socket.write('POST /call/accounts.search HTTP/1.1\r\n');
        socket.write(`Host: 127.0.0.1:${stub.port}\r\n`);
        socket.write(`${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`);
        const pump = () => {
          if (!socket.destroyed) {
            socket.write(chunk, () => setImmediate(pump));
          }
        };
        pump();
      });
      socket.on('data', (data) => {
        received += data;
      });
      socket.on('error', () => {});
      socket.on('close', () => resolve(received));
    });
    expect(answer === '' || /^HTTP\/1\.1 413/.test(answer)).toBe(true);
    expect(stub.calls).toEqual([]);
  });

  test('a body that never comes is cut off', async () => {
    await start(undefined, { limits: { requestTimeoutMs: 300 } });
    const headers = Object.entries({ ...session.callHeaders(), 'content-length': '200' });
    const answer = await sendBytes(
      stub.port,
      [
        'POST /call/accounts.search HTTP/1.1',
        `Host: 127.0.0.1:${stub.port}`,
        ...headers.map(([name, value]) => `${name}: ${value}`),
        '',
        `{"query":"${marker}`,
      ].join('\r\n'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 408/);
    expect(answer).not.toContain(marker);
    expect(stub.calls).toEqual([]);
  });

  test('bytes that are no request are refused', async () => {
    const answer = await sendBytes(stub.port, `${marker}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(answer).not.toContain(marker);
  });

  test('a call without a body is not well formed, and no defect', async () => {
    const { 'content-type': _none, ...headers } = session.callHeaders();
    const answer = await sendBytes(
      stub.port,
      [
        'POST /call/accounts.search HTTP/1.1',
        `Host: 127.0.0.1:${stub.port}`,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect(stub.logged).toEqual([]);
    expect(stub.calls).toEqual([]);
  });

  test('a defect of ours shows a reference and nothing else', async () => {
    await start(() => {
      throw new Error(`secret ${marker}`);
    });
    const { reply, result } = await session.call('accounts.search', { query: marker });
    expect(reply.status).toBe(500);
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(reply.body).not.toContain(marker);
    expect(JSON.stringify(stub.logged)).not.toContain(marker);
    const [reference] = /[0-9a-f-]{36}/.exec(reply.body) ?? [];
    expect(stub.logged).toMatchObject([{ event: 'web.request_failed', fields: { reference } }]);
  });
});

describe('the staff session', () => {
  const token = 'session-token-that-stays-in-its-cookie';

  test('lives in a locked cookie, never in a body, and ends with it', async () => {
    await start(({ channel, caller }) => {
      if (channel === 'session.signIn') caller.token = token;
      if (channel === 'session.signOut') caller.token = null;
      return { ok: true, value: {} };
    });
    const bodies: string[] = [];
    for (const channel of ['session.signIn', 'session.current', 'session.signOut']) {
      bodies.push((await session.call(channel, {})).reply.body);
    }
    bodies.push((await session.call('session.current', {})).reply.body);
    expect(stub.calls.map(({ caller }) => caller.token)).toEqual([null, token, token, null]);
    expect(bodies.join()).not.toContain(token);
    const [, set = '', cleared = '', ...more] = session.setCookieLines;
    expect(set).toMatch(/^countersign_session_\d+=/);
    for (const line of [set, cleared]) {
      expect(line).toContain('Path=/;');
      expect(line).toContain('HttpOnly');
      expect(line).toContain('SameSite=Strict');
      expect(line).not.toMatch(/domain=/i);
    }
    expect(cleared).toMatch(/Max-Age=0|Expires=Thu, 01 Jan 1970/);
    expect(more, 'a call that changes nothing sets nothing').toEqual([]);
  });
});

test('a taken port and a desk that is not built are told in words', async () => {
  const rendererFolder = await tempFolder();
  const door = { kind: 'loopback', port: stub.port } as const;
  const logger = { info() {}, error() {} };
  const options = { backend: stub.backend, logger, rendererFolder, door };
  await expect(startWebHost(options)).rejects.toThrow('npm run build');
  await writeFile(join(rendererFolder, 'index.html'), '');
  await expect(startWebHost(options)).rejects.toThrow(`Port ${stub.port} is taken`);
});

test('closing ends open connections', async () => {
  const socket = connect(stub.port, '127.0.0.1');
  const ended = new Promise((resolve) => socket.on('close', resolve));
  socket.on('error', () => {});
  await new Promise((resolve) => socket.on('connect', resolve));
  await stub.host.close();
  await ended;
});
