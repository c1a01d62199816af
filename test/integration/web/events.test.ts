import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contractVersion } from '#shared/contract/version.ts';
import type { Result } from '#shared/result.ts';
import { proofLifetimeMs } from '#shared/rules/device-proof.ts';
import { type EventClient, type EventRequest, openEvents } from '#test/support/web/event-client.ts';
import { sendBytes } from '#test/support/web/raw-request.ts';
import { type StubHost, type StubHostOptions, startStubHost } from '#test/support/web/stub-host.ts';
import { enterWebHost, type WebSession } from '#test/support/web/web-session.ts';

const token = 'a-session-token';
const notSignedIn: Result<never> = {
  ok: false,
  error: { code: 'not_signed_in', message: 'Sign in first.' },
};

let stub: StubHost;
let session: WebSession;
let clients: EventClient[] = [];
const start = async (options?: StubHostOptions) => {
  await stub?.close();
  stub = await startStubHost(undefined, options);
  session = await enterWebHost(stub.host);
  session.cookies.set(`countersign_session_${stub.port}`, token);
};
beforeEach(() => start());
afterEach(async () => {
  for (const client of clients) await client.close();
  clients = [];
  await stub.close();
});

const headers = () => {
  const { origin = '', cookie = '' } = session.callHeaders();
  return { origin, cookie };
};
const open = (request: Partial<EventRequest> = {}) => {
  const client = openEvents({ port: stub.port, headers: headers(), ...request });
  clients.push(client);
  return client;
};
const watching = async (request?: Partial<EventRequest>) => {
  const client = open(request);
  await client.prove(session.device);
  await expect.poll(() => client.events.length).toBeGreaterThan(0);
  return client;
};

describe('a signed-in desk', () => {
  test('is told where the watch begins and when to look again', async () => {
    const client = await watching();
    const [watch] = stub.watches;
    expect(watch).toMatchObject({ after: null, caller: { token, device: session.device.id } });
    watch?.listener.look({ seq: 8, look: ['pulse'] });
    watch?.listener.look({ seq: 9, look: ['session', 'pulse'] });
    await expect
      .poll(() => client.events)
      .toEqual([
        { seq: 7, look: [] },
        { seq: 8, look: ['pulse'] },
        { seq: 9, look: ['session', 'pulse'] },
      ]);
  });

  test('that comes back says what it has seen', async () => {
    await watching({ query: `contract=${contractVersion}&after=41` });
    for (const nonsense of ['-1', '1e3', 'x', '1&after=2', '9'.repeat(16)])
      await watching({ query: `contract=${contractVersion}&after=${nonsense}` });
    expect(stub.watches.map(({ after }) => after)).toEqual([41, null, null, null, null, null]);
  });

  test('that goes is watched no longer', async () => {
    const client = await watching();
    client.socket.close();
    await expect.poll(() => stub.watches[0]?.stopped).toBe(true);
  });

  test('is told that its session has ended', async () => {
    const client = await watching();
    stub.watches[0]?.listener.ended();
    expect(await client.closed).toBe(4401);
  });

  test('is told that the server restarts', async () => {
    const client = await watching();
    await stub.host.close();
    expect(await client.closed).toBe(1012);
  });
});

describe('a WebSocket is not opened', () => {
  test.each<readonly [string, () => Record<string, string>]>([
    ['without a session', () => ({ cookie: headers().cookie.split('; ')[0] ?? '' })],
    ['without the door’s cookie', () => ({ cookie: headers().cookie.split('; ')[1] ?? '' })],
    ['from another page', () => ({ origin: 'https://attacker.example' })],
    ['from a page without an origin', () => ({ origin: 'null' })],
    ['from a page that is not said', () => ({ origin: '' })],
    ['from another site', () => ({ 'sec-fetch-site': 'cross-site' })],
    ['from an address that was typed', () => ({ 'sec-fetch-site': 'none' })],
  ])('%s', async (_what, change) => {
    expect(await open({ headers: { ...headers(), ...change() } }).opened).toBe(false);
    expect(stub.watches).toEqual([]);
  });

  test.each<readonly [string, string, Record<string, string>]>([
    ['for another host', '/events', { host: 'attacker.example' }],
    ['without the door’s cookie', '/events', { cookie: '' }],
    ['at an address that is nowhere', '/nothing', {}],
    ['at a call', '/call/session.current', {}],
  ])('%s, and its connection does not stay', async (_what, path, change) => {
    const answer = await sendBytes(stub.port, upgradeRequest(path, change));
    expect(answer).toMatch(/^HTTP\/1\.1 40[134]/);
  });

  test('by a plain request', async () => {
    expect((await session.get('/events?contract=1')).status).toBe(404);
  });
});

describe('a WebSocket is closed', () => {
  const closesWith = async (client: EventClient, code: number) => {
    expect(await client.closed).toBe(code);
    expect(client.events).toEqual([]);
    expect(stub.watches).toEqual([]);
  };

  test('when the desk is of another version, before anything else', async () => {
    for (const query of [
      '',
      'contract=0',
      `contract=${contractVersion + 1}`,
      'contract=1&contract=1',
    ])
      await closesWith(open({ query }), 4409);
  });

  test('when no proof comes in time', async () => {
    await start({ limits: { firstMessageMs: 100 } });
    await closesWith(open(), 4408);
  });

  test.each(['', '{', '{}', '[]', '"x"', '{"device":"x"}', '{"device":1,"proof":2}'])(
    'when the first message is %j',
    async (message) => {
      const client = open();
      await client.opened;
      client.socket.send(message);
      await closesWith(client, 4408);
    },
  );

  test('when the first message is large', async () => {
    const client = open();
    await client.opened;
    client.socket.send('x'.repeat(2000));
    expect([1006, 1009]).toContain(await client.closed);
    expect(stub.watches).toEqual([]);
  });

  test('when the proof is of another time', async () => {
    const client = open();
    await client.prove(session.device, Date.now() - proofLifetimeMs - 5000);
    await closesWith(client, 4408);
  });

  test('when the session is over, or another device shows its cookie', async () => {
    await start({
      refuseWatch: ({ device }) => (device === session.device.id ? null : notSignedIn),
    });
    const stolen = open();
    await stolen.opened;
    const proof = session.device.prove({ channel: 'session.current', body: '' });
    // A proof that was made for something else is none.
    stolen.socket.send(JSON.stringify({ device: session.device.device, proof }));
    await closesWith(stolen, 4401);
  });

  test('when the store is away, to come back later', async () => {
    await start({
      refuseWatch: () => ({ ok: false, error: { code: 'store_unavailable', message: 'Away.' } }),
    });
    const client = open();
    await client.prove(session.device);
    await closesWith(client, 1013);
  });

  test('when the desk says more than its proof', async () => {
    const client = await watching();
    client.socket.send('more');
    expect(await client.closed).toBe(1008);
    await expect.poll(() => stub.watches[0]?.stopped).toBe(true);
  });

  test('when its session has six already; another session has its own', async () => {
    for (let n = 0; n < 6; n++) await watching();
    const seventh = open();
    await seventh.prove(session.device);
    expect(await seventh.closed).toBe(4429);
    const other = {
      ...headers(),
      cookie: `${headers().cookie.split('; ')[0]}; countersign_session_${stub.port}=other`,
    };
    await watching({ headers: other });
    clients[0]?.socket.close();
    await clients[0]?.closed;
    await expect.poll(() => stub.watches[0]?.stopped).toBe(true);
    await watching();
  });
});

test('sockets that prove nothing use up no places of a session', async () => {
  for (let n = 0; n < 6; n++) await open().opened;
  await watching();
});

test('those that prove nothing are bounded for each address, and leave room when they go', async () => {
  await start({ limits: { firstMessageMs: 60_000 } });
  const waiting = await Promise.all(Array.from({ length: 1000 }, () => rawSocket()));
  const oneMore = open();
  expect(await oneMore.closed).toBe(4429);
  waiting.pop()?.destroy();
  const isTakenIn = async () => {
    const client = open();
    await client.prove(session.device);
    await Promise.race([client.closed, expect.poll(() => client.events.length).toBe(1)]);
    return client.events.length === 1;
  };
  await expect.poll(isTakenIn).toBe(true);
  // Whoever has proved itself has given its place back: one is enough for many.
  await watching();
  await watching();
  for (const socket of waiting) socket.destroy();
});

describe('a dead or idle peer', () => {
  test('that answers no ping is cut', async () => {
    await start({ limits: { pingEveryMs: 100 } });
    const socket = await rawSocket();
    const gone = new Promise((resolve) => socket.once('close', resolve));
    // It reads, so that the pings arrive, and answers none of them.
    socket.resume();
    await gone;
  });

  test('that answers pings stays', async () => {
    await start({ limits: { pingEveryMs: 50 } });
    const client = await watching();
    for (let n = 0; n < 20; n++) await new Promise((resolve) => setTimeout(resolve, 20));
    stub.watches[0]?.listener.look({ seq: 8, look: ['pulse'] });
    await expect.poll(() => client.events.at(-1)?.seq).toBe(8);
  });

  test('that reads nothing is cut before it fills the server’s memory', async () => {
    const socket = await rawSocket();
    socket.pause();
    socket.write(
      textFrame(
        JSON.stringify({
          device: session.device.device,
          proof: session.device.prove({ channel: 'events', body: '' }),
        }),
      ),
    );
    await expect.poll(() => stub.watches.length).toBe(1);
    const [watch] = stub.watches;
    let told = 0;
    while (!watch?.stopped && told < 2_000_000) {
      for (let n = 0; n < 500; n++) watch?.listener.look({ seq: ++told, look: ['pulse'] });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(watch?.stopped).toBe(true);
    socket.destroy();
  });
});

/** The bytes of an upgrade, with a desk's headers. */
function upgradeRequest(path: string, change: Readonly<Record<string, string>> = {}): string {
  const all = { host: `127.0.0.1:${stub.port}`, ...headers(), ...change };
  return [
    `GET ${path} HTTP/1.1`,
    ...Object.entries(all).map(([name, value]) => `${name}: ${value}`),
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
    '',
    '',
  ].join('\r\n');
}

/** A WebSocket that is open, without a client's manners. */
async function rawSocket(): Promise<Socket> {
  const socket = connect(stub.port, '127.0.0.1');
  socket.on('error', () => {});
  socket.write(upgradeRequest(`/events?contract=${contractVersion}`));
  await new Promise((resolve) => socket.once('data', resolve));
  return socket;
}

/** A client's text frame of up to 64 KiB (RFC 6455 §5.2), masked by zeros. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(payload.length);
  return Buffer.concat([Buffer.from([0x81, 0x80 | 126]), length, Buffer.alloc(4), payload]);
}
