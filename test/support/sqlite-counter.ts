import { openSqliteStore } from '#main/platform/database/sqlite/open.ts';

/*
 * A process of its own, started by a test: reads a number and writes it back plus one, many times.
 * Arguments: the store's file, its key in hex, how many times.
 */
const [file = '', key = '', times = '0'] = process.argv.slice(2);
const { store, close } = await openSqliteStore({ file, key: Buffer.from(key, 'hex') });
for (let time = 0; time < Number(times); time++)
  await store.transaction().execute(async (tx) => {
    const { value } = await tx
      .selectFrom('meta')
      .select('value')
      .where('key', '=', 'count')
      .executeTakeFirstOrThrow();
    await tx
      .updateTable('meta')
      .set({ value: String(Number(value) + 1) })
      .where('key', '=', 'count')
      .execute();
  });
await close();
