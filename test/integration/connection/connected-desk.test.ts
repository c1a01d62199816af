import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '#main/platform/call.ts';
import { keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import {
  type Certificate,
  fingerprintOf,
  makeCertificate,
} from '#test/support/team/certificates.ts';
import { openDesk } from '#test/support/team/desk.ts';
import {
  connectedDesk,
  fingerprint,
  isConnected,
  password,
  refused,
  startTeam,
  supervisorToken,
} from '#test/support/team/stand-in-team.ts';
import { must } from '#test/support/test-desk.ts';

let authority: Certificate;
beforeAll(async () => {
  authority = await makeCertificate({ name: 'Example Authority', isAuthority: true });
});

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
