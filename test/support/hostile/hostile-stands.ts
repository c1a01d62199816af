import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Backend } from '#main/backend.ts';
import { startWebHost, type WebHost } from '#main/hosts/web/web-host.ts';
import type { Caller } from '#main/platform/call.ts';
import { storeFileName } from '#main/platform/database/sqlite/open.ts';
import { keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import type { Channel } from '#shared/contract/channel.ts';
import { buildDesk, contract } from '#shared/contract/index.ts';
import { beginCall } from '../call-desk.ts';
import { demo } from '../demo-people.ts';
import {
  at,
  demoFolder,
  KeptLog,
  must,
  openBackend,
  openStoreOf,
  operatorDesk,
  signIn,
  TestClock,
} from '../test-desk.ts';
import { type Samples, samplesOn } from './hostile-samples.ts';

export const callerNames = ['nobody', 'locked', 'agent', 'supervisor', 'operator'] as const;
export type CallerName = (typeof callerNames)[number];

/** A desk that hostile calls are made to, with its web host. Its clock stands still. */
export interface Stand {
  readonly name: 'ready' | 'empty' | 'without its key';
  readonly backend: Backend;
  readonly host: WebHost;
  readonly log: KeptLog;
  readonly samples: () => Samples;
  /** A caller of that standing, new for each call: what a call does to its token stays with it. */
  readonly callerOf: (name: CallerName) => Caller;
  /** Differs when anything was written since: by a call, not by `restore`. */
  readonly version: () => Promise<string>;
  /** Takes back what calls that were accepted did to colleagues, sessions, counters and calls. */
  readonly restore: () => Promise<void>;
  /** Whether the log is whole, where there is one. */
  readonly wholeLog: () => Promise<boolean>;
  readonly close: () => Promise<void>;
}

const noIds = {
  ...{ accountId: 1, contactId: 1, verificationId: 1, disabledVerificationId: 1 },
  ...{ approvalId: 1, agentId: 1, sessionId: 1, storeFile: '/etc/passwd' },
};

/** A demo desk in use. */
export async function readyStand(): Promise<Stand> {
  const folder = await demoFolder();
  const parts = await start(folder);
  const { backend } = parts;
  const tokens = new Map<CallerName, string | null>();
  const desks = {
    agent: await signIn(backend, demo.phoneAgent.username, demo.phoneAgent.password),
    supervisor: await signIn(backend, demo.supervisor.username, demo.supervisor.password),
    locked: await signIn(backend, demo.chatAgent.username, demo.chatAgent.password),
  };
  for (const [name, { caller }] of Object.entries(desks))
    tokens.set(name as CallerName, caller.token);
  const { desk } = desks.agent;
  const call = await beginCall(desk, { contact: demo.larsen.anna.name });
  const { clientId, contact } = demo.disabled;
  const disabled = await beginCall(desk, { clientId, contact });
  const { verificationId: disabledVerificationId } = disabled;
  const asked = await desk.approvals.ask({
    verificationId: disabledVerificationId,
    calledBack: 'account',
  });
  must(await desks.locked.desk.session.lock({}));
  for (const { caller } of [desks.agent, desks.supervisor])
    await askForAllThatOthersMay(backend, caller);
  const beside = await openStoreOf(folder);
  const { store } = beside;
  const kept = await keepRows(store);
  const samples = () =>
    samplesOn({
      accountId: call.account.accountId,
      contactId: call.contactId ?? 0,
      verificationId: call.verificationId,
      disabledVerificationId,
      approvalId: must(asked).approvalId,
      agentId: kept.agentId,
      sessionId: kept.sessionId,
      setupId: '0'.repeat(32),
      storeFile: join(folder, storeFileName),
    });
  must(await desks.supervisor.desk.accounts.open({ accountId: call.account.accountId }));
  for (const { caller } of [desks.agent, desks.supervisor])
    for (const { accountId } of [call.account, disabled.account])
      await askWithoutLeave(backend, caller, samples(), accountId);
  return {
    ...parts,
    name: 'ready',
    callerOf: (name) => caller(name, tokens.get(name) ?? null),
    samples,
    version: async () => JSON.stringify((await sql`pragma data_version`.execute(store)).rows),
    restore: kept.restore,
    wholeLog: async () => must(await operatorDesk(backend).audit.check({})).whole,
    async close() {
      await beside.close();
      await parts.close();
    },
  };
}

/** Being refused for one's role is put on record once a channel: from here on it writes nothing. */
async function askForAllThatOthersMay(backend: Backend, { token }: Caller): Promise<void> {
  const desk = buildDesk((name, input) => backend.call(name, input, caller('agent', token)));
  const { session } = must(await desk.session.current({}));
  for (const [room, channels] of Object.entries(contract))
    for (const [name, { access }] of Object.entries<Channel>(channels))
      if (session && typeof access !== 'string' && !access.includes(session.role))
        await backend.call(`${room}.${name}`, {}, caller('agent', token));
}

/**
 * So is being refused a change for want of leave, once an account, change and what is missing. No
 * change is made: each names a version that the account does not have.
 */
async function askWithoutLeave(
  backend: Backend,
  { token }: Caller,
  samples: Samples,
  accountId: number,
): Promise<void> {
  const leaves = [
    { by: 'call', verificationId: 1_000_000 },
    { by: 'creation' },
    { by: 'reason', reason: 'Asked for by telephone' },
  ];
  for (const [room, channels] of Object.entries(samples))
    for (const [name, sample] of Object.entries<object>(channels))
      if ('leave' in sample)
        for (const leave of leaves)
          for (const change of [{}, { contactId: null }, { may: false }])
            if (Object.keys(change).every((key) => key in sample)) {
              const version = 'version' in sample ? { version: 1_000_000 } : {};
              const input = { ...sample, ...change, ...version, accountId, leave };
              await backend.call(`${room}.${name}`, input, caller('agent', token));
            }
}

/** A folder in which nothing is set up yet, with a set-up under way. */
export async function emptyStand(): Promise<Stand> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-hostile-'));
  const parts = await start(folder);
  const { desk } = at(parts.backend);
  let setupId = '';
  const restore = async () => {
    const first = { username: 'vera', name: 'Vera Holm', password: 'four quiet herons standing' };
    ({ setupId } = must(await desk.setup.begin(first)));
  };
  await restore();
  return {
    ...parts,
    name: 'empty',
    callerOf: (name) => caller(name, null),
    samples: () => samplesOn({ ...noIds, setupId }),
    version: () => fingerprint(folder),
    restore,
    wholeLog: async () => true,
  };
}

/** A store whose key is gone: only its recovery key opens it. */
export async function keylessStand(): Promise<Stand> {
  const folder = await demoFolder();
  await rm(join(folder, keyFileName));
  return {
    ...(await start(folder)),
    name: 'without its key',
    callerOf: (name) => caller(name, null),
    samples: () => samplesOn({ ...noIds, setupId: '0'.repeat(32) }),
    version: () => fingerprint(folder),
    restore: async () => {},
    wholeLog: async () => true,
  };
}

async function start(folder: string) {
  const log = new KeptLog();
  const backend = await openBackend(folder, { clock: new TestClock(), logger: log });
  const rendererFolder = await mkdtemp(join(tmpdir(), 'countersign-renderer-'));
  await writeFile(join(rendererFolder, 'index.html'), '<!doctype html><title>The desk</title>');
  const host = await startWebHost({
    backend,
    door: { kind: 'loopback', port: 0 },
    rendererFolder,
    logger: log,
  });
  return {
    backend,
    host,
    log,
    async close() {
      await host.close();
      await backend.close();
      for (const one of [folder, rendererFolder]) await rm(one, { recursive: true, force: true });
    },
  };
}

function caller(name: CallerName, token: string | null): Caller {
  return { door: name === 'operator' ? 'cli' : 'web', token, operator: name === 'operator' };
}

/** Names, sizes and times of all files of a folder. */
async function fingerprint(folder: string): Promise<string> {
  const files = (await readdir(folder, { recursive: true })).sort();
  const facts = await Promise.all(
    files.map(async (file) => {
      const { size, mtimeMs } = await stat(join(folder, file));
      return [file, size, mtimeMs];
    }),
  );
  return JSON.stringify(facts);
}

/** Keeps the rows that decide who may do what, and puts them back as they were. */
async function keepRows(store: Awaited<ReturnType<typeof openStoreOf>>['store']) {
  const staff = await store.selectFrom('staff').selectAll().execute();
  const sessions = await store.selectFrom('session').selectAll().execute();
  const throttle = await store.selectFrom('throttle').selectAll().execute();
  const calls = await store.selectFrom('verification').selectAll().execute();
  const requests = await store.selectFrom('approval').selectAll().execute();
  const agent = staff.find(({ username }) => username === demo.phoneAgent.username);
  const restore = () =>
    store.transaction().execute(async (tx) => {
      for (const { id, password_hash, pepper_id, active, password_change_due } of staff)
        await tx
          .updateTable('staff')
          .set({ password_hash, pepper_id, active, password_change_due })
          .where('id', '=', id)
          .execute();
      for (const { id, last_activity_at, locked_at, ended_at } of sessions)
        await tx
          .updateTable('session')
          .set({ last_activity_at, locked_at, ended_at })
          .where('id', '=', id)
          .execute();
      for (const { id, request_id, ended_at, attempts } of calls)
        await tx
          .updateTable('verification')
          .set({ request_id, ended_at, attempts })
          .where('id', '=', id)
          .execute();
      for (const { id, decided_by, decided_at, decision } of requests)
        await tx
          .updateTable('approval')
          .set({ decided_by, decided_at, decision })
          .where('id', '=', id)
          .execute();
      for (const table of ['throttle', 'agent_limit', 'attempt'] as const)
        await tx.deleteFrom(table).execute();
      await tx.insertInto('throttle').values(throttle).execute();
    });
  const session = sessions.find(({ staff_id }) => staff_id === agent?.id);
  return { agentId: agent?.id ?? 0, sessionId: session?.id ?? 0, restore };
}
