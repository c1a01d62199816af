import { randomBytes } from 'node:crypto';
import { copyFile, open, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect, connectToLook } from '#main/platform/database/sqlite/connect.ts';
import { openSqliteCopy, openSqliteStore } from '#main/platform/database/sqlite/open.ts';
import { newSqliteStore } from '#test/support/sqlite-store.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const canary = 'Kanarienvogel Larsen Data AS';

async function writeCanaries(store: Awaited<ReturnType<typeof newSqliteStore>>['store']) {
  await store
    .insertInto('reason')
    .values(Array.from({ length: 500 }, () => ({ text: canary, created_at: 1 })))
    .execute();
}

test('a new store is readable by its owner only, and so is its log', async () => {
  const { file, store } = await newSqliteStore();
  await writeCanaries(store);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(`${file}-wal`)).mode & 0o777).toBe(0o600);
});

test('what is written is there after closing and opening again', async () => {
  const { file, key, store, close } = await newSqliteStore();
  await store.insertInto('meta').values({ key: 'a', value: 'b' }).execute();
  await close();
  expect(await readdir(join(file, '..'))).toEqual(['countersign.db']);
  const again = await openSqliteStore({ file, key });
  expect(await again.store.selectFrom('meta').selectAll().execute()).toEqual([
    { key: 'a', value: 'b' },
  ]);
  await again.close();
});

test('neither the file nor its log contains what is in the store', async () => {
  const { file, store, close } = await newSqliteStore();
  await writeCanaries(store);
  const log = await readFile(`${file}-wal`);
  expect(log.length).toBeGreaterThan(0);
  expect(log.includes(canary)).toBe(false);
  await close();
  const bytes = await readFile(file);
  expect(bytes.includes(canary)).toBe(false);
  expect(bytes.includes('SQLite format')).toBe(false);
  expect(bytes.includes('audit_log')).toBe(false);
});

test('every connection has the settings the store relies on', async () => {
  const { file, key } = await newSqliteStore();
  const database = connect(file, key);
  const settings = Object.fromEntries(
    [
      'journal_mode',
      'synchronous',
      'foreign_keys',
      'recursive_triggers',
      'secure_delete',
      'cell_size_check',
      'trusted_schema',
      'temp_store',
      'page_size',
      'cipher',
    ].map((name) => [name, database.pragma(name, { simple: true })]),
  );
  database.close();
  expect(settings).toEqual({
    journal_mode: 'wal',
    synchronous: 2,
    foreign_keys: 1,
    recursive_triggers: 1,
    secure_delete: 1,
    cell_size_check: 1,
    trusted_schema: 0,
    temp_store: 2,
    page_size: 4096,
    cipher: 'chacha20',
  });
});

test('the store itself has them too', async () => {
  const { store } = await newSqliteStore();
  const read = async (name: string) => {
    const { rows } = await store.executeQuery<Record<string, unknown>>({
      sql: `pragma ${name}`,
      parameters: [],
      query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
      queryId: { queryId: name },
    });
    return Object.values(rows[0] ?? {})[0];
  };
  expect(await read('synchronous')).toBe(2);
  expect(await read('foreign_keys')).toBe(1);
  expect(await read('secure_delete')).toBe(1);
  expect(await read('busy_timeout')).toBe(5);
});

test('another key is refused, and the file stays as it was', async () => {
  const { file, close } = await newSqliteStore();
  await close();
  const before = await readFile(file);
  await expect(openSqliteStore({ file, key: randomBytes(32) })).rejects.toMatchObject({
    code: 'key_unavailable',
  });
  expect(await readFile(file)).toEqual(before);
  expect(await readdir(join(file, '..'))).toEqual(['countersign.db']);
});

test('no file is made where none is', async () => {
  const folder = await tempFolder();
  const file = join(folder, 'countersign.db');
  await expect(openSqliteStore({ file, key: randomBytes(32) })).rejects.toMatchObject({
    code: 'not_set_up',
  });
  expect(await readdir(folder)).toEqual([]);
});

test('a file that is there is never taken for a new store', async () => {
  const { file, key, close } = await newSqliteStore();
  await close();
  const before = await readFile(file);
  await expect(openSqliteStore({ file, key, create: true })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await readFile(file)).toEqual(before);
});

test('an emptied file is damaged, not a new store', async () => {
  const { file, key, close } = await newSqliteStore();
  await close();
  await truncate(file, 0);
  await expect(openSqliteStore({ file, key })).rejects.toMatchObject({ code: 'store_damaged' });
  expect((await stat(file)).size).toBe(0);
});

test('a file that is no store of ours is refused', async () => {
  const file = join(await tempFolder(), 'countersign.db');
  await writeFile(file, 'not a database at all, but long enough to look at'.repeat(200));
  await expect(openSqliteStore({ file, key: randomBytes(32) })).rejects.toMatchObject({
    code: 'key_unavailable',
  });
});

test('a changed byte in a page is found when the page is read', async () => {
  const { file, key, store, close } = await newSqliteStore();
  await writeCanaries(store);
  await close();
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  for (let page = 2; page * 4096 < size; page++) await handle.write('x', page * 4096 + 100);
  await handle.close();
  const reading = (async () => {
    const copy = await openSqliteCopy(file, key);
    try {
      return copy.findDamage();
    } finally {
      await copy.close();
    }
  })();
  await expect(reading).rejects.toMatchObject({ code: 'store_damaged' });
  await expect(openSqliteStore({ file, key })).rejects.toMatchObject({ code: 'store_damaged' });
});

for (const log of ['without a log', 'with a log'] as const)
  test(`a store of a newer version is refused untouched, ${log}`, async () => {
    const { file, key, folder, close } = await newSqliteStore();
    const database = connect(file, key);
    database.exec("insert into kysely_migration values ('9999-future', '2030-01-01')");
    if (log === 'without a log') {
      await close();
      database.close();
    }
    const logFile = `${file}-wal`;
    const names = (await readdir(folder)).sort();
    expect(names.includes('countersign.db-wal')).toBe(log === 'with a log');
    const bytes = async () => [
      await readFile(file),
      log === 'with a log' ? await readFile(logFile) : null,
    ];
    const before = await bytes();
    await expect(openSqliteStore({ file, key })).rejects.toMatchObject({ code: 'newer_store' });
    expect(await bytes()).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual(names);
    database.close();
  });

test('a store of a newer version that was not closed is refused, file and log untouched', async () => {
  const { file, key } = await newSqliteStore();
  const database = connect(file, key);
  database.exec("insert into kysely_migration values ('9999-future', '2030-01-01')");
  const crashed = join(await tempFolder(), 'countersign.db');
  for (const part of ['', '-wal']) await copyFile(`${file}${part}`, `${crashed}${part}`);
  database.close();
  const bytes = async () => [await readFile(crashed), await readFile(`${crashed}-wal`)];
  const before = await bytes();
  await expect(openSqliteStore({ file: crashed, key })).rejects.toMatchObject({
    code: 'newer_store',
  });
  expect(await bytes()).toEqual(before);
});

test('a copy made while the store is in use is whole, under the same key, and compact', async () => {
  const { file, folder, key, store, backupTo } = await newSqliteStore();
  await writeCanaries(store);
  const target = join(folder, 'copy.db');
  await backupTo(target);
  expect((await stat(target)).mode & 0o777).toBe(0o600);
  expect((await readFile(target)).includes(canary)).toBe(false);
  const copy = await openSqliteCopy(target, key);
  expect(copy.findDamage()).toEqual([]);
  expect(await copy.store.selectFrom('reason').selectAll().execute()).toEqual(
    await store.selectFrom('reason').selectAll().execute(),
  );
  await expect(
    copy.store.insertInto('meta').values({ key: 'a', value: 'b' }).execute(),
  ).rejects.toMatchObject({ code: 'store_unavailable' });
  await copy.close();
  await expect(openSqliteCopy(target, randomBytes(32))).rejects.toMatchObject({
    code: 'key_unavailable',
  });
  await expect(backupTo(file)).rejects.toMatchObject({ code: 'conflict' });
  expect((await readdir(folder)).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
});

test('a read-only connection reads through the log of a store in use', async () => {
  const { file, key, store } = await newSqliteStore();
  await writeCanaries(store);
  const reader = connectToLook(file, key, true);
  expect(reader.prepare('select count(*) from reason').pluck().get()).toBe(500);
  reader.close();
});
