import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { teamSource } from '#main/move-team-end.ts';
import { roomsMaker } from '#main/rooms-maker.ts';
import { openForTest, teamDatabaseForTest } from '#test/support/postgres/open-team-store.ts';
import { testHashCost } from '#test/support/test-desk.ts';

test('a move’s first record waits for the writers’ turn, while servers go on', async () => {
  const { owner, server, keys: secrets } = await teamDatabaseForTest('demo');
  const maker = roomsMaker({ assetsFolder: 'assets', hashCost: testHashCost });
  const source = await teamSource({ database: owner, secrets, maker });
  const { store, clock } = await openForTest(server);
  const { audit } = maker.roomsOn({ store, secrets, clock });
  const actor = { staffId: null, role: 'operator' } as const;
  const before = await audit.check();
  let noting: Promise<void> | undefined;
  await store.transaction().execute(async (tx) => {
    await audit.append(tx, { actor, action: 'audit.exported', outcome: 'done' });
    noting = source.note({ actor, action: 'store.move_begun', outcome: 'done' });
    await expect
      .poll(async () => {
        const { rows } = await sql`
          select 1 from pg_stat_activity join pg_locks using (pid)
          where datname = current_database() and not granted`.execute(store);
        return rows.length;
      })
      .toBe(1);
  });
  await noting;
  expect(await audit.check()).toMatchObject({ whole: true, records: before.records + 2 });
});
