import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { primaryKeyOf, type TableName, tables } from '#main/move/tables.ts';
import { asOwner } from '#main/platform/database/postgres/as-owner.ts';
import { newTeamDatabase } from '#test/support/postgres/team-database.ts';

test('every table of the schema is moved, in the order of its primary key, referred ones first', async () => {
  const database = await newTeamDatabase('empty');
  onTestFinished(() => database.drop());
  await asOwner(database.owner, async (tx) => {
    const there = await tx.introspection.getTables({ withInternalKyselyTables: false });
    const names = there.map(({ name }) => name).filter((name) => !name.startsWith('kysely_'));
    expect([...tables].sort()).toEqual(names.sort());
    const { rows: keys } = await sql<{ table: TableName; columns: string[] }>`
      select indrelid::regclass::text as "table",
        array(select attname::text from unnest(indkey) with ordinality as k (number, place)
          join pg_attribute on attrelid = indrelid and attnum = k.number order by place) as columns
      from pg_index join pg_class on pg_class.oid = indrelid
      where indisprimary and relnamespace = current_schema()::regnamespace`.execute(tx);
    for (const { table, columns } of keys.filter(({ table }) => tables.includes(table)))
      expect([table, primaryKeyOf(table)]).toEqual([table, columns]);
    const { rows: references } = await sql<{ from: TableName; to: TableName; column: string }>`
      select conrelid::regclass::text as "from", confrelid::regclass::text as "to",
        (select attname::text from pg_attribute
          where attrelid = conrelid and attnum = conkey[1]) as "column"
      from pg_constraint where contype = 'f'`.execute(tx);
    const own = references.filter(({ from, to }) => from === to);
    expect(own).toEqual([{ from: 'staff', to: 'staff', column: 'first_password_by' }]);
    for (const { from, to } of references)
      expect(tables.indexOf(to)).toBeLessThanOrEqual(tables.indexOf(from));
  });
});
