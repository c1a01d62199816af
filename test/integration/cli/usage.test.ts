import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '#test/support/temp-folder.ts';
import { onePlainLine, run, storeFolder } from './cli.ts';

test.each([
  [['--help'], 'Exit codes'],
  [['serve', '--help'], 'Examples:'],
  [['demo', '--help'], 'Examples:'],
  [['staff', 'add', '--help'], 'Examples:'],
  [['staff', 'reset-password', '--help'], 'Examples:'],
  [['audit', 'verify', '--help'], 'Examples:'],
  [['audit', 'export', '--help'], 'Examples:'],
  [['import', '--help'], 'Examples:'],
  [['export', '--help'], 'Examples:'],
  [['backup', '--help'], 'Examples:'],
  [['move', '--help'], 'Examples:'],
  [['portal', 'check-password', '--help'], 'Examples:'],
  [['portal', 'redeem', '--help'], 'Examples:'],
  [['team', 'roles', '--help'], 'Examples:'],
  [['team', 'init', '--help'], 'Examples:'],
  [['team', 'migrate', '--help'], 'Examples:'],
  [['team', 'recover', '--help'], 'Examples:'],
])('%j explains the command', async (args, words) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(words);
  expect(stdout).toContain(`Usage: countersign ${args.slice(0, -1).join(' ')}`.trimEnd());
});

test.each([
  [['frobnicate']],
  [['staff', 'add']],
  [['staff', 'add', 'anna']],
  [['staff', 'add', 'anna', '--name', 'Anna', '--role', 'owner', '--generate']],
  [['staff', 'add', 'anna', '--name', 'Anna', '--generate', '--password-stdin']],
  [['staff', 'add', 'anna', '--name', 'Anna', '--password', 'plenty of words']],
  [['serve', '--port', '99999']],
  [['serve', '--port', 'eighty']],
  [['backup']],
  [['audit', 'verify', 'now']],
  [['import', '--dry-run']],
  [['import', 'clients.csv']],
  [['import', 'clients.csv', '--dry-run', '--destroy-source']],
  [['import', 'clients.csv', '--cancel']],
  [['export']],
  [['export', '--reason', 'a check', '--format', 'xlsx']],
  [['move']],
  [['portal', 'check-password']],
  [['portal', 'check-password', 'larsendata', 'its password']],
  [['portal', 'redeem', 'its-code']],
  [['move', '--to', '--keys', 'keys']],
  [['move', '--to', 'postgres://one@two/three']],
  [['move', '--to', 'postgres://one@two/three', '--from', 'postgres://one@two/three']],
  [['team', 'init', '--keys', 'keys']],
  [['team', 'init', '--database', 'postgres://one@two/three']],
  [['team', 'roles', '--owner', "x'; drop role y; --"]],
])('%j is misuse, said in one line', async (args) => {
  const { code, stdout, stderr } = await run(args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(onePlainLine);
});

test('nothing, or half a command, is misuse and shows the help', async () => {
  for (const args of [[], ['staff'], ['audit'], ['portal'], ['team']]) {
    const { code, stderr } = await run(args);
    expect(code).toBe(2);
    expect(stderr).toContain('Usage: countersign');
  }
});

test.each([
  [['audit', 'verify']],
  [['audit', 'export']],
  [['export', '--reason', 'a check']],
  [['backup', 'copy']],
  [['staff', 'reset-password', 'anna', '--generate']],
])('%j without a store says so, and makes none', async (args) => {
  const folder = join(await tempFolder(), 'data');
  const { code, stdout, stderr } = await run([...args, '--data-folder', folder]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(onePlainLine);
  expect(stderr).toContain(folder);
  expect(existsSync(join(folder, 'countersign.db'))).toBe(false);
});

test('the data folder comes from the environment unless an option names another', async () => {
  const { folder } = await storeFolder();
  const nowhere = join(folder, 'nowhere');
  const env = { COUNTERSIGN_DATA_FOLDER: folder };
  expect((await run(['audit', 'verify'], { env })).code).toBe(0);
  const { code, stderr } = await run(['audit', 'verify', '--data-folder', nowhere], { env });
  expect(code).toBe(1);
  expect(stderr).toContain(nowhere);
});
