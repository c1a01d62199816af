import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createTeamBackend } from '#main/backend.ts';
import { keepTeamKeys, readTeamKeys } from '#main/platform/keystore/team-keys.ts';
import { newTeamDatabase, type TeamDatabase } from '#test/support/postgres/team-database.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { at, KeptLog, must, testHashCost } from '#test/support/test-desk.ts';
import { atTerminal, terminal } from '../cli/at-terminal.ts';
import { main, onePlainLine, run, start } from '../cli/cli.ts';

const supervisor = {
  name: 'Sam Supervisor',
  username: 'sam',
  password: 'plenty of quiet otters',
};

async function newDatabase(): Promise<TeamDatabase> {
  const database = await newTeamDatabase(null);
  onTestFinished(() => database.drop());
  return database;
}

type Answering = (question: string, shown: readonly string[]) => string | null;

/** Answers as a person does; what the recovery key shows is kept. */
const answers: Answering = (question, shown) => {
  const position = /^Word (\d+): $/.exec(question)?.[1];
  if (position)
    return (
      shown
        .find((line) => line.trim().startsWith(`${position} `))
        ?.trim()
        .split(/ +/)[1] ?? ''
    );
  if (question === '  Name: ') return supervisor.name;
  if (question === '  Username: ') return supervisor.username;
  return question.startsWith('  Password') ? supervisor.password : null;
};

/** Runs a command that asks, without a terminal; `answer` null kills it at that question. */
async function converse(args: readonly string[], answer: Answering = answers) {
  const child = start(args);
  const shown: string[] = [];
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  for await (const line of createInterface({ input: child.stderr })) {
    shown.push(line);
    if (!line.endsWith(': ')) continue;
    const answered = answer(line, shown);
    if (answered === null) child.kill('SIGKILL');
    else child.stdin.write(`${answered}\n`);
  }
  const code = child.exitCode ?? (await new Promise((ended) => child.once('exit', ended)));
  const words = shown
    .map((line) => /^ {2,3}\d+ {2}([a-z]+)$/.exec(line)?.[1])
    .filter((word) => word !== undefined);
  return { code, stdout, shown, words };
}

const init = ({ owner }: TeamDatabase, keys: string) => [
  ...['team', 'init', '--database', owner, '--keys', keys, '--json'],
];

async function trySignIn({ server }: TeamDatabase, keysFile: string) {
  const backend = await createTeamBackend({
    database: server,
    keys: await readTeamKeys(keysFile),
    address: 'https://desk.test',
    assetsFolder: resolve('assets'),
    appVersion: '0.0.0-test',
    hashCost: testHashCost,
    logger: new KeptLog(),
  });
  try {
    const { username, password } = supervisor;
    return must(await at(backend).desk.session.signIn({ username, password }));
  } finally {
    await backend.close();
  }
}

describe('team init', () => {
  test('makes a store whose keys are in the file, and whose first supervisor signs in', async () => {
    const database = await newDatabase();
    const folder = await tempFolder();
    const keys = join(folder, 'keys');
    const made = await converse(init(database, keys));
    expect({ code: made.code, stdout: JSON.parse(made.stdout) }).toEqual({
      code: 0,
      stdout: { username: 'sam', keysFile: keys },
    });
    expect(made.words).toHaveLength(12);
    expect((await readdir(folder)).sort()).toEqual(['keys', 'recovery.json']);
    for (const name of await readdir(folder))
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    expect(await trySignIn(database, keys)).toMatchObject({ kind: 'signed_in' });
    const said = `${made.stdout}\n${made.shown.join('\n')}`;
    expect(said).not.toContain(supervisor.password);
    expect(said).not.toContain(new URL(database.owner).password);
  });

  test('refuses a database that holds a store, asking nothing and leaving no keys', async () => {
    const database = await newTeamDatabase('demo');
    onTestFinished(() => database.drop());
    const folder = await tempFolder();
    const { code, shown } = await converse(init(database, join(folder, 'keys')));
    expect(code).toBe(1);
    expect(shown).toEqual(['There is a store in this database already. Nothing was changed.']);
    expect(await readdir(folder)).toEqual([]);
  });

  test('a password against the rules makes nothing', async () => {
    const database = await newDatabase();
    const folder = await tempFolder();
    const { code, shown } = await converse(init(database, join(folder, 'keys')), (question, all) =>
      question.startsWith('  Password') ? 'password1234' : answers(question, all),
    );
    expect(code).toBe(1);
    expect(`${shown.at(-1)}\n`).toMatch(onePlainLine);
    expect(await readdir(folder)).toEqual([]);
    expect((await converse(init(database, join(folder, 'keys')))).code).toBe(0);
  });

  test('killed before the keys are confirmed it leaves nothing, and can be run again', async () => {
    const database = await newDatabase();
    const folder = await tempFolder();
    const keys = join(folder, 'keys');
    const killed = await converse(init(database, keys), (question, shown) =>
      question.startsWith('Word') ? null : answers(question, shown),
    );
    expect(killed.words).toHaveLength(12);
    expect(await readdir(folder)).toEqual([]);
    expect((await converse(init(database, keys))).code).toBe(0);
    expect(await trySignIn(database, keys)).toMatchObject({ kind: 'signed_in' });
  });

  test.each([['keys', 'recovery.json'], ['recovery.json']])(
    'goes on with %s of a set-up that was not finished, for whoever has their recovery key',
    async (...left) => {
      const [first, database] = [await newDatabase(), await newDatabase()];
      const folder = await tempFolder();
      const keys = join(folder, 'keys');
      // What is on the disk when it was killed before the database was filled.
      const { words } = await converse(init(first, keys));
      for (const name of await readdir(folder))
        if (!left.includes(name)) await rm(join(folder, name));
      const recoveryKey =
        (given: string): Answering =>
        (question, shown) =>
          question.startsWith('Recovery key') ? given : answers(question, shown);

      const others = 'abandon '.repeat(11).concat('about');
      const wrong = await converse(init(database, keys), recoveryKey(others));
      expect(wrong).toMatchObject({ code: 1 });
      expect((await readdir(folder)).sort()).toEqual(left.toSorted());
      const again = await converse(init(database, keys), recoveryKey(words.join(' ')));
      expect(again).toMatchObject({ code: 0, words: [] });
      expect(again.shown.join()).not.toContain(words[0]);
      expect(await trySignIn(database, keys)).toMatchObject({ kind: 'signed_in' });
    },
  );

  test('goes on in a database that has the tables and no store yet', async () => {
    const database = await newTeamDatabase('empty');
    onTestFinished(() => database.drop());
    const keys = join(await tempFolder(), 'keys');
    expect((await converse(init(database, keys))).code).toBe(0);
    expect(await trySignIn(database, keys)).toMatchObject({ kind: 'signed_in' });
  });

  test('a folder for the keys that is not there is told before anything is asked', async () => {
    const database = await newDatabase();
    const { code, shown } = await converse(
      init(database, join(await tempFolder(), 'none', 'keys')),
    );
    expect(code).toBe(1);
    expect(shown).toHaveLength(1);
    expect(`${shown[0]}\n`).toMatch(onePlainLine);
  });

  test('keys without their recovery file are left alone', async () => {
    const [first, database] = [await newDatabase(), await newDatabase()];
    const folder = await tempFolder();
    const keys = join(folder, 'keys');
    await converse(init(first, keys));
    await rm(join(folder, 'recovery.json'));
    const before = await readFile(keys, 'utf8');
    const { code, shown } = await converse(init(database, keys));
    expect(code).toBe(1);
    expect(`${shown.at(-1)}\n`).toMatch(onePlainLine);
    expect(await readFile(keys, 'utf8')).toBe(before);
  });
});

test.runIf(existsSync(terminal))(
  'at a terminal team init asks for everything, and shows no password',
  async () => {
    const database = await newDatabase();
    const keys = join(await tempFolder(), 'keys');
    const { password } = supervisor;
    const word = (screen: string) => {
      const position = [...screen.matchAll(/Word (\d+): /g)].at(-1)?.[1];
      return `${new RegExp(`^ +${position} {2}([a-z]+)\r?$`, 'm').exec(screen)?.[1]}\r`;
    };
    const { code, screen } = await atTerminal(
      `'${process.execPath}' '${main}' team init --keys '${keys}'`,
      [
        ['Name: ', `${supervisor.name}\r`],
        ['Username: ', `${supervisor.username}\r`],
        ['Password (12 characters or more): ', `${password}\r`],
        ['The same again: ', `${password}\r`],
        ['Word ', word],
        ['Word ', word],
      ],
      { COUNTERSIGN_DATABASE: database.owner },
    );
    expect({ code, screen }).toMatchObject({ code: 0 });
    expect(screen).not.toContain('otters');
    expect(await trySignIn(database, keys)).toMatchObject({ kind: 'signed_in' });
  },
);

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
