import { chmod, cp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '#main/platform/database/sqlite/connect.ts';
import { fakeSafeStorage } from '#test/support/fake-protector.ts';
import { beginAndConfirm, firstRows, setupOn, supervisor } from '#test/support/setup-desk.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

async function startOn(folder: string, options: Parameters<typeof setupOn>[1] = {}) {
  const desk = setupOn(folder, options);
  onTestFinished(() => desk.setup.close());
  await desk.setup.start();
  return desk;
}

/** A folder with a store that has been set up and closed. */
async function setUpFolder(data: 'empty' | 'demo' = 'empty') {
  const folder = await tempFolder();
  const { setup, ready } = await startOn(folder);
  const { setupId, recoveryWords } = await beginAndConfirm(setup);
  await setup.finish(setupId, data);
  await setup.close();
  const secrets = ready[0]?.secrets;
  if (!secrets) throw new Error('Not ready');
  return { folder, words: recoveryWords.join(' '), secrets };
}

const state = async ({ setup }: ReturnType<typeof setupOn>) => (await setup.status()).state;

test('an empty or missing folder is empty, and looking at it leaves it so', async () => {
  const folder = await tempFolder();
  expect(await state(await startOn(folder))).toBe('empty');
  expect(await state(await startOn(join(folder, 'none', 'yet')))).toBe('empty');
  expect(await readdir(folder)).toEqual([]);
});

test('nothing is on the disk before the set-up is finished', async () => {
  const folder = await tempFolder();
  const { setup } = await startOn(folder);
  await beginAndConfirm(setup);
  expect(await readdir(folder)).toEqual([]);
});

test('finishing makes exactly the store and its keystore, readable by the owner only', async () => {
  const folder = join(await tempFolder(), 'data');
  const desk = await startOn(folder);
  const { setupId } = await beginAndConfirm(desk.setup);
  await desk.setup.finish(setupId, 'demo');
  expect(await desk.setup.status()).toMatchObject({
    state: 'ready',
    message: '',
    demo: true,
    place: {
      kind: 'local',
      dataFolder: folder,
      keyProtection: { kind: 'key-file', warning: expect.any(String) },
    },
    appVersion: '1.2.3',
  });
  expect(desk.ready.map(({ occasion }) => occasion)).toEqual(['created']);
  await desk.setup.close();
  const names = ['countersign.db', 'keystore.json', 'keystore.key', 'recovery.json'];
  expect((await readdir(folder)).sort()).toEqual(names);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  for (const name of names) {
    const file = join(folder, name);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(file)).nlink).toBe(1);
    expect(String(await readFile(file))).not.toContain(supervisor.password);
  }
});

test('the next start opens it', async () => {
  const { folder } = await setUpFolder();
  const desk = await startOn(folder);
  expect(await desk.setup.status()).toMatchObject({ state: 'ready', demo: false });
  expect(desk.ready.map(({ occasion }) => occasion)).toEqual(['opened']);
  const rows = await desk.ready[0]?.opened.store.selectFrom('reason').selectAll().execute();
  expect(rows).toHaveLength(firstRows);
});

test('a password against the rules is refused at the beginning', async () => {
  const { setup } = await startOn(await tempFolder());
  await expect(setup.begin({ ...supervisor, password: 'short' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
});

test('two different positions are asked for, and only their words confirm', async () => {
  const { setup } = await startOn(await tempFolder());
  for (let time = 0; time < 50; time++) {
    const { confirm } = await setup.begin(supervisor);
    const [first, second] = confirm;
    expect(1 <= first && first < second && second <= 12).toBe(true);
  }
  const { setupId, recoveryWords, confirm } = await setup.begin(supervisor);
  const given = confirm.map((position) => ({ position, word: recoveryWords[position - 1] ?? '' }));
  const [first, second] = given;
  if (!first || !second) throw new Error('Two words are asked for');
  const elsewhere = { position: first.position === 1 ? 2 : 1, word: first.word };
  for (const words of [[], [first], [first, first], [first, elsewhere], [elsewhere, second]])
    expect(() => setup.confirm(setupId, words)).toThrow('is not right');
  await expect(setup.finish(setupId, 'empty')).rejects.toMatchObject({ code: 'conflict' });
  setup.confirm(setupId, [second, { ...first, word: ` ${first.word.toUpperCase()} ` }]);
  await setup.finish(setupId, 'empty');
});

test('a set-up ends after 30 minutes, by a new one, and by being finished', async () => {
  let now = 1_000_000;
  const folder = await tempFolder();
  const { setup } = await startOn(folder, { clock: { now: () => now } });
  const gone = { code: 'not_found' };
  const old = await beginAndConfirm(setup);
  now += 30 * 60_000;
  await expect(setup.finish(old.setupId, 'empty')).rejects.toMatchObject(gone);
  const first = await beginAndConfirm(setup);
  const second = await beginAndConfirm(setup);
  await expect(setup.finish(first.setupId, 'empty')).rejects.toMatchObject(gone);
  expect(await readdir(folder)).toEqual([]);
  await setup.finish(second.setupId, 'empty');
  await expect(setup.finish(second.setupId, 'empty')).rejects.toMatchObject(gone);
  await expect(setup.begin(supervisor)).rejects.toMatchObject({ code: 'conflict' });
});

test('a set-up that fails leaves nothing and can be finished again', async () => {
  const folder = await tempFolder();
  let failing = true;
  const { setup } = await startOn(folder, {
    populate: async () => {
      if (failing) throw new Error('on purpose');
    },
  });
  const { setupId } = await beginAndConfirm(setup);
  await expect(setup.finish(setupId, 'empty')).rejects.toThrow('on purpose');
  expect(await readdir(folder)).toEqual([]);
  failing = false;
  await setup.finish(setupId, 'empty');
  expect((await setup.status()).state).toBe('ready');
});

test('of two set-ups in one folder one wins, and the other finds its store', async () => {
  const folder = await tempFolder();
  const desks = await Promise.all([startOn(folder), startOn(folder), startOn(folder)]);
  const begun = await Promise.all(desks.map(({ setup }) => beginAndConfirm(setup)));
  const ends = await Promise.allSettled(
    desks.map(({ setup }, at) => setup.finish(begun[at]?.setupId ?? '', 'empty')),
  );
  const won = ends.filter(({ status }) => status === 'fulfilled');
  expect(won).toHaveLength(1);
  for (const end of ends)
    if (end.status === 'rejected') expect(end.reason).toMatchObject({ code: 'conflict' });
  for (const desk of desks) {
    await expect(desk.setup.begin(supervisor)).rejects.toMatchObject({ code: 'conflict' });
    expect(await state(desk)).toBe('ready');
  }
  expect((await readdir(folder)).filter((name) => name.startsWith('setup-'))).toEqual([]);
});

test('a store without its keys asks for the recovery key, which opens it for good', async () => {
  const { folder, words } = await setUpFolder();
  await rm(join(folder, 'keystore.json'));
  await rm(join(folder, 'keystore.key'));
  const desk = await startOn(folder);
  expect(await state(desk)).toBe('key_unavailable');
  await expect(desk.setup.begin(supervisor)).rejects.toMatchObject({ code: 'conflict' });
  await expect(desk.setup.recover('twelve wrong words')).rejects.toMatchObject({
    code: 'invalid_input',
  });
  expect(await state(desk)).toBe('key_unavailable');
  await desk.setup.recover(words);
  expect(await state(desk)).toBe('ready');
  expect(desk.ready.map(({ occasion }) => occasion)).toEqual(['recovered']);
  await expect(desk.setup.recover(words)).rejects.toMatchObject({ code: 'conflict' });
  await desk.setup.close();
  expect(await state(await startOn(folder))).toBe('ready');
});

test('another machine’s protector is added by the recovery key, and the first still opens', async () => {
  const { folder, words } = await setUpFolder();
  const desktop = await startOn(folder, { protector: fakeSafeStorage() });
  expect(await state(desktop)).toBe('key_unavailable');
  await desktop.setup.recover(words);
  expect(await state(desktop)).toBe('ready');
  expect(await state(await startOn(folder))).toBe('ready');
  expect(await state(await startOn(folder, { protector: fakeSafeStorage() }))).toBe('ready');
});

test('a key file that others may read is not used, and recovery does not go around it', async () => {
  const { folder, words } = await setUpFolder();
  await chmod(join(folder, 'keystore.key'), 0o644);
  const desk = await startOn(folder);
  expect(await desk.setup.status()).toMatchObject({
    state: 'key_unavailable',
    message: expect.stringContaining('chmod 600'),
  });
  await expect(desk.setup.recover(words)).rejects.toMatchObject({ code: 'key_unavailable' });
  expect(desk.ready).toEqual([]);
});

test('another store’s keystore does not open this one; its own recovery key does', async () => {
  const { folder, words } = await setUpFolder();
  const other = await setUpFolder();
  for (const name of ['keystore.json', 'keystore.key'])
    await cp(join(other.folder, name), join(folder, name));
  const desk = await startOn(folder);
  expect(await state(desk)).toBe('key_unavailable');
  await expect(desk.setup.recover(other.words)).rejects.toMatchObject({ code: 'invalid_input' });
  await desk.setup.recover(words);
  expect(await state(desk)).toBe('ready');
});

for (const remaining of ['keystore.json', 'recovery.json', 'countersign.db-wal'])
  test(`a lost store is never replaced by a new one: only ${remaining} is there`, async () => {
    const folder = await tempFolder();
    await writeFile(join(folder, remaining), '{}');
    const desk = await startOn(folder);
    expect(await state(desk)).toBe('store_damaged');
    await expect(desk.setup.begin(supervisor)).rejects.toMatchObject({ code: 'conflict' });
    expect(await readdir(folder)).toEqual([remaining]);
  });

test('an emptied and a newer store are told by the status', async () => {
  const { folder, secrets } = await setUpFolder();
  const file = join(folder, 'countersign.db');
  const database = connect(file, secrets.databaseKey);
  database.exec("insert into kysely_migration values ('9999-future', '2030-01-01')");
  database.close();
  const newer = await startOn(folder);
  expect(await state(newer)).toBe('newer_store');
  await expect(newer.setup.recover('any')).rejects.toMatchObject({ code: 'conflict' });
  await truncate(file, 0);
  expect(await state(await startOn(folder))).toBe('store_damaged');
});

test('what fails above the store is told, logged without secrets, and closes the store', async () => {
  const { folder } = await setUpFolder();
  const desk = await startOn(folder, {
    onReady: async () => {
      throw new Error('on purpose');
    },
  });
  expect(await state(desk)).toBe('store_unavailable');
  expect(desk.logged.join()).toContain('setup.open_failed');
  expect(await readdir(folder)).not.toContain('countersign.db-wal');
});

test('a data folder that can’t be one is told, and finishing says what to do', async () => {
  const folder = await tempFolder();
  const file = join(folder, 'a-file');
  await writeFile(file, 'mine');
  expect(await state(await startOn(file))).toBe('store_unavailable');

  const missing = join(folder, 'later');
  const { setup } = await startOn(missing);
  const { setupId } = await beginAndConfirm(setup);
  await writeFile(missing, 'in the way');
  await expect(setup.finish(setupId, 'empty')).rejects.toMatchObject({
    code: 'store_unavailable',
  });
  await rm(missing);
  await setup.finish(setupId, 'empty');
  expect((await setup.status()).state).toBe('ready');
});
