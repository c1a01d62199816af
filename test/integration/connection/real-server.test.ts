import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Backend } from '#main/backend.ts';
import { startWebHost } from '#main/hosts/web/web-host.ts';
import type { DeskEvent } from '#shared/contract/desk-event.ts';
import { demo } from '#test/support/demo-people.ts';
import { fingerprintOf, makeCertificate } from '#test/support/team/certificates.ts';
import { openDesk } from '#test/support/team/desk.ts';
import { connectTo } from '#test/support/team/remote.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import {
  demoFolder,
  KeptLog,
  must,
  openAccount,
  openBackend,
  signIn,
} from '#test/support/test-desk.ts';

/** The product's own host as a team's server, on a demo store; it can end and start again. */
async function startServer() {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-server-'));
  const dataFolder = await demoFolder();
  const backend = await openBackend(dataFolder);
  const certificate = await makeCertificate();
  const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  await writeFile(tls.cert, certificate.cert);
  await writeFile(tls.key, certificate.private);
  const rendererFolder = join(folder, 'renderer');
  await mkdir(rendererFolder);
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html>');
  const logger = new KeptLog();
  const start = (port: number) => {
    const own = { kind: 'team', host: '127.0.0.1', behindProxy: null, publicUrl: null } as const;
    return startWebHost({ backend, door: { ...own, port, tls }, rendererFolder, logger });
  };
  let host = await start(0);
  const { port } = host;
  onTestFinished(async () => {
    await host.close();
    await backend.close();
    for (const one of [folder, dataFolder]) await rm(one, { recursive: true, force: true });
  });
  return {
    backend,
    certificate,
    address: `https://127.0.0.1:${port}`,
    end: () => host.close(),
    startAgain: async () => {
      host = await start(port);
    },
  };
}

async function connectedDesk() {
  const server = await startServer();
  const folder = await tempFolder();
  const desk = await openDesk(folder);
  const { address, certificate } = server;
  const fingerprint = fingerprintOf(certificate);
  must(await desk.desk.connection.connect({ address, fingerprint }));
  return { ...desk, folder, server };
}

async function watch(backend: Backend, caller: Parameters<Backend['watch']>[0]) {
  const seen: DeskEvent[] = [];
  let ended = 0;
  const listener = { look: (event: DeskEvent) => void seen.push(event), ended: () => void ended++ };
  const { seq, stop } = must(await backend.watch(caller, null, listener));
  onTestFinished(stop);
  return { seq, seen, ended: () => ended };
}

test('a caller is verified at the server, by the screen’s own calls', async () => {
  const { desk, signIn: enter } = await connectedDesk();
  await enter(demo.phoneAgent);
  const { clientId, anna } = demo.larsen;
  const { account, contact } = await openAccount(desk, clientId);
  const call = must(
    await desk.verification.begin({
      accountId: account.accountId,
      contactId: contact(anna.name).contactId,
      channel: 'phone',
      requestId: 'technical-support',
    }),
  );
  const verified = must(
    await desk.verification.attempt({
      verificationId: call.verificationId,
      code: anna.code,
      pasted: false,
    }),
  );
  expect(verified.verdict?.kind).toBe('verified');
  expect(verified.attemptsUsed).toBe(1);
});

test('a desk is told what happens at the server, also what it missed while that was away', async () => {
  const { backend, caller, signIn: enter, server } = await connectedDesk();
  await enter(demo.supervisor);
  const { seen, ended, seq } = await watch(backend, caller);
  // Whoever signs in is news for supervisors.
  await signIn(server.backend, demo.phoneAgent.username, demo.phoneAgent.password);
  await expect.poll(() => seen.length).toBe(1);
  expect(seen[0]?.look).toEqual(['pulse']);
  expect(seen[0]?.seq).toBeGreaterThan(seq);
  await server.end();
  await signIn(server.backend, demo.chatAgent.username, demo.chatAgent.password);
  await server.startAgain();
  await expect.poll(() => seen.length).toBe(2);
  expect(seen[1]?.seq).toBeGreaterThan(seen[0]?.seq ?? 0);
  await backend.call('session.signOut', {}, caller);
  await expect.poll(ended).toBe(1);
});

test('a session’s token is worth nothing without the desk’s own key', async () => {
  const { caller, desk, signIn: enter, server } = await connectedDesk();
  await enter(demo.phoneAgent);
  expect(must(await desk.session.current({})).session).not.toBe(null);
  const thief = connectTo(server.address, server.certificate, caller.token);
  expect(must(await thief.call('session.current'))).toMatchObject({ session: null });
  expect(await desk.session.pulse({})).toMatchObject({ error: { code: 'not_signed_in' } });
});

test('a desk that crashed comes back to its session, and one that signed out does not', async () => {
  const { folder, signIn: enter, caller } = await connectedDesk();
  await enter(demo.phoneAgent);
  const again = await openDesk(folder);
  expect(must(await again.desk.session.current({})).session?.username).toBe(
    demo.phoneAgent.username,
  );
  expect(again.caller.token).toBe(caller.token);
  must(await again.desk.session.signOut({}));
  const third = await openDesk(folder);
  expect(must(await third.desk.session.current({})).session).toBe(null);
  expect(third.caller.token).toBe(null);
});

test('the team’s log says which supervisor had their desk work elsewhere', async () => {
  const { desk, signIn: enter, server } = await connectedDesk();
  const elsewhere = await startServer();
  const fingerprint = fingerprintOf(elsewhere.certificate);
  await enter(demo.supervisor);
  must(await desk.connection.connect({ address: elsewhere.address, fingerprint }));
  await enter(demo.supervisor);
  must(await desk.connection.disconnect({}));
  const left = async ({ backend }: typeof server) => {
    const { desk: there } = await signIn(
      backend,
      demo.supervisor.username,
      demo.supervisor.password,
    );
    const page = { filter: {}, before: null, limit: 50 };
    const { entries } = must(await there.audit.list(page));
    return entries
      .filter(({ action }) => action.startsWith('store.desk_'))
      .map(({ actorRole, action, details }) => ({ actorRole, action, details }));
  };
  const actorRole = 'supervisor';
  expect(await left(server)).toEqual([
    {
      ...{ actorRole, action: 'store.desk_connected' },
      details: {
        server: new URL(elsewhere.address).host,
        certificate: fingerprint.slice(0, 47),
      },
    },
  ]);
  expect(await left(elsewhere)).toEqual([
    { actorRole, action: 'store.desk_disconnected', details: {} },
  ]);
});
