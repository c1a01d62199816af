import { expect, test } from 'vitest';
import { demo } from '#test/support/demo-people.ts';
import { goodPassword, newestCode } from '#test/support/portal-desk.ts';
import { removeTestFolder } from '#test/support/postgres/team-folder.ts';
import { demoFolder, must, openAccount, openBackend, signIn } from '#test/support/test-desk.ts';
import { onePlainLine, run } from './cli.ts';

const { clientId } = demo.larsen;

/** A folder with a store in which a code was mailed to Larsen Data. */
async function folderWithCode() {
  const folder = await demoFolder();
  const backend = await openBackend(folder);
  const { username, password } = demo.supervisor;
  const { desk } = await signIn(backend, username, password);
  const { account } = await openAccount(desk, clientId);
  const { accountId } = account;
  const leave = { by: 'reason', reason: 'Asked for in writing' } as const;
  must(await desk.portal.sendSetPassword({ accountId, leave }));
  const code = await newestCode(desk.mail);
  await backend.close();
  return { folder, code };
}

test('the Portal sets a password by the code and checks it, with both from standard input', async () => {
  const { folder, code } = await folderWithCode();
  const place = ['--data-folder', folder, '--json'];
  const redeem = (password: string) =>
    run(['portal', 'redeem', '--secrets-stdin', ...place], { input: `${code}\n${password}\n` });
  const check = (password: string) =>
    run(['portal', 'check-password', '--password-stdin', ...place, '--', clientId], {
      input: `${password}\n`,
    });
  const short = await redeem('too short');
  expect(short).toMatchObject({ code: 1, stdout: '' });
  expect(short.stderr).toMatch(onePlainLine);
  expect(await redeem(goodPassword)).toEqual({ code: 0, stdout: '{"kind":"set"}\n', stderr: '' });
  const again = await redeem(goodPassword);
  expect(again).toMatchObject({ code: 1, stdout: '{"kind":"no_code"}\n' });
  expect(await check(goodPassword)).toMatchObject({
    ...{ code: 0, stdout: `{"kind":"match","clientId":"${clientId}"}\n`, stderr: '' },
  });
  const wrong = await check('not the right one');
  expect(wrong).toMatchObject({ code: 1, stdout: '{"kind":"no_match"}\n' });
  for (const { stderr } of [again, wrong]) expect(stderr).toMatch(onePlainLine);
  const said = [short, again, wrong].map(({ stderr }) => stderr).join();
  for (const secret of [code, goodPassword, 'too short', 'not the right'])
    expect(said).not.toContain(secret);
  await removeTestFolder(folder);
});

test('without a terminal, and without the secrets, it is misuse', async () => {
  const { folder } = await folderWithCode();
  for (const args of [
    ['portal', 'check-password', clientId],
    ['portal', 'check-password', clientId, '--password-stdin'],
    ['portal', 'redeem'],
    ['portal', 'redeem', '--secrets-stdin'],
  ]) {
    const ended = await run([...args, '--data-folder', folder]);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(onePlainLine);
  }
  await removeTestFolder(folder);
});
