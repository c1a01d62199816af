import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openTeam } from '#test/support/move/move-places.ts';
import { newTeamDatabase, type TeamDatabase } from '#test/support/postgres/team-database.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { at, must } from '#test/support/test-desk.ts';
import { atTerminal, terminal } from '../cli/at-terminal.ts';
import { main, onePlainLine, supervisor } from '../cli/cli.ts';
import { type Answering, answers, converse, init, newDatabase } from './conversation.ts';

async function trySignIn(database: TeamDatabase, keysFile: string) {
  const backend = await openTeam(database, keysFile);
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
