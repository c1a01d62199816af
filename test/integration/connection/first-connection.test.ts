import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Certificate,
  fingerprintOf,
  makeCertificate,
} from '#test/support/team/certificates.ts';
import { openDesk } from '#test/support/team/desk.ts';
import {
  certificate,
  connectedDesk,
  fingerprint,
  isConnected,
  refused,
  startTeam,
} from '#test/support/team/stand-in-team.ts';
import { startStandIn } from '#test/support/team/tls-stand-in.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { must } from '#test/support/test-desk.ts';

let authority: Certificate;
beforeAll(async () => {
  authority = await makeCertificate({ name: 'Example Authority', isAuthority: true });
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
