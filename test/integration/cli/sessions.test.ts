import { expect, test } from 'vitest';
import { onePlainLine, run, storeFolder, supervisor, trySignIn } from './cli.ts';

test('who is signed in is listed, and a sign-in is ended with a reason', async () => {
  const { folder } = await storeFolder();
  const sessions = (...more: string[]) =>
    run(['staff', 'sessions', ...more, '--data-folder', folder]);
  const end = (id: string, ...more: string[]) =>
    run(['staff', 'end-session', id, ...more, '--data-folder', folder]);
  expect(await sessions()).toEqual({ code: 0, stdout: 'Nobody is signed in.\n', stderr: '' });

  await trySignIn(folder, supervisor.username, supervisor.password);
  const inWords = await sessions();
  expect(inWords.stdout).toMatch(
    /^\d+ sam \(Sam Supervisor, supervisor\) from web: active, signed in \S+Z, last active \S+Z\n$/,
  );
  const { sessions: listed } = JSON.parse((await sessions('--json')).stdout);
  expect(listed).toMatchObject([{ username: 'sam', own: false, address: null, state: 'active' }]);
  const id = String(listed[0].sessionId);

  for (const [refused, code] of [
    [await end(id), 2],
    [await end('all', '--reason', 'Left open'), 2],
    [await end(id, '--reason', ' '), 1],
    [await end('999', '--reason', 'Left open'), 1],
  ] as const) {
    expect(refused).toMatchObject({ code, stdout: '' });
    expect(refused.stderr).toMatch(onePlainLine);
  }
  expect(await end(id, '--reason', 'Left open')).toEqual({
    code: 0,
    stdout: `Ended sign-in ${id}.\n`,
    stderr: '',
  });
  expect((await end(id, '--reason', 'Left open')).code).toBe(1);
  expect((await sessions()).stdout).toBe('Nobody is signed in.\n');
  const exported = await run(['audit', 'export', '--data-folder', folder]);
  const records = exported.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(records.filter(({ action }) => action === 'session.ended')).toMatchObject([
    { actorRole: 'operator', actorId: null, subjectStaffId: 1, details: { sessionId: Number(id) } },
  ]);
});
