import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { localDemoFolder } from '#test/support/test-desk.ts';
import { onePlainLine, run } from './cli.ts';

const reason = ['--reason', 'Yearly check of contacts'];

test('all accounts go to standard output, or to a new file for its owner alone, and on record', async () => {
  const folder = await localDemoFolder();
  const store = ['--data-folder', folder];
  const file = join(folder, 'accounts.jsonl');
  const toFile = [...reason, '--format', 'jsonl', '--out', file];
  const written = await run(['export', ...toFile, ...store]);
  expect(written).toEqual({ code: 0, stdout: '', stderr: 'Exported 2000 accounts.\n' });
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  const accounts = (await readFile(file, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(new Set(accounts.map(({ clientId }) => clientId)).size).toBe(2000);

  const printed = await run(['export', ...reason, ...store]);
  expect({ code: printed.code, stderr: printed.stderr }).toEqual({
    code: 0,
    stderr: 'Exported 2000 accounts.\n',
  });
  const owners = printed.stdout.split('\r\n').filter((line) => line.includes('","owner","'));
  expect(owners).toHaveLength(2000);
  const log = await run(['audit', 'export', ...store]);
  const records = log.stdout.split('\n').filter((line) => line.includes('accounts.exported'));
  expect(records.map((line) => JSON.parse(line))).toMatchObject([
    { actorRole: 'operator', details: { count: 2000, format: 'jsonl' } },
    { actorRole: 'operator', details: { count: 2000, format: 'csv' } },
  ]);
});

test('an export writes over no file, and is refused without a reason the log can keep', async () => {
  const folder = await localDemoFolder();
  const store = ['--data-folder', folder];
  const file = join(folder, 'kept.csv');
  await writeFile(file, 'mine');
  for (const args of [
    [...reason, '--out', file],
    ['--reason', ' '],
    ['--reason', 'for 4111 1111 1111 1111'],
  ]) {
    const { code, stdout, stderr } = await run(['export', ...args, ...store]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(onePlainLine);
    expect(stderr).not.toContain('4111');
  }
  expect(await readFile(file, 'utf8')).toBe('mine');
});
