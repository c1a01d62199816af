import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Backend } from '#main/backend.ts';
import { asOwner } from '#main/platform/database/postgres/as-owner.ts';
import { recoverSecrets } from '#main/platform/keystore/recovery-file.ts';
import { keepTeamKeys, readTeamKeys } from '#main/platform/keystore/team-keys.ts';
import { beginCall, kindOf } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import {
  exportOfFolder,
  exportOfTeam,
  isUntouched,
  localDemoFolder,
  openTeam,
} from '#test/support/move/move-places.ts';
import { newTeamDatabase, type TeamDatabase } from '#test/support/postgres/team-database.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { at, must, openBackend, openStoreOf, signIn } from '#test/support/test-desk.ts';
import { onePlainLine, run, storeFolder } from '../cli/cli.ts';

/** A demo store in a folder, an empty database, and where the team's keys are to be. */
async function places() {
  const folder = await localDemoFolder();
  const database = await newTeamDatabase(null);
  const keysFile = join(await tempFolder(), 'keys');
  onTestFinished(async () => {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });
  return { folder, database, keysFile };
}

type Places = Awaited<ReturnType<typeof places>>;

const to = ({ folder, database, keysFile }: Places) =>
  run(['move', '--to', database.owner, '--keys', keysFile, '--data-folder', folder, '--json']);

const from = ({ database, keysFile }: Places, folder: string) =>
  run(['move', '--from', database.owner, '--keys', keysFile, '--data-folder', folder, '--json']);

/** A backend that ends with the test. */
function ending(backend: Backend): Backend {
  onTestFinished(() => backend.close());
  return backend;
}

/** Somebody signs in, looks an account up, and a code verifies its caller. */
async function worksOn(backend: Backend) {
  const { desk } = await signIn(backend, demo.phoneAgent.username, demo.phoneAgent.password);
  const found = must(await desk.accounts.search({ query: 'larsen data' }));
  expect(found.results[0]?.clientId).toBe(demo.larsen.clientId);
  const call = await beginCall(desk, { contact: demo.larsen.anna.name });
  expect(kindOf(await call.say(demo.larsen.anna.code))).toBe('verified');
  await call.end();
}

/** Nobody signs in, nothing is done, and every refusal says that it was moved. */
async function isMoved(backend: Backend, words: RegExp) {
  const { desk } = at(backend);
  const { username, password } = demo.phoneAgent;
  const refused = { ok: false, error: { code: 'moved', message: expect.stringMatching(words) } };
  expect(await desk.session.signIn({ username, password })).toMatchObject(refused);
  expect(await desk.accounts.search({ query: 'larsen' })).toMatchObject(refused);
  expect(await desk.audit.check({})).toMatchObject(refused);
  expect(must(await desk.setup.status({}))).toMatchObject({
    state: 'moved',
    message: expect.stringMatching(words),
  });
}

describe('there', () => {
  test('the log is the same to the byte, and the desk goes on in the new place', async () => {
    const place = await places();
    const moved = await to(place);
    expect(moved).toMatchObject({ code: 0 });
    const result = JSON.parse(moved.stdout);
    expect(result).toMatchObject({ how: 'copied', keysFile: place.keysFile });
    const there = await exportOfTeam(place.database, place.keysFile);
    expect(there).toBe(await exportOfFolder(place.folder));
    expect(there.trimEnd().split('\n').at(-1)).toContain(result.auditHeadHash);
    expect(there).toContain('"action":"store.move_begun"');

    const password = new URL(place.database.owner).password;
    expect(moved.stdout + moved.stderr).not.toContain(password);
    expect((await stat(place.keysFile)).mode & 0o777).toBe(0o600);
    await worksOn(ending(await openTeam(place.database, place.keysFile)));
  });

  test('the old store is only read: by nobody at the desk, and by the operator without a trace', async () => {
    const place = await places();
    await to(place);
    const { folder } = place;
    const before = await exportOfFolder(folder);
    const on = ['--data-folder', folder];
    const check = await run(['audit', 'verify', '--json', ...on]);
    expect(check).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(check.stdout)).toMatchObject({ whole: true });
    expect((await run(['audit', 'export', ...on])).stdout).toBe(before);
    const copy = join(await tempFolder(), 'copy');
    expect(await run(['backup', copy, ...on])).toMatchObject({ code: 0, stderr: '' });
    const refused = await run(['staff', 'add', 'anna', '--name', 'Anna', '--generate', ...on]);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(onePlainLine);
    const backend = await openBackend(folder);
    await isMoved(backend, /^This store was moved to the database \S+ on 127\.0\.0\.1/);
    await backend.close();
    expect(await exportOfFolder(folder)).toBe(before);
    const again = await to(place);
    expect(again).toMatchObject({ code: 1, stdout: '' });
    expect(again.stderr).toContain('was moved to');
  });

  test('a desk that has the old store open stops working on it at once', async () => {
    const place = await places();
    const backend = ending(await openBackend(place.folder));
    const { desk } = await signIn(backend, demo.phoneAgent.username, demo.phoneAgent.password);
    expect(await to(place)).toMatchObject({ code: 0 });
    const before = await exportOfFolder(place.folder);
    expect(await desk.accounts.search({ query: 'larsen' })).toMatchObject({
      error: { code: 'moved' },
    });
    await isMoved(backend, /was moved to/);
    await backend.close();
    expect(await exportOfFolder(place.folder)).toBe(before);
    expect(await exportOfTeam(place.database, place.keysFile)).toBe(before);
  });
});

describe('and back', () => {
  async function movedThere() {
    const place = await places();
    expect(await to(place)).toMatchObject({ code: 0 });
    return place;
  }

  test('the log is the same to the byte, in a store encrypted under its own key', async () => {
    const place = await movedThere();
    await worksOn(await openTeam(place.database, place.keysFile));
    const folder = join(await tempFolder(), 'data');
    const back = await from(place, folder);
    expect(back).toMatchObject({ code: 0 });
    expect(JSON.parse(back.stdout)).toMatchObject({ how: 'copied', dataFolder: folder });
    const log = await exportOfFolder(folder);
    expect(log).toBe(await exportOfTeam(place.database, place.keysFile));
    expect(log).toContain('verification.attempted');
    expect((await readdir(folder)).filter((name) => name.startsWith('setup-'))).toEqual([]);

    const file = await readFile(join(folder, 'countersign.db'));
    expect(file.includes('SQLite format 3')).toBe(false);
    expect(file.includes('larsen')).toBe(false);
    const { secrets, close } = await openStoreOf(folder);
    await close();
    expect(secrets).toEqual(await readTeamKeys(place.keysFile));
    await worksOn(ending(await openBackend(folder)));
  });

  test('the team’s store is only read, by servers that have it open too', async () => {
    const place = await movedThere();
    const running = ending(await openTeam(place.database, place.keysFile));
    const { desk } = await signIn(running, demo.phoneAgent.username, demo.phoneAgent.password);
    const { results } = must(await desk.accounts.search({ query: 'larsen data' }));
    expect(await from(place, join(await tempFolder(), 'data'))).toMatchObject({ code: 0 });
    const before = await exportOfTeam(place.database, place.keysFile);
    const accountId = results[0]?.accountId ?? 0;
    expect(await desk.accounts.open({ accountId })).toMatchObject({ error: { code: 'moved' } });
    const moved = /^This store was moved to a data folder on the computer/;
    await expect.poll(async () => must(await desk.setup.status({})).state).toBe('moved');
    await isMoved(running, moved);

    const started = await openTeam(place.database, place.keysFile);
    await isMoved(started, moved);
    await started.close();
    const on = ['--team-database', place.database.server, '--keys', place.keysFile];
    expect(await run(['audit', 'verify', ...on])).toMatchObject({ code: 0, stderr: '' });
    expect((await run(['audit', 'export', ...on])).stdout).toBe(before);
    expect(
      await run(['staff', 'add', 'anna', '--name', 'Anna', '--generate', ...on]),
    ).toMatchObject({ code: 1, stdout: '' });
    expect(await exportOfTeam(place.database, place.keysFile)).toBe(before);
  });
});

describe('keys', () => {
  test('the recovery key stays the same on both ways', async () => {
    const { folder, recoveryWords } = await storeFolder();
    const place = { ...(await places()), folder };
    await rm(join(folder, 'keystore.key'));
    const closed = await to(place);
    expect(closed).toMatchObject({ code: 1, stdout: '' });
    const args = ['move', '--to', place.database.owner, '--keys', place.keysFile];
    const opened = await run([...args, '--recovery-key-stdin', '--data-folder', folder], {
      input: `${recoveryWords}\n`,
    });
    expect(opened).toMatchObject({ code: 0 });
    const secrets = await readTeamKeys(place.keysFile);
    expect(await recoverSecrets(join(place.keysFile, '..'), recoveryWords)).toEqual(secrets);
    const back = join(await tempFolder(), 'data');
    expect(await from(place, back)).toMatchObject({ code: 0 });
    expect(await recoverSecrets(back, recoveryWords)).toEqual(secrets);
  });

  test('another store’s keys file is not written over, and nothing is moved', async () => {
    const place = await places();
    await keepTeamKeys(place.keysFile, place.database.keys);
    const { code, stderr } = await to(place);
    expect(code).toBe(1);
    expect(stderr).toContain('another store’s keys');
    expect(await readTeamKeys(place.keysFile)).toEqual(place.database.keys);
    expect(await isUntouched(place.database)).toBe(true);
    await worksOn(ending(await openBackend(place.folder)));
  });
});

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
