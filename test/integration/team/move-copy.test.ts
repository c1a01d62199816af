import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { MoveService } from '#main/move/move.service.ts';
import type { MoveSource, MoveTarget } from '#main/move/move-ends.ts';
import { openLocalSource } from '#main/move-local-end.ts';
import { teamTarget } from '#main/move-team-end.ts';
import { asOwner } from '#main/platform/database/postgres/as-owner.ts';
import { createKeyFileProtector, keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import { roomsMaker } from '#main/rooms-maker.ts';
import { moveAndKill } from '#test/support/move/killed-move.ts';
import {
  exportOfFolder,
  exportOfTeam,
  isUntouched,
  openTeam,
} from '#test/support/move/move-places.ts';
import { goTo, places } from '#test/support/move/places.ts';
import { newTeamDatabase } from '#test/support/postgres/team-database.ts';
import { openStoreOf, testHashCost } from '#test/support/test-desk.ts';

test('a database in which making a store was begun, and none is, can be moved to', async () => {
  const place = await places();
  const begun = await newTeamDatabase('empty');
  onTestFinished(() => begun.drop());
  const { code } = await moveAndKill(['--to', begun.owner, ...goTo(place).slice(2)], null);
  expect(code).toBe(0);
  expect(await exportOfTeam(begun, place.keysFile)).toBe(await exportOfFolder(place.folder));
});

type Ends = { readonly source: MoveSource; readonly target: MoveTarget };

/** A move in this process, with ends that a test has changed. */
async function moveBetween(change: (ends: Ends) => Ends) {
  const place = await places();
  const { folder, database, keysFile } = place;
  const maker = roomsMaker({ assetsFolder: 'assets', hashCost: testHashCost });
  const protector = createKeyFileProtector(join(folder, keyFileName));
  const source = await openLocalSource({ dataFolder: folder, protector, maker }, null);
  const { secrets } = source;
  const target = teamTarget({
    ...{ database: database.owner, inWords: 'the database', secrets, keysFile, maker },
    recoveryFolder: folder,
  });
  const nothing = () => {};
  const ends = change({ source, target });
  const moving = new MoveService({ ...ends, now: () => Date.now(), onProgress: nothing }).move();
  const error = await moving.then(nothing, (reason: unknown) => reason);
  await source.close();
  return { place, error: String(error) };
}

/** A move whose process dies when the target has committed and the source has not. */
async function diesBetweenTheCommits() {
  const { place, error } = await moveBetween(({ source, target }) => ({
    target,
    source: {
      ...source,
      hold: (work) =>
        source.hold(async (tx) => {
          await work(tx);
          throw new Error('killed');
        }),
    },
  }));
  expect(error).toBe('Error: killed');
  return place;
}

test.each([
  [
    "update account set name = 'Somebody Else' where id = 2000",
    'differs from the store in account',
  ],
  ["delete from word_block where stem = 'larsen'", 'differs from the store in word_block'],
  ["update audit_head set signature = '00'", 'differs from the store in audit_head'],
])('a copy that came out otherwise is not kept: %s', async (statement, found) => {
  const { place, error } = await moveBetween(({ source, target }) => ({
    source,
    target: {
      ...target,
      settle: async (tx) => {
        const { numAffectedRows } = await sql.raw(statement).execute(tx);
        expect(Number(numAffectedRows)).toBeGreaterThan(0);
      },
    },
  }));
  expect(error).toContain(found);
  expect(await isUntouched(place.database)).toBe(true);
  expect(await moveAndKill(goTo(place), null)).toMatchObject({ code: 0 });
});

test('between the two commits: the same move finds the whole copy and only marks the source', async () => {
  const place = await diesBetweenTheCommits();
  const before = await exportOfTeam(place.database, place.keysFile);
  expect(await exportOfFolder(place.folder)).toBe(before);
  const again = await moveAndKill(goTo(place), null);
  expect(again).toMatchObject({ code: 0 });
  expect(JSON.parse(again.stdout)).toMatchObject({ how: 'found' });
  expect(await exportOfTeam(place.database, place.keysFile)).toBe(before);
  expect((await moveAndKill(goTo(place), null)).stderr).toContain('was moved to');
});

test('a copy that has been worked on since is not compared, and the source is marked', async () => {
  const place = await diesBetweenTheCommits();
  await (await openTeam(place.database, place.keysFile)).close();
  const again = await moveAndKill(goTo(place), null);
  expect(again).toMatchObject({ code: 0 });
  expect(JSON.parse(again.stdout)).toMatchObject({ how: 'gone_on' });
});

test('a copy that was changed without a record is refused', async () => {
  const changed = await diesBetweenTheCommits();
  await asOwner(changed.database.owner, (tx) =>
    sql`update account set name = 'Somebody Else' where id = 1`.execute(tx),
  );
  const refused = await moveAndKill(goTo(changed), null);
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('they differ in account.');
});

test('an unfinished copy whose source was used again is told from another store, and from one used too', async () => {
  const place = await diesBetweenTheCommits();
  const { store, audit, close } = await openStoreOf(place.folder);
  const actor = { staffId: null, role: 'operator' } as const;
  await store
    .transaction()
    .execute((tx) => audit.append(tx, { actor, action: 'audit.exported', outcome: 'done' }));
  await close();
  const before = await exportOfFolder(place.folder);
  const left = await moveAndKill(goTo(place), null);
  expect(left).toMatchObject({ code: 1, stdout: '' });
  expect(left.stderr).toMatch(/copy of this store as it was before.*used since.*remove the copy/);

  await (await openTeam(place.database, place.keysFile)).close();
  const both = await moveAndKill(goTo(place), null);
  expect(both).toMatchObject({ code: 1, stdout: '' });
  expect(both.stderr).toMatch(/copy of this store, and both have been used since/);

  const others = await newTeamDatabase('demo');
  onTestFinished(() => others.drop());
  const another = await moveAndKill(['--to', others.owner, ...goTo(place).slice(2)], null);
  expect(another).toMatchObject({ code: 1, stdout: '' });
  expect(another.stderr).toContain('holds another store');
  expect(await exportOfFolder(place.folder)).toBe(before);
});

test('texts, bytes, references and the next numbers arrive as they are', async () => {
  const place = await places();
  const { store, close } = await openStoreOf(place.folder);
  const texts = ['Grüße, 你好 🦦', 'e\u0301', '"quoted"\\'];
  await store
    .insertInto('reason')
    .values(texts.map((text, at) => ({ text, created_at: at })))
    .execute();
  const salt = randomBytes(16);
  await sql`update account set code_salt = ${salt} where id = 7`.execute(store);
  await sql`update staff set first_password_by = 3, first_password_at = 5 where id = 1`.execute(
    store,
  );
  // Given once and taken back: not to be given again in the new place.
  const { id } = await store
    .insertInto('reason')
    .values({ text: 'gone', created_at: 1 })
    .returning('id')
    .executeTakeFirstOrThrow();
  await store.deleteFrom('reason').where('id', '=', id).execute();
  await close();
  expect(await moveAndKill(goTo(place), null)).toMatchObject({ code: 0 });
  await asOwner(place.database.owner, async (tx) => {
    const reasons = await tx.selectFrom('reason').selectAll().orderBy('id').execute();
    expect(reasons.slice(-3).map(({ text }) => text)).toEqual(texts);
    const account = await tx
      .selectFrom('account')
      .select('code_salt')
      .where('id', '=', 7)
      .executeTakeFirstOrThrow();
    expect(Buffer.from(account.code_salt)).toEqual(salt);
    const first = await tx.selectFrom('staff').selectAll().where('id', '=', 1).execute();
    expect(first).toMatchObject([{ first_password_by: 3, first_password_at: 5 }]);
    const next = await tx
      .insertInto('reason')
      .values({ text: 'next', created_at: 1 })
      .returning('id')
      .executeTakeFirstOrThrow();
    expect(next.id).toBe(id + 1);
    const account2 = await tx
      .selectFrom('account')
      .select((eb) => eb.fn.max('id').as('id'))
      .execute();
    expect(
      await sql<{ next: number }>`
      select nextval(pg_get_serial_sequence('account', 'id')) as next`.execute(tx),
    ).toMatchObject({
      rows: [{ next: Number(account2[0]?.id) + 1 }],
    });
  });
});
