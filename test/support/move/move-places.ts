import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AuditService } from '#main/audit/audit.service.ts';
import { createTeamBackend } from '#main/backend.ts';
import { demoColleagues } from '#main/demo/demo-tour.ts';
import { systemClock } from '#main/platform/clock.ts';
import { asOwner } from '#main/platform/database/postgres/as-owner.ts';
import type { Store } from '#main/platform/database/schema.ts';
import type { Secrets } from '#main/platform/keystore/secrets.ts';
import { readTeamKeys } from '#main/platform/keystore/team-keys.ts';
import { policyVersion } from '#shared/rules/policy-version.ts';
import type { TeamDatabase } from '../postgres/team-database.ts';
import { at, KeptLog, must, openBackend, openStoreOf, testHashCost } from '../test-desk.ts';

/** A new folder with a store in it that holds its first supervisor and nothing else. */
export async function localEmptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-test-'));
  const backend = await openBackend(folder);
  const { setup } = at(backend).desk;
  const [, supervisor] = demoColleagues;
  if (!supervisor) throw new Error('The demo has no colleagues');
  const { username, name, password } = supervisor;
  const { setupId, recoveryWords, confirm } = must(await setup.begin({ username, name, password }));
  const word = (position: number) => ({ position, word: recoveryWords[position - 1] ?? '' });
  must(await setup.confirm({ setupId, words: [word(confirm[0]), word(confirm[1])] }));
  must(await setup.finish({ setupId, data: 'empty' }));
  await backend.close();
  return folder;
}

/** What a log holds, as an export writes it, read without leaving a record. */
async function exportOf(store: Store, secrets: Secrets): Promise<string> {
  const audit = new AuditService({ store, clock: systemClock, ...secrets, policyVersion });
  let text = '';
  let after: number | null = 0;
  while (after !== null) {
    const page: Awaited<ReturnType<typeof audit.records>> = await audit.records(after, 1000);
    for (const record of page.records) text += `${JSON.stringify(record)}\n`;
    after = page.next;
  }
  return text;
}

export async function exportOfFolder(folder: string): Promise<string> {
  const { store, secrets, close } = await openStoreOf(folder);
  try {
    return await exportOf(store, secrets);
  } finally {
    await close();
  }
}

export async function exportOfTeam({ owner }: TeamDatabase, keysFile: string): Promise<string> {
  const secrets = await readTeamKeys(keysFile);
  return asOwner(owner, (tx) => exportOf(tx, secrets));
}

/** Whether a database is as new: not even a table in it. */
export async function isUntouched({ owner }: TeamDatabase): Promise<boolean> {
  return asOwner(owner, async (tx) => {
    const tables = await tx.introspection.getTables({ withInternalKyselyTables: true });
    return tables.length === 0;
  });
}

/** A server on a database, with the keys from a file, as the hosts make one. */
export async function openTeam({ server }: TeamDatabase, keysFile: string) {
  return createTeamBackend({
    database: server,
    keys: await readTeamKeys(keysFile),
    address: 'https://desk.test',
    assetsFolder: resolve('assets'),
    appVersion: '0.0.0-test',
    hashCost: testHashCost,
    logger: new KeptLog(),
  });
}
