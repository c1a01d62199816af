import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyFileName } from '#main/platform/keystore/key-file-protector.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { onePlainLine, run, storeFolder } from './cli.ts';

test('a backup says what it holds, and opens as a store of its own', async () => {
  const { folder, recoveryWords } = await storeFolder();
  const target = join(await tempFolder(), 'copy');
  const made = await run(['backup', target, '--json', '--data-folder', folder]);
  expect({ code: made.code, stderr: made.stderr }).toEqual({ code: 0, stderr: '' });
  const result = JSON.parse(made.stdout);
  expect(result).toMatchObject({ folder: target });
  expect(result.auditHeadHash).toMatch(/^[0-9a-f]{64}$/);
  expect(await readdir(target)).toContain('countersign.db');
  const check = await run(
    ['audit', 'verify', '--json', '--recovery-key-stdin', '--data-folder', target],
    { input: `${recoveryWords}\n` },
  );
  expect(check.code).toBe(0);
  expect(JSON.parse(check.stdout).records).toBeGreaterThanOrEqual(result.auditRecords);
});

test('a folder that holds something is refused and left alone', async () => {
  const { folder } = await storeFolder();
  const target = await tempFolder();
  await writeFile(join(target, 'mine.txt'), 'mine');
  const { code, stdout, stderr } = await run(['backup', target, '--data-folder', folder]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(onePlainLine);
  expect(await readdir(target)).toEqual(['mine.txt']);
});

test('where the key is not kept, the command says so, and the recovery key opens the store', async () => {
  const { folder, recoveryWords } = await storeFolder();
  await rm(join(folder, keyFileName));
  const verify = ['audit', 'verify', '--data-folder', folder];
  const closed = await run(verify);
  expect({ code: closed.code, stdout: closed.stdout }).toEqual({ code: 1, stdout: '' });
  expect(closed.stderr).toMatch(onePlainLine);
  expect(closed.stderr).toContain('--recovery-key-stdin');

  const wrong = await run([...verify, '--recovery-key-stdin'], {
    input: 'abandon abandon abandon\n',
  });
  expect(wrong.code).toBe(1);
  expect(wrong.stderr).toMatch(onePlainLine);
  expect(wrong.stderr).not.toContain('abandon');
  expect((await run([...verify, '--recovery-key-stdin'])).code).toBe(2);

  const added = await run(
    [
      'staff',
      'add',
      'anna',
      '--name',
      'Anna',
      '--password-stdin',
      '--recovery-key-stdin',
      '--data-folder',
      folder,
    ],
    { input: `${recoveryWords}\nseven otters on a raft\n` },
  );
  expect(added).toMatchObject({ code: 0 });
  expect(added.stderr).toContain('kept for the command line from now on');
  expect(added.stdout).not.toContain(recoveryWords.split(' ')[0]);
  expect((await run(verify)).code).toBe(0);
});
