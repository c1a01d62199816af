import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { AuditService } from '#main/audit/audit.service.ts';
import { checkLog } from '#main/audit/audit-check.ts';
import { AuditSigner } from '#main/audit/audit-signer.ts';
import type { Actor } from '#main/platform/call.ts';
import { connect } from '#main/platform/database/sqlite/connect.ts';
import type { OpenedStore } from '#main/setup/setup.service.ts';
import { BackupService } from '#main/store/backup.service.ts';
import { storeHandlers } from '#main/store/store.handlers.ts';
import { beginAndConfirm, firstRows, setupOn } from '#test/support/setup-desk.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const operator: Actor = { staffId: null, role: 'operator' };
const clock = { now: () => Date.now() };

function auditOf({ opened, secrets }: OpenedStore) {
  const { auditKey, auditKeyId } = secrets;
  return new AuditService({ store: opened.store, clock, auditKey, auditKeyId, policyVersion: 1 });
}

/** A store in use, with an audit log of three records, and its backups. */
async function storeInUse() {
  const folder = await tempFolder();
  const dataFolder = join(folder, 'data');
  const { setup, ready } = setupOn(dataFolder);
  onTestFinished(() => setup.close());
  await setup.start();
  const { setupId, recoveryWords } = await beginAndConfirm(setup);
  await setup.finish(setupId, 'empty');
  const [ours] = ready;
  if (!ours) throw new Error('Not ready');
  const audit = auditOf(ours);
  for (const action of ['store.created', 'store.opened', 'store.opened'] as const)
    await ours.opened.store
      .transaction()
      .execute((tx) => audit.append(tx, { actor: operator, action, outcome: 'done' }));
  const signer = new AuditSigner(ours.secrets.auditKey, ours.secrets.auditKeyId);
  const backups = new BackupService({
    opened: ours.opened,
    databaseKey: ours.secrets.databaseKey,
    dataFolder,
    appVersion: '1.2.3',
    clock,
    note: (note) => audit.note(note),
    checkChain: (store) => checkLog(store, signer),
  });
  return { folder, dataFolder, backups, signer, words: recoveryWords.join(' '), ...ours };
}

test('a backup holds the encrypted store, its recovery file and how to restore it', async () => {
  const { folder, backups, opened } = await storeInUse();
  const target = join(folder, 'backups', 'today');
  const handled = await storeHandlers(backups).backup(
    { folder: target },
    { actor: operator, session: null, caller: { door: 'cli', token: null, operator: true } },
  );
  const names = ['README.txt', 'countersign.db', 'recovery.json'];
  expect((await readdir(target)).sort()).toEqual(names);
  expect((await stat(target)).mode & 0o777).toBe(0o700);
  let bytes = 0;
  for (const name of names) {
    const { mode, size } = await stat(join(target, name));
    expect(mode & 0o777).toBe(0o600);
    bytes += size;
    expect((await readFile(join(target, name))).includes('anna 1')).toBe(false);
  }
  const third = await opened.store
    .selectFrom('audit_log')
    .select('hash')
    .where('seq', '=', 3)
    .executeTakeFirstOrThrow();
  expect(handled).toEqual({
    folder: target,
    bytes,
    auditRecords: 3,
    auditHeadHash: third.hash,
  });
  expect(String(await readFile(join(target, 'README.txt')))).toContain('12 words');
});

test('the backup is in the log, by whom and how many records it holds', async () => {
  const { folder, backups, opened } = await storeInUse();
  await backups.backup(join(folder, 'backup'), operator);
  const record = await opened.store
    .selectFrom('audit_log')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  expect(record).toMatchObject({
    action: 'store.backed_up',
    actor_role: 'operator',
    details: '{"records":3}',
  });
});

test('a backup put into an empty folder opens by the recovery key, with everything in it', async () => {
  const { folder, backups, words, signer } = await storeInUse();
  const backup = join(folder, 'backup');
  await backups.backup(backup, operator);
  const restored = await tempFolder();
  await cp(backup, restored, { recursive: true });

  const { setup, ready } = setupOn(restored);
  onTestFinished(() => setup.close());
  await setup.start();
  expect((await setup.status()).state).toBe('key_unavailable');
  await setup.recover(words);
  expect((await setup.status()).state).toBe('ready');
  const store = ready[0]?.opened.store;
  if (!store) throw new Error('Not ready');
  expect(await store.selectFrom('reason').selectAll().execute()).toHaveLength(firstRows);
  expect(await checkLog(store, signer)).toMatchObject({ whole: true, records: 3 });
});

test('a backup is consistent while another process writes', async () => {
  const { folder, backups, opened, secrets } = await storeInUse();
  await opened.store.insertInto('meta').values({ key: 'count', value: '0' }).execute();
  const counter = fileURLToPath(new URL('../../support/sqlite-counter.ts', import.meta.url));
  const writer = spawn(process.execPath, [
    counter,
    opened.file,
    secrets.databaseKey.toString('hex'),
    '400',
  ]);
  const ended = once(writer, 'close');
  const count = async () => {
    const { value } = await opened.store
      .selectFrom('meta')
      .select('value')
      .where('key', '=', 'count')
      .executeTakeFirstOrThrow();
    return Number(value);
  };
  while ((await count()) === 0) await sleep(5);
  for (const name of ['one', 'two']) await backups.backup(join(folder, name), operator);
  expect((await ended)[0]).toBe(0);
  expect(await count()).toBe(400);
});

test('a folder that holds something, a file and a relative path are refused and left alone', async () => {
  const { folder, dataFolder, backups } = await storeInUse();
  const full = join(folder, 'full');
  await mkdir(full);
  await writeFile(join(full, 'notes.txt'), 'mine');
  const before = (await readdir(dataFolder)).sort();
  for (const target of [full, dataFolder, join(full, 'notes.txt'), 'relative', '../relative'])
    await expect(backups.backup(target, operator)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'folder' },
    });
  expect(await readdir(full)).toEqual(['notes.txt']);
  expect((await readdir(dataFolder)).sort()).toEqual(before);
});

test('without the recovery file no backup is made that could not be opened', async () => {
  const { folder, dataFolder, backups } = await storeInUse();
  await rm(join(dataFolder, 'recovery.json'));
  await expect(backups.backup(join(folder, 'backup'), operator)).rejects.toMatchObject({
    code: 'store_damaged',
  });
  expect(await readdir(folder)).toEqual(['data']);
});

for (const [what, change] of [
  ['an altered record', "update audit_log set outcome = 'failed' where seq = 2"],
  ['a removed last record', 'delete from audit_log where seq = 3'],
  ['a head that is elsewhere', 'update audit_head set seq = 2'],
] as const)
  test(`a backup of a log with ${what} does not pass its check and does not stay`, async () => {
    const { folder, backups, opened, secrets } = await storeInUse();
    const database = connect(opened.file, secrets.databaseKey);
    for (const guard of ['audit_log_no_update', 'audit_log_no_delete'])
      database.exec(`drop trigger ${guard}`);
    database.exec(change);
    database.close();
    const target = join(folder, 'backup');
    await mkdir(target);
    await expect(backups.backup(target, operator)).rejects.toMatchObject({
      code: 'store_damaged',
      message: expect.stringContaining('did not pass its check'),
    });
    expect(await readdir(target)).toEqual([]);
  });
