import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { appendAll, dropGuards, storeCreated } from '#test/support/audit-log.ts';
import { openBackend, openStoreOf } from '#test/support/test-desk.ts';
import { onePlainLine, run, start, storeFolder } from './cli.ts';

async function tamper(
  folder: string,
  change: (store: Parameters<typeof dropGuards>[0]) => Promise<unknown>,
) {
  const { store, close } = await openStoreOf(folder);
  await dropGuards(store);
  await change(store);
  await close();
}

test('a whole log is said to be whole, and the check is recorded', async () => {
  const { folder } = await storeFolder();
  const words = await run(['audit', 'verify', '--data-folder', folder]);
  expect({ code: words.code, stderr: words.stderr }).toEqual({ code: 0, stderr: '' });
  expect(words.stdout).toMatch(
    /^The audit log is whole: \d+ records, \d+ checkpoints, last hash [0-9a-f]{64}\.\n$/,
  );
  const json = await run(['audit', 'verify', '--json', '--data-folder', folder]);
  const result = JSON.parse(json.stdout);
  expect(result).toMatchObject({ whole: true, problems: [] });
  const exported = await run(['audit', 'export', '--data-folder', folder]);
  expect(exported.stdout).toContain('"action":"audit.checked"');
  expect(exported.stdout).toContain(result.headHash);
});

test('a tampered row, a removed last row and a reordered pair are each found and named', async () => {
  const cases = [
    ['altered', () => sql`update audit_log set outcome = 'refused' where seq = 2`, '2 altered: '],
    [
      'removed last',
      () => sql`delete from audit_log where seq = (select max(seq) from audit_log)`,
      / tail_removed: /,
    ],
    [
      'reordered',
      () => sql`update audit_log set seq = case seq when 2 then -3 else -2 end where seq in (2, 3)`,
      '2 reordered: ',
    ],
  ] as const;
  for (const [what, change, named] of cases) {
    const { folder } = await storeFolder();
    await tamper(folder, async (store) => {
      await change().execute(store);
      await sql`update audit_log set seq = -seq where seq < 0`.execute(store);
    });
    const { code, stdout, stderr } = await run(['audit', 'verify', '--data-folder', folder]);
    expect({ what, code }).toEqual({ what, code: 1 });
    expect(stdout).toMatch(named);
    if (what === 'reordered') expect(stdout).toContain('3 reordered: ');
    expect(stderr).toMatch(onePlainLine);
    const json = await run(['audit', 'verify', '--json', '--data-folder', folder]);
    expect(json.code).toBe(1);
    expect(JSON.parse(json.stdout)).toMatchObject({ whole: false });
  }
});

test('a forged end is named although nothing can be recorded any more', async () => {
  const { folder } = await storeFolder();
  await tamper(folder, (store) =>
    sql`update audit_head set signature = ${'4'.repeat(128)}`.execute(store),
  );
  const { code, stdout } = await run(['audit', 'verify', '--data-folder', folder]);
  expect(code).toBe(1);
  expect(stdout).toMatch(/^\d+ head_forged: /);
});

test('an export can be checked by anybody, with the words of the documentation', async () => {
  const { folder } = await storeFolder();
  const { store, audit, close } = await openStoreOf(folder);
  await appendAll(
    store,
    audit,
    Array.from({ length: 2500 }, (_, count) => ({
      ...storeCreated,
      action: 'account.opened' as const,
      accountId: count + 1,
      details: { zebra: count, apple: 'x', maybe: count % 2 === 0, none: null },
    })),
  );
  await close();
  const file = join(folder, 'audit.jsonl');
  const exported = await run(['audit', 'export', '--out', file, '--data-folder', folder]);
  expect({ code: exported.code, stdout: exported.stdout }).toEqual({ code: 0, stdout: '' });
  const [, count, hash] =
    /^Exported (\d+) records, up to \d+, last hash ([0-9a-f]{64})\.\n$/.exec(exported.stderr) ?? [];
  expect(Number(count)).toBeGreaterThan(2500);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);

  const manual = await readFile(new URL('../../../docs/audit-log.md', import.meta.url), 'utf8');
  const checker = join(folder, 'check-audit.mjs');
  await writeFile(checker, /```js\n([\s\S]*?)```/.exec(manual)?.[1] ?? '');
  const check = (path: string) => promisify(execFile)(process.execPath, [checker, path]);
  expect((await check(file)).stdout).toBe(`${count} records, last hash ${hash}\n`);

  const lines = (await readFile(file, 'utf8')).split('\n');
  lines[1200] = lines[1200]?.replace('"outcome":"done"', '"outcome":"failed"') ?? '';
  await writeFile(file, lines.join('\n'));
  await expect(check(file)).rejects.toMatchObject({
    code: 1,
    stderr: 'The chain breaks at record 1201.\n',
  });
});

test('an export never writes over a file, and half a file does not stay', async () => {
  const { folder } = await storeFolder();
  const file = join(folder, 'kept.jsonl');
  await writeFile(file, 'mine');
  for (const out of [file, folder, join(folder, 'no', 'such.jsonl')]) {
    const { code, stderr } = await run(['audit', 'export', '--out', out, '--data-folder', folder]);
    expect(code).toBe(1);
    expect(stderr).toMatch(onePlainLine);
  }
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('an export whose reader has gone ends without a word', async () => {
  const { folder } = await storeFolder();
  const { store, audit, close } = await openStoreOf(folder);
  await appendAll(
    store,
    audit,
    Array.from({ length: 3000 }, () => storeCreated),
  );
  await close();
  const child = start(['audit', 'export', '--data-folder', folder]);
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  const [code] = await once(child, 'close');
  expect(code).toBe(0);
  expect(complaint).not.toMatch(/error|EPIPE|wrong/i);
});

test('the command line and a running desk use one store at once', async () => {
  const { folder } = await storeFolder();
  const backend = await openBackend(folder);
  const results = await Promise.all([
    run(['audit', 'verify', '--data-folder', folder]),
    run(['staff', 'add', 'anna', '--name', 'Anna', '--generate', '--data-folder', folder]),
    run(['audit', 'verify', '--data-folder', folder]),
  ]);
  expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
  await backend.close();
  expect((await run(['audit', 'verify', '--data-folder', folder])).code).toBe(0);
});
