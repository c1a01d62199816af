import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Backend } from '#main/backend.ts';
import { recoverSecrets } from '#main/platform/keystore/recovery-file.ts';
import { keepTeamKeys, readTeamKeys } from '#main/platform/keystore/team-keys.ts';
import { demo } from '#test/support/demo-people.ts';
import {
  exportOfFolder,
  exportOfTeam,
  isUntouched,
  openTeam,
} from '#test/support/move/move-places.ts';
import { places } from '#test/support/move/places.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { at, must, openBackend, openStoreOf, signIn } from '#test/support/test-desk.ts';
import { onePlainLine, run, storeFolder } from '../cli/cli.ts';
import { ending, from, to, worksOn } from './moving.ts';

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
