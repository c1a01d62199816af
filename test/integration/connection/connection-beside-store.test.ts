import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { connectionFileName } from '#main/connection/connection-file.ts';
import { demo } from '#test/support/demo-people.ts';
import { openDesk } from '#test/support/team/desk.ts';
import {
  fingerprint,
  isConnected,
  localDesk,
  password,
  refused,
  startTeam,
} from '#test/support/team/stand-in-team.ts';
import { must, openStoreOf } from '#test/support/test-desk.ts';

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
