import { rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { connectionFileName } from '#main/connection/connection-file.ts';
import type { Caller } from '#main/platform/call.ts';
import { keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import type { Result } from '#shared/result.ts';
import { demo } from '#test/support/demo-people.ts';
import {
  type Certificate,
  fingerprintOf,
  makeCertificate,
} from '#test/support/team/certificates.ts';
import { openDesk } from '#test/support/team/desk.ts';
import { ok, readyStatus, type StandIn, startStandIn } from '#test/support/team/tls-stand-in.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { demoFolder, must, openStoreOf } from '#test/support/test-desk.ts';

let certificate: Certificate;
let authority: Certificate;
beforeAll(async () => {
  certificate = await makeCertificate();
  authority = await makeCertificate({ name: 'Example Authority', isAuthority: true });
});

const supervisorToken = 's'.repeat(64);
const agentToken = 'g'.repeat(64);
const person = (role: 'agent' | 'supervisor') => ({
  staffId: 7,
  username: role,
  name: 'Somebody',
  role,
  worksOn: 'both',
  defaultChannel: 'phone',
  state: 'active',
  signedInAt: 1,
  expiresAt: Date.now() + 3_600_000,
  idleLockMs: 300_000,
});

interface TeamOptions extends Partial<Parameters<typeof startStandIn>[0]> {
  /** What the agent's sign-in waits for. */
  readonly beforeAgent?: Promise<void> | undefined;
  /** Whether its database takes records. */
  readonly records?: boolean | undefined;
}

/** A team's server with two colleagues, `agent` and `supervisor`, whom any password lets in. */
function startTeam(given: TeamOptions = {}): Promise<StandIn> {
  const { beforeAgent, records = true, ...options } = given;
  return startStandIn({
    certificate,
    answer: async ({ path, body, headers }, response): Promise<Result<unknown>> => {
      const { cookie = '' } = headers;
      const role = cookie.endsWith(supervisorToken)
        ? 'supervisor'
        : cookie.endsWith(agentToken)
          ? 'agent'
          : null;
      switch (path) {
        case '/call/setup.status':
          return ok({ ...readyStatus, now: Date.now() });
        case '/call/session.current':
          return ok({ session: role && person(role), ended: null, now: Date.now() });
        case '/call/session.signIn': {
          const { username } = JSON.parse(body) as { username: 'agent' | 'supervisor' };
          if (username === 'agent') await beforeAgent;
          const token = username === 'agent' ? agentToken : supervisorToken;
          response.setHeader('set-cookie', `__Host-countersign=${token}; Path=/; Secure`);
          return ok({ kind: 'signed_in', session: person(username) });
        }
        case '/call/session.signOut':
          response.setHeader('set-cookie', '__Host-countersign=; Max-Age=0; Path=/; Secure');
          return ok({});
        case '/call/session.noteDeskLeaves':
          if (records) return ok({});
          return { ok: false, error: { code: 'store_unavailable', message: 'Not now.' } };
        default:
          return ok({});
      }
    },
    ...options,
  });
}

const refused = (code: string) => ({ ok: false, error: { code } });
const password = 'of no importance here';
const fingerprint = () => fingerprintOf(certificate);
const isConnected = (folder: string) =>
  stat(join(folder, connectionFileName)).then(
    () => true,
    () => false,
  );

/** A desk that was connected at set-up, with its server. */
async function connectedDesk(options: Pick<TeamOptions, 'beforeAgent' | 'records'> = {}) {
  const server = await startTeam(options);
  const folder = await tempFolder();
  const one = await openDesk(folder);
  must(await one.desk.connection.connect({ address: server.address, fingerprint: fingerprint() }));
  return { ...one, server, folder };
}

async function localDesk() {
  const folder = await demoFolder();
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return { folder, ...(await openDesk(folder)) };
}

test('a late reply to one colleague does not sign out the next', async () => {
  let answer: () => void = () => {};
  const beforeAgent = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const { desk, caller, signIn, server } = await connectedDesk({ beforeAgent });
  const late = desk.session.signIn({ username: 'agent', password });
  await expect.poll(() => server.to('session.signIn').length).toBe(1);
  await signIn({ username: 'supervisor', password });
  answer();
  await late;
  expect(caller.token).toBe(supervisorToken);
});

describe('on an empty folder', () => {
  test('the log keeps on what grounds the desk was switched, and from where to where', async () => {
    const { log, server } = await connectedDesk();
    const to = new URL(server.address).host;
    const switched = { event: 'connection.switched', grounds: 'first', from: 'own', to };
    expect(log.lines.map((line) => JSON.parse(line))).toContainEqual(switched);
  });

  test('anyone may look at a server and connect by its fingerprint', async () => {
    const server = await startTeam();
    const folder = await tempFolder();
    const { desk } = await openDesk(folder);
    expect(must(await desk.setup.status({}))).toMatchObject({ state: 'empty', mayConnect: true });
    const { port } = server;
    const seen = must(await desk.connection.inspect({ address: ` 127.0.0.1:${port}/#content ` }));
    expect(seen).toMatchObject({
      address: server.address,
      trust: 'unknown_authority',
      certificate: {
        fingerprint: fingerprint(),
        issuedTo: 'desk.test, Example Hosting',
        issuedBy: 'desk.test, Example Hosting',
      },
      fit: { kind: 'fits', appVersion: '9.9.9' },
    });
    const lower = fingerprint().replaceAll(':', ' ').toLowerCase();
    const status = must(
      await desk.connection.connect({ address: seen.address, fingerprint: lower }),
    );
    expect(status).toMatchObject({
      state: 'ready',
      place: { kind: 'team', address: server.address },
      mayConnect: true,
      appVersion: '1.2.3',
    });
    expect(must(await desk.connection.view({})).connection).toMatchObject({
      address: server.address,
      trust: 'pinned',
      certificate: { fingerprint: fingerprint() },
    });
    expect(server.requests.every(({ headers }) => headers.cookie === undefined)).toBe(true);
  });

  test('a server that a known authority vouches for needs no fingerprint, others do', async () => {
    const known = await makeCertificate({ authority });
    const server = await startTeam({ certificate: known });
    const folder = await tempFolder();
    const { desk } = await openDesk(folder, [authority.cert]);
    const other = await startTeam();
    const { connect } = desk.connection;
    expect(await connect({ address: other.address, fingerprint: null })).toMatchObject(
      refused('conflict'),
    );
    must(await connect({ address: server.address, fingerprint: null }));
    expect(must(await desk.connection.view({})).connection).toMatchObject({
      trust: 'known_authority',
      certificate: { fingerprint: fingerprintOf(known) },
    });
  });

  test('a fingerprint of another certificate connects to nothing', async () => {
    const server = await startTeam();
    const folder = await tempFolder();
    const { desk } = await openDesk(folder);
    const { address } = server;
    const other = fingerprintOf(authority);
    expect(await desk.connection.connect({ address, fingerprint: other })).toMatchObject(
      refused('conflict'),
    );
    expect(server.bytes).toBe(0);
    expect(await isConnected(folder)).toBe(false);
  });

  test.each([
    ['http://desk.example.com', 'invalid_input'],
    ['ftp://desk.example.com', 'invalid_input'],
    ['https://desk.example.com@rogue.test', 'invalid_input'],
    ['desk example com', 'invalid_input'],
    ['no-such-machine.invalid', 'server_away'],
    ['127.0.0.1:1', 'server_away'],
  ])('%s is no server to connect to', async (address, code) => {
    const { desk } = await openDesk(await tempFolder());
    expect(await desk.connection.inspect({ address })).toMatchObject(refused(code));
  });

  test('neither is one of another version, nor something else that speaks TLS', async () => {
    const { desk } = await openDesk(await tempFolder());
    const message = 'The server is older.';
    const older = await startStandIn({
      certificate,
      answer: () => ({ ok: false, error: { code: 'other_version', message } }),
    });
    const page = await startStandIn({
      certificate,
      answer: (_request, response) => {
        response.end('<html></html>');
        return undefined;
      },
    });
    const { inspect, connect } = desk.connection;
    expect(must(await inspect({ address: older.address })).fit).toEqual({
      kind: 'other_version',
      message,
    });
    for (const [{ address }, code] of [
      [older, 'other_version'],
      [page, 'server_away'],
    ] as const)
      expect(await connect({ address, fingerprint: fingerprint() })).toMatchObject(refused(code));
    expect(await inspect({ address: page.address })).toMatchObject(refused('server_away'));
  });

  test('one whose certificate has ended is not even shown', async () => {
    const day = 86_400_000;
    const past = { from: new Date(Date.now() - 9 * day), to: new Date(Date.now() - day) };
    const old = await startTeam({ certificate: await makeCertificate(past) });
    const { desk } = await openDesk(await tempFolder());
    expect(await desk.connection.inspect({ address: old.address })).toMatchObject(
      refused('conflict'),
    );
    expect(old.bytes).toBe(0);
  });
});

describe('where a local store is open', () => {
  test('nobody but an unlocked supervisor may look, connect or go', async () => {
    const { desk, signIn, folder } = await localDesk();
    const server = await startTeam();
    const { address } = server;
    const tryAll = async () => {
      const { inspect, connect } = desk.connection;
      expect(await inspect({ address })).toMatchObject(refused('not_allowed'));
      expect(await connect({ address, fingerprint: fingerprint() })).toMatchObject(
        refused('not_allowed'),
      );
    };
    await tryAll();
    await signIn(demo.phoneAgent);
    await tryAll();
    await signIn(demo.supervisor);
    must(await desk.session.lock({}));
    await tryAll();
    expect(server.handshakes).toBe(0);
    expect(await isConnected(folder)).toBe(false);
  });

  test('a supervisor connects: recorded, signed out, and the store is left as it is', async () => {
    const { desk, signIn, caller, folder, close } = await localDesk();
    const server = await startTeam();
    await signIn(demo.supervisor);
    must(await desk.connection.connect({ address: server.address, fingerprint: fingerprint() }));
    expect(caller.token).toBe(null);
    expect(must(await desk.session.current({})).session).toBe(null);
    await signIn({ username: 'supervisor', password });
    must(await desk.connection.disconnect({}));
    expect(caller.token).toBe(null);
    expect(must(await desk.setup.status({}))).toMatchObject({
      state: 'ready',
      place: { kind: 'local', dataFolder: folder },
      mayConnect: true,
    });
    expect(await isConnected(folder)).toBe(false);
    await close();
    expect(server.to('session.signOut')).toHaveLength(1);
    const { store, audit, close: closeStore } = await openStoreOf(folder);
    const { records } = await audit.records(0, 1000);
    expect(records.find(({ action }) => action === 'store.desk_connected')).toMatchObject({
      actorRole: 'supervisor',
      details: {
        server: `127.0.0.1:${server.port}`,
        certificate: fingerprint().slice(0, 47),
      },
    });
    const signedOut = records.filter(({ action }) => action === 'session.signed_out');
    expect(signedOut).toHaveLength(1);
    expect((await audit.check(store)).whole).toBe(true);
    await closeStore();
  });
});

describe('where a server is connected', () => {
  test('its agents stay where they are; its supervisors may go', async () => {
    const { desk, signIn, server } = await connectedDesk();
    const elsewhere = await startTeam();
    const { address } = elsewhere;
    const { connect, disconnect, inspect } = desk.connection;
    for (const sign of [async () => {}, () => signIn({ username: 'agent', password })]) {
      await sign();
      expect(await connect({ address, fingerprint: fingerprint() })).toMatchObject(
        refused('not_allowed'),
      );
      expect(await inspect({ address })).toMatchObject(refused('not_allowed'));
      expect(await disconnect({})).toMatchObject(refused('not_allowed'));
    }
    expect(elsewhere.handshakes).toBe(0);
    expect(server.to('session.noteDeskLeaves')).toEqual([]);
    await signIn({ username: 'supervisor', password });
    must(await connect({ address, fingerprint: fingerprint() }));
    await expect.poll(() => server.to('session.signOut').length).toBe(1);
    expect(must(await desk.setup.status({})).place).toEqual({
      ...{ kind: 'team', address },
      keyProtection: { kind: 'key-file', warning: expect.any(String) },
    });
  });

  test('a supervisor goes nowhere where the server can’t record it', async () => {
    const { desk, signIn, folder } = await connectedDesk({ records: false });
    const elsewhere = await startTeam();
    const { connect, disconnect } = desk.connection;
    await signIn({ username: 'supervisor', password });
    const { address } = elsewhere;
    for (const leave of [
      () => connect({ address, fingerprint: fingerprint() }),
      () => disconnect({}),
    ]) {
      expect(await leave()).toMatchObject(refused('store_unavailable'));
      expect(must(await desk.session.current({})).session).toMatchObject({ role: 'supervisor' });
      expect(await isConnected(folder)).toBe(true);
    }
  });

  test('a sign-in that is under way during a switch gives its token to nobody else', async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const { backend, desk, signIn, server } = await connectedDesk({ beforeAgent: released });
    const elsewhere = await startTeam();
    await signIn({ username: 'supervisor', password });
    const late: Caller = { door: 'desktop', token: null, operator: false };
    const signingIn = backend.call('session.signIn', { username: 'agent', password }, late);
    await expect.poll(() => server.to('session.signIn').length).toBe(2);
    const { address } = elsewhere;
    must(await desk.connection.connect({ address, fingerprint: fingerprint() }));
    release();
    expect(await signingIn).toMatchObject({ ok: true });
    expect(late.token).toBe(null);
    await backend.call('session.current', {}, late);
    expect(elsewhere.requests.every(({ headers }) => headers.cookie === undefined)).toBe(true);
  });

  test('the session is found again after a crash, and only on this computer', async () => {
    const { signIn, folder, server } = await connectedDesk();
    await signIn({ username: 'agent', password });
    const again = await openDesk(folder);
    expect(must(await again.desk.session.current({})).session).toMatchObject({ role: 'agent' });
    must(await again.desk.session.signOut({}));
    const third = await openDesk(folder);
    expect(must(await third.desk.session.current({})).session).toBe(null);
    await rm(join(folder, keyFileName));
    const without = await openDesk(folder);
    expect(must(await without.desk.setup.status({}))).toMatchObject({
      state: 'store_unavailable',
      mayConnect: true,
    });
    expect(await without.desk.session.current({})).toMatchObject(refused('store_unavailable'));
    const before = server.requests.length;
    await without.desk.session.signIn({ username: 'agent', password });
    expect(server.requests).toHaveLength(before);
  });

  test('somebody in the server’s place harvests nothing, and nobody clicks it away', async () => {
    const { desk, signIn, server, folder } = await connectedDesk();
    await signIn({ username: 'supervisor', password });
    await server.close();
    const rogueCertificate = await makeCertificate({ authority });
    const rogue = await startTeam({ certificate: rogueCertificate, port: server.port });
    const harvest = [
      desk.session.unlock({ password }),
      desk.session.signIn({ username: 'supervisor', password }),
      desk.verification.attempt({ verificationId: 1, code: 'seven quiet otters', pasted: false }),
      desk.session.current({}),
    ];
    for (const call of harvest) expect(await call).toMatchObject(refused('server_changed'));
    expect(must(await desk.setup.status({})).state).toBe('server_changed');
    const { address } = server;
    expect(await desk.connection.inspect({ address })).toMatchObject(refused('not_allowed'));
    const { connect } = desk.connection;
    expect(await connect({ address, fingerprint: null })).toMatchObject(refused('not_allowed'));
    expect(await connect({ address, fingerprint: fingerprint() })).toMatchObject(
      refused('conflict'),
    );
    expect(await desk.connection.disconnect({})).toMatchObject(refused('not_allowed'));
    expect(rogue.handshakes).toBeGreaterThan(harvest.length);
    expect(rogue.bytes).toBe(0);
    expect(JSON.stringify(must(await desk.connection.view({})))).toContain(fingerprint());
    const again = await openDesk(folder);
    expect(must(await again.desk.setup.status({})).state).toBe('server_changed');
  });

  test('a renewed certificate is trusted once its fingerprint was typed', async () => {
    const { desk, server, folder, log } = await connectedDesk();
    await server.close();
    const renewed = await makeCertificate();
    const after = await startTeam({ certificate: renewed, port: server.port });
    const { address } = after;
    const status = must(
      await desk.connection.connect({ address, fingerprint: fingerprintOf(renewed) }),
    );
    expect(status.state).toBe('ready');
    expect(log.lines.join()).toContain('typed_fingerprint');
    expect(after.to('session.noteDeskLeaves')).toEqual([]);
    const again = await openDesk(folder);
    expect(must(await again.desk.setup.status({})).state).toBe('ready');
    expect(must(await again.desk.session.current({})).session).toBe(null);
  });

  test('one that is away is a state that passes', async () => {
    const { desk, signIn, server } = await connectedDesk();
    await signIn({ username: 'agent', password });
    await server.close();
    expect(must(await desk.setup.status({})).state).toBe('server_away');
    expect(await desk.session.current({})).toMatchObject(refused('server_away'));
    await startTeam({ port: server.port });
    expect(must(await desk.setup.status({})).state).toBe('ready');
    expect(must(await desk.session.current({})).session).toMatchObject({ role: 'agent' });
  });
});

test('a connection that was damaged can be taken away, and the store under it opens', async () => {
  const { desk, folder } = await localDesk();
  const file = join(folder, connectionFileName);
  expect(must(await desk.setup.status({})).state).toBe('ready');
  await writeFile(file, '{');
  const one = await openDesk(folder);
  expect(must(await one.desk.setup.status({}))).toMatchObject({
    state: 'store_damaged',
    place: { kind: 'local', dataFolder: folder },
  });
  expect(await one.desk.session.current({})).toMatchObject(refused('store_damaged'));
  await rm(file);
  expect(must(await one.desk.setup.status({})).state).toBe('ready');
});
