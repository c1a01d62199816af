import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { keepTeamKeys, readTeamKeys } from '#main/platform/keystore/team-keys.ts';
import { newTeamDatabase, type TeamDatabase } from '#test/support/postgres/team-database.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { onePlainLine, run } from '../cli/cli.ts';
import { converse, init, newDatabase } from './conversation.ts';

describe('team migrate', () => {
  test('is fine on a store of this version, and refuses a database without one', async () => {
    const database = await newTeamDatabase('demo');
    onTestFinished(() => database.drop());
    const migrate = (address: string) => run(['team', 'migrate', '--database', address]);
    expect(await migrate(database.owner)).toMatchObject({ code: 0, stderr: '' });
    const none = await newDatabase();
    const refused = await migrate(none.owner);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(onePlainLine);
    expect(refused.stderr).toContain('team init');
  });

  test('an address is never printed, be it wrong or out of reach', async () => {
    for (const address of [
      'postgres://owner:quietotters@127.0.0.1:1/none',
      'mysql://owner:quietotters@127.0.0.1/none',
    ])
      for (const result of [
        await run(['team', 'migrate', '--database', address]),
        await run(['team', 'migrate'], { env: { COUNTERSIGN_DATABASE: address } }),
      ]) {
        expect(result).toMatchObject({ code: 1, stdout: '' });
        expect(result.stderr).toMatch(onePlainLine);
        expect(result.stderr).not.toMatch(/quietotters|127\.0\.0\.1/);
      }
    expect(await run(['team', 'migrate'])).toMatchObject({ code: 2 });
  });
});

test('team recover makes the keys file anew from its recovery key', async () => {
  const database = await newDatabase();
  const folder = await tempFolder();
  const keys = join(folder, 'keys');
  const { words } = await converse(init(database, keys));
  const before = await readTeamKeys(keys);
  await rm(keys);
  const recovered = await run(['team', 'recover', '--keys', keys], {
    input: `${words.join(' ')}\n`,
  });
  expect(recovered).toMatchObject({ code: 0 });
  expect(recovered.stderr + recovered.stdout).not.toContain(words[0]);
  expect(await readTeamKeys(keys)).toEqual(before);
});

describe('commands on a team’s store', () => {
  let database: TeamDatabase;
  let keys: string;
  beforeAll(async () => {
    database = await newTeamDatabase('demo');
    const folder = await mkdtemp(join(tmpdir(), 'countersign-test-'));
    keys = join(folder, 'keys');
    await keepTeamKeys(keys, database.keys);
    return async () => {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    };
  });
  const on = (args: readonly string[]) =>
    run([...args, '--team-database', database.server, '--keys', keys]);

  test('staff, check and export work with the servers’ role', async () => {
    const added = await on(['staff', 'add', 'anna', '--name', 'Anna', '--generate', '--json']);
    expect({ code: added.code, stderr: added.stderr }).toEqual({ code: 0, stderr: '' });
    expect(await on(['staff', 'reset-password', 'anna', '--generate'])).toMatchObject({ code: 0 });
    const checked = await on(['audit', 'verify', '--json']);
    expect(checked.code).toBe(0);
    expect(JSON.parse(checked.stdout)).toMatchObject({ whole: true, problems: [] });
    const exported = await on(['audit', 'export']);
    expect(exported.stdout).toContain('"action":"staff.password_reset"');
  });

  test('the environment names them as well, an option wins, and two at once is misuse', async () => {
    const env = { COUNTERSIGN_DATABASE: database.server, COUNTERSIGN_KEYS: keys };
    expect(await run(['audit', 'verify'], { env })).toMatchObject({ code: 0, stderr: '' });
    const folder = await tempFolder();
    const local = await run(['audit', 'verify', '--data-folder', folder], { env });
    expect(local.stderr).toContain(folder);
    const both = ['--data-folder', folder, '--team-database', database.server];
    expect(await run(['audit', 'verify', ...both])).toMatchObject({ code: 2, stdout: '' });
    expect(
      await run(['audit', 'verify'], { env: { ...env, COUNTERSIGN_DATA_FOLDER: folder } }),
    ).toMatchObject({ code: 2, stdout: '' });
    const keyless = { COUNTERSIGN_DATABASE: database.server };
    expect(await run(['audit', 'verify'], { env: keyless })).toMatchObject({ code: 2 });
  });

  test('backup names PostgreSQL’s own tools', async () => {
    const { code, stdout, stderr } = await on(['backup', 'copy']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('docs/team-server.md');
  });

  test('another store’s keys, and keys that others may read, are refused in words', async () => {
    const other = await newDatabase();
    const folder = await tempFolder();
    await converse(init(other, join(folder, 'keys')));
    const verify = (file: string) =>
      run(['audit', 'verify', '--team-database', database.server, '--keys', file]);
    const wrong = await verify(join(folder, 'keys'));
    expect(wrong).toMatchObject({ code: 1, stdout: '' });
    expect(wrong.stderr).toMatch(onePlainLine);
    await chmod(join(folder, 'keys'), 0o644);
    expect((await verify(join(folder, 'keys'))).stderr).toContain('chmod 600');
  });
});
