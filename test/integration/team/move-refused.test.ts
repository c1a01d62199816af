import { existsSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { asOwner } from '#main/platform/database/postgres/as-owner.ts';
import { keepTeamKeys } from '#main/platform/keystore/team-keys.ts';
import {
  exportOfFolder,
  exportOfTeam,
  isUntouched,
  openTeam,
} from '#test/support/move/move-places.ts';
import { places } from '#test/support/move/places.ts';
import { newTeamDatabase, type TeamDatabase } from '#test/support/postgres/team-database.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { openBackend, openStoreOf } from '#test/support/test-desk.ts';
import { run, storeFolder } from '../cli/cli.ts';
import { ending, from, to, worksOn } from './moving.ts';

describe('refused, with both ends as they were', () => {
  test('a database that holds another store', async () => {
    const place = await places();
    const inUse = await newTeamDatabase('demo');
    onTestFinished(() => inUse.drop());
    const theirs = join(await tempFolder(), 'keys');
    await keepTeamKeys(theirs, inUse.keys);
    const before = await exportOfTeam(inUse, theirs);
    const { code, stdout, stderr } = await to({ ...place, database: inUse });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('holds another store');
    expect(await exportOfTeam(inUse, theirs)).toBe(before);
    expect(await readdir(join(place.keysFile, '..'))).toEqual([]);
    await worksOn(ending(await openBackend(place.folder)));
  });

  test('a folder that holds another store, or remains of one', async () => {
    const database = await newTeamDatabase('demo');
    onTestFinished(() => database.drop());
    const keysFile = join(await tempFolder(), 'keys');
    await keepTeamKeys(keysFile, database.keys);
    const { folder } = await storeFolder();
    const before = await exportOfFolder(folder);
    const refused = await from({ folder, database, keysFile }, folder);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('There is another store in');
    expect(await exportOfFolder(folder)).toBe(before);
    await rm(join(folder, 'countersign.db'));
    const remains = await from({ folder, database, keysFile }, folder);
    expect(remains).toMatchObject({ code: 1, stdout: '' });
    await worksOn(ending(await openTeam(database, keysFile)));
  });

  const tampering = sql`update audit_log set outcome = 'refused' where seq = 2`;

  test('a store whose log is not whole, with what the check says of it', async () => {
    const place = await places();
    const { store, close } = await openStoreOf(place.folder);
    await sql`drop trigger audit_log_no_update`.execute(store);
    await tampering.execute(store);
    await close();
    const check = await run(['audit', 'verify', '--data-folder', place.folder]);
    const { code, stdout, stderr } = await to(place);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    const [problem = ''] = check.stdout.split('\n');
    expect(problem).toMatch(/^2 altered: /);
    expect(stderr).toContain(problem);
    expect(await isUntouched(place.database)).toBe(true);
  });

  test('a team’s store whose log is not whole', async () => {
    const database = await newTeamDatabase('demo');
    onTestFinished(() => database.drop());
    const keysFile = join(await tempFolder(), 'keys');
    await keepTeamKeys(keysFile, database.keys);
    await asOwner(database.owner, async (tx) => {
      await sql`alter table audit_log disable trigger user`.execute(tx);
      await tampering.execute(tx);
    });
    const folder = join(await tempFolder(), 'data');
    const { code, stderr } = await from({ folder, database, keysFile }, folder);
    expect(code).toBe(1);
    expect(stderr).toContain('2 altered: ');
    expect(existsSync(folder)).toBe(false);
  });

  test('a folder or a database without a store', async () => {
    const place = await places();
    const empty = join(await tempFolder(), 'data');
    await mkdir(empty);
    expect(await to({ ...place, folder: empty })).toMatchObject({ code: 1, stdout: '' });
    expect(await readdir(empty)).toEqual([]);
    await keepTeamKeys(place.keysFile, place.database.keys);
    expect(await from(place, empty)).toMatchObject({ code: 1, stdout: '' });
    expect(await readdir(empty)).toEqual([]);
    expect(await isUntouched(place.database)).toBe(true);
  });

  test('a role that does not own the database', async () => {
    const database = await newTeamDatabase('demo');
    onTestFinished(() => database.drop());
    const keysFile = join(await tempFolder(), 'keys');
    await keepTeamKeys(keysFile, database.keys);
    const asServer: TeamDatabase = { ...database, owner: database.server };
    const folder = join(await tempFolder(), 'data');
    const { code, stderr } = await from({ folder, database: asServer, keysFile }, folder);
    expect(code).toBe(1);
    expect(stderr).toMatch(/Only the role that owns/);
    await worksOn(ending(await openTeam(database, keysFile)));
  });
});

describe('a source that others are writing to', () => {
  test('is waited for, in a folder', async () => {
    const place = await places();
    const { store, close } = await openStoreOf(place.folder);
    const writing = store.transaction().execute(async (tx) => {
      await tx.insertInto('reason').values({ text: 'the last one', created_at: 1 }).execute();
      await sleep(3000);
    });
    const [moved] = await Promise.all([to(place), writing]);
    await close();
    expect(moved).toMatchObject({ code: 0 });
    const there = await asOwner(place.database.owner, (tx) =>
      tx.selectFrom('reason').select('text').execute(),
    );
    expect(there).toContainEqual({ text: 'the last one' });
  });

  test('is waited for, in a database', async () => {
    const place = await places();
    await to(place);
    const writing = asOwner(place.database.owner, async (tx) => {
      await sql`select seq from audit_head for update`.execute(tx);
      await sleep(3000);
      await tx.insertInto('reason').values({ text: 'the last one', created_at: 1 }).execute();
    });
    const folder = join(await tempFolder(), 'data');
    const [back] = await Promise.all([from(place, folder), writing]);
    expect(back).toMatchObject({ code: 0 });
    const { store, close } = await openStoreOf(folder);
    const here = await store.selectFrom('reason').select('text').execute();
    await close();
    expect(here).toContainEqual({ text: 'the last one' });
  });

  test('that don’t end it is refused in words, with both ends as they were', async () => {
    const place = await places();
    const { store, close } = await openStoreOf(place.folder);
    const done = Promise.withResolvers<void>();
    const writing = store.transaction().execute(() => done.promise);
    const { code, stderr } = await to(place);
    done.resolve();
    await writing;
    await close();
    expect(code).toBe(1);
    expect(stderr).toContain('busy');
    expect(await isUntouched(place.database)).toBe(true);
  });
});
