import { expect, test } from 'vitest';
import { onePlainLine, run, storeFolder, supervisor, trySignIn } from './cli.ts';

const password = 'seven otters on a raft';

test('a colleague is added with a password from standard input, which is shown nowhere', async () => {
  const { folder } = await storeFolder();
  const added = await run(
    [
      'staff',
      'add',
      'anna',
      '--name',
      'Anna Larsen',
      '--works-on',
      'phone',
      '--password-stdin',
      '--data-folder',
      folder,
    ],
    { input: `${password}\r\nwhat follows is not read\n` },
  );
  expect(added).toEqual({
    code: 0,
    stdout: 'Added anna (agent, phone). The password has to be changed at the first sign-in.\n',
    stderr: '',
  });
  expect(await trySignIn(folder, 'anna', password)).toMatchObject({
    kind: 'signed_in',
    session: { state: 'password_change_due', role: 'agent', worksOn: 'phone', name: 'Anna Larsen' },
  });
});

test('a first password is made on request, shown once, and works', async () => {
  const { folder } = await storeFolder();
  const add = ['staff', 'add', 'ida', '--name', 'Ida Berg', '--role', 'supervisor', '--generate'];
  const { code, stdout, stderr } = await run([...add, '--json', '--data-folder', folder]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const { firstPassword, ...rest } = JSON.parse(stdout);
  expect(rest).toEqual({ staffId: 2, username: 'ida', role: 'supervisor', worksOn: 'both' });
  expect(firstPassword).toMatch(/^([a-z-]+ ){3}[a-z-]+$/);
  expect(await trySignIn(folder, 'ida', firstPassword)).toMatchObject({ kind: 'signed_in' });
  const words = await run([...add.with(2, 'per'), '--data-folder', folder]);
  expect(words.stdout).toMatch(/^Added per \(supervisor, both\)\. First password: [a-z -]+\n/);
});

test('a password is reset, and the old one is good no more', async () => {
  const { folder } = await storeFolder();
  const reset = ['staff', 'reset-password', supervisor.username, '--password-stdin'];
  const { code, stdout } = await run([...reset, '--data-folder', folder], { input: password });
  expect({ code, secret: stdout.includes(password) }).toEqual({ code: 0, secret: false });
  expect(await trySignIn(folder, supervisor.username, supervisor.password)).toEqual({
    kind: 'refused',
  });
  expect(await trySignIn(folder, supervisor.username, password)).toMatchObject({
    session: { state: 'password_change_due' },
  });
});

test('what the rules refuse is told in one line without the password', async () => {
  const { folder } = await storeFolder();
  const add = (username: string, input: string) =>
    run(['staff', 'add', username, '--name', 'Anna', '--password-stdin', '--data-folder', folder], {
      input,
    });
  const refusals = [
    [await add('anna', 'shortone'), 'shortone'],
    [await add('anna', 'passwordpassword'), 'passwordpassword'],
    [await add('Anna Larsen', password), password],
    [await add(supervisor.username, password), password],
    [
      await run(
        ['staff', 'reset-password', 'nobody', '--password-stdin', '--data-folder', folder],
        {
          input: password,
        },
      ),
      password,
    ],
  ] as const;
  for (const [{ code, stdout, stderr }, secret] of refusals) {
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(onePlainLine);
    expect(stderr).not.toContain(secret);
  }
});

test('without a terminal, and without a password, it is misuse', async () => {
  const { folder } = await storeFolder();
  const add = ['staff', 'add', 'anna', '--name', 'Anna', '--data-folder', folder];
  for (const args of [add, [...add, '--password-stdin']]) {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(onePlainLine);
  }
});
