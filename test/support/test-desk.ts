import { rmSync } from 'node:fs';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AuditService } from '#main/audit/audit.service.ts';
import { type Backend, createBackend, createTeamBackend } from '#main/backend.ts';
import { fillDemoStore } from '#main/hosts/demo-store.ts';
import type { Caller } from '#main/platform/call.ts';
import { type Clock, systemClock } from '#main/platform/clock.ts';
import type { HashCost } from '#main/platform/crypto/hash-cost.ts';
import { openPostgresStore } from '#main/platform/database/postgres/open.ts';
import { openSqliteStore, storeFileName } from '#main/platform/database/sqlite/open.ts';
import { createKeyFileProtector, keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import { Keystore } from '#main/platform/keystore/keystore.ts';
import type { Logger } from '#main/platform/logger.ts';
import type { ContactView } from '#shared/contract/accounts.contract.ts';
import { buildDesk, type Desk } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import { policyVersion } from '#shared/rules/policy-version.ts';
import { KeptLog } from './kept-log.ts';
import { newTeamFolder, teamDatabaseOf } from './postgres/team-folder.ts';
import { testHashCost } from './test-hash-cost.ts';

export { KeptLog } from './kept-log.ts';
export { testHashCost } from './test-hash-cost.ts';

/** A clock that tests set; it starts at the real time. */
export class TestClock implements Clock {
  time = Date.now();
  now(): number {
    return this.time;
  }
  pass(milliseconds: number): void {
    this.time += milliseconds;
  }
}

interface BackendOptions {
  readonly clock?: Clock;
  readonly hashCost?: HashCost;
  readonly logger?: Logger;
  readonly workers?: boolean;
}

/** A backend on a folder, as the hosts make one; on the database that the folder stands for. */
export async function openBackend(
  dataFolder: string,
  options: BackendOptions = {},
): Promise<Backend> {
  const common = {
    assetsFolder: resolve('assets'),
    appVersion: '0.0.0-test',
    hashCost: testHashCost,
    logger: new KeptLog(),
    ...options,
  };
  const team = await teamDatabaseOf(dataFolder);
  if (team) {
    const { server: database, keys } = team;
    return createTeamBackend({ ...common, database, keys, address: 'https://desk.test' });
  }
  const protector = createKeyFileProtector(join(dataFolder, keyFileName));
  return createBackend({ ...common, dataFolder, protector });
}

/** Set by the vitest project that runs the rooms' tests on PostgreSQL. */
export const onPostgres = process.env['COUNTERSIGN_TEST_ENGINE'] === 'postgresql';

/** Names a folder with a demo store in it, made once for all the processes of a test run. */
export const templateVariable = 'COUNTERSIGN_TEST_TEMPLATE';
let template: Promise<string> | undefined;

/** A new folder with a demo store in it, or that stands for one, copied from one made once a run. */
export function demoFolder(): Promise<string> {
  return onPostgres ? newTeamFolder() : localDemoFolder();
}

/** A new folder with a demo store of its own in it, whatever the tests run on. */
export async function localDemoFolder(): Promise<string> {
  const made = process.env[templateVariable];
  template ??= made ? Promise.resolve(made) : makeTemplate();
  const folder = await mkdtemp(join(tmpdir(), 'countersign-test-'));
  await cp(await template, folder, { recursive: true });
  return folder;
}

/** A folder with a demo store in it, removed when this process ends. */
export async function makeTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-template-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const backend = await openBackend(folder);
  await fillDemoStore(backend);
  await backend.close();
  return folder;
}

/** A caller at a door, with the desk's methods bound to it; `from` is what a team's server knows. */
export function at(
  backend: Backend,
  door: Caller['door'] = 'web',
  from: Pick<Caller, 'address' | 'device'> = {},
) {
  const caller: Caller = { door, token: null, operator: false, ...from };
  const desk = buildDesk((channel, input) => backend.call(channel, input, caller));
  return { caller, desk };
}

/** The value of a result; throws the error's code and message when it is one. */
export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Signs in and returns the desk. Throws when the password is not taken. */
export async function signIn(backend: Backend, username: string, password: string) {
  const { caller, desk } = at(backend);
  const verdict = must(await desk.session.signIn({ username, password }));
  if (verdict.kind !== 'signed_in') throw new Error(`Sign-in: ${verdict.kind}`);
  return { caller, desk };
}

/** Opens an account by its Client ID and finds a contact by name; null finds nobody. */
export async function openAccount(desk: Desk, clientId: string) {
  const { results } = must(await desk.accounts.search({ query: clientId }));
  const found = results.find((result) => result.clientId === clientId);
  if (!found) throw new Error(`No account ${clientId}`);
  const account = must(await desk.accounts.open({ accountId: found.accountId }));
  const contact = (name: string): ContactView => {
    const match = account.contacts.find((candidate) => candidate.name === name);
    if (!match) throw new Error(`No contact ${name} on ${clientId}`);
    return match;
  };
  return { account, contact };
}

/** The desk's methods as the command line calls them: by whoever holds the key file. */
export function operatorDesk(backend: Backend): Desk {
  const caller: Caller = { door: 'cli', token: null, operator: true };
  return buildDesk((channel, input) => backend.call(channel, input, caller));
}

/** The store of a folder and its log, opened beside or without a backend, to look at them. */
export async function openStoreOf(folder: string) {
  const { opened, secrets } = await openFolder(folder);
  const audit = new AuditService({
    store: opened.store,
    clock: systemClock,
    auditKey: secrets.auditKey,
    auditKeyId: secrets.auditKeyId,
    policyVersion,
  });
  return { store: opened.store, close: () => opened.close(), secrets, audit };
}

async function openFolder(folder: string) {
  const team = await teamDatabaseOf(folder);
  if (team) {
    const options = { database: team.owner, poolSize: 3, logger: new KeptLog() };
    return { opened: await openPostgresStore(options), secrets: team.keys };
  }
  const protector = createKeyFileProtector(join(folder, keyFileName));
  const secrets = await new Keystore(folder, protector).load();
  const file = join(folder, storeFileName);
  return { opened: await openSqliteStore({ file, key: secrets.databaseKey }), secrets };
}
