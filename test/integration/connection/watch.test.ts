import type { IncomingMessage } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import type { WatchListener } from '#main/connection/remote-watch.ts';
import { checkProof } from '#main/hosts/web/device-proofs.ts';
import type { DeskEvent } from '#shared/contract/desk-event.ts';
import { contractVersion } from '#shared/contract/version.ts';
import { type Certificate, makeCertificate } from '#test/support/team/certificates.ts';
import { connectTo } from '#test/support/team/remote.ts';
import { startStandIn } from '#test/support/team/tls-stand-in.ts';
import { must } from '#test/support/test-desk.ts';

let certificate: Certificate;
beforeAll(async () => {
  certificate = await makeCertificate();
});

const token = 'a'.repeat(64);
const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

interface Knock {
  readonly socket: WebSocket;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Whether the first message proves the device. */
  readonly proof: Promise<string>;
}

/** A server at which desks knock; `greet` answers each once it has proved itself. */
async function startEvents(greet: (knock: Knock, count: number) => void, port = 0) {
  const knocks: Knock[] = [];
  const server = await startStandIn({
    certificate,
    port,
    socket(socket, request) {
      const query = new URL(request.url ?? '', 'https://desk.test').searchParams;
      const proof = new Promise<string>((resolve) =>
        socket.once('message', (data) => {
          const given = JSON.parse(data.toString()) as { device: string; proof: string };
          const about = { channel: 'events', bodyHash: emptyHash, now: Date.now() };
          resolve(checkProof(given, about).kind);
        }),
      );
      const knock = { socket, query, headers: request.headers, proof };
      knocks.push(knock);
      const count = knocks.length;
      void proof.then(() => greet(knock, count));
    },
  });
  return { server, knocks };
}

const say = ({ socket }: Knock, event: DeskEvent) => socket.send(JSON.stringify(event));

function listening() {
  const seen: DeskEvent[] = [];
  let ended = 0;
  const listener: WatchListener = {
    look: (event) => void seen.push(event),
    ended: () => {
      ended += 1;
    },
  };
  return { listener, seen, ended: () => ended };
}

function deskAt(address: string) {
  const desk = connectTo(address, certificate);
  desk.caller.token = token;
  return desk;
}

test('a watch proves the device, says where it begins, and tells what comes', async () => {
  const { server, knocks } = await startEvents((knock) => say(knock, { seq: 41, look: [] }));
  const { remote, caller } = deskAt(server.address);
  const { listener, seen } = listening();
  expect(must(await remote.watch(caller, 40, listener)).seq).toBe(41);
  const [knock] = knocks;
  expect(await knock?.proof).toBe('proved');
  expect(knock?.headers).toMatchObject({
    cookie: `__Host-countersign=${token}`,
    origin: server.address,
  });
  expect(Object.fromEntries(knock?.query ?? [])).toEqual({
    contract: String(contractVersion),
    after: '40',
  });
  if (knock) say(knock, { seq: 42, look: ['pulse'] });
  await expect.poll(() => seen).toEqual([{ seq: 42, look: ['pulse'] }]);
});

test('a server that starts again is found again, and what was missed is asked for', async () => {
  const first = await startEvents((knock) => say(knock, { seq: 41, look: [] }));
  const { remote, caller } = deskAt(first.server.address);
  const { listener, seen, ended } = listening();
  must(await remote.watch(caller, null, listener));
  expect(first.knocks[0]?.query.has('after')).toBe(false);
  await first.server.close();
  const second = await startEvents(
    (knock) => say(knock, { seq: 45, look: ['session', 'pulse'] }),
    first.server.port,
  );
  await expect.poll(() => seen).toEqual([{ seq: 45, look: ['session', 'pulse'] }]);
  expect(second.knocks.map(({ query }) => query.get('after'))).toEqual(['41']);
  expect(ended()).toBe(0);
});

test('a line that only seems to be open is given up when a call finds no server', async () => {
  const { server, knocks } = await startEvents((knock) => say(knock, { seq: 1, look: [] }));
  const { remote, caller, call } = deskAt(server.address);
  must(await remote.watch(caller, null, listening().listener));
  server.failCalls();
  expect(await call('session.pulse')).toMatchObject({ error: { code: 'server_away' } });
  await expect.poll(() => knocks.length).toBe(2);
  expect(knocks[1]?.query.get('after')).toBe('1');
});

describe('a watch ends', () => {
  test('with the session, and says so once', async () => {
    const { server, knocks } = await startEvents((knock) => say(knock, { seq: 1, look: [] }));
    const { remote, caller } = deskAt(server.address);
    const { listener, ended } = listening();
    must(await remote.watch(caller, null, listener));
    knocks[0]?.socket.close(4401);
    await expect.poll(ended).toBe(1);
    expect(knocks).toHaveLength(1);
  });

  test('when it is stopped, and says nothing', async () => {
    const { server, knocks } = await startEvents((knock) => say(knock, { seq: 1, look: [] }));
    const { remote, caller } = deskAt(server.address);
    const { listener, ended } = listening();
    must(await remote.watch(caller, null, listener)).stop();
    await expect.poll(() => knocks[0]?.socket.readyState).toBe(3);
    expect(ended()).toBe(0);
  });
});

describe('a watch does not begin', () => {
  test.each([
    [4401, 'not_signed_in'],
    [4409, 'other_version'],
    [1013, 'server_away'],
  ])('when the server closes it with %s', async (code, refused) => {
    const { server } = await startEvents(({ socket }) => socket.close(code));
    const { remote, caller } = deskAt(server.address);
    expect(await remote.watch(caller, null, listening().listener)).toMatchObject({
      ok: false,
      error: { code: refused },
    });
  });

  test('without a session, or at a server with another certificate', async () => {
    const { server, knocks } = await startEvents(() => {});
    const nobody = connectTo(server.address, certificate);
    expect(await nobody.remote.watch(nobody.caller, null, listening().listener)).toMatchObject({
      error: { code: 'not_signed_in' },
    });
    await server.close();
    const rogue = await startStandIn({
      certificate: await makeCertificate(),
      port: server.port,
      socket: () => {},
    });
    const { remote, caller } = deskAt(server.address);
    expect(await remote.watch(caller, null, listening().listener)).toMatchObject({
      error: { code: 'server_away' },
    });
    expect(knocks).toEqual([]);
    expect(rogue.handshakes).toBeGreaterThan(0);
    expect(rogue.bytes).toBe(0);
  });
});

test('a proof of another time is made good by asking for the time', async () => {
  const { server, knocks } = await startEvents((knock, count) => {
    if (count === 1) knock.socket.close(4408);
    else say(knock, { seq: 1, look: [] });
  });
  const { remote, caller } = deskAt(server.address);
  must(await remote.watch(caller, null, listening().listener));
  expect(knocks).toHaveLength(2);
  expect(server.to('setup.status')).toHaveLength(1);
});
