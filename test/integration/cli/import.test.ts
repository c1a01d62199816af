import { existsSync } from 'node:fs';
import { readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mostBytes, pieceBytes } from '#shared/contract/import.contract.ts';
import { must, openBackend, openStoreOf, operatorDesk } from '#test/support/test-desk.ts';
import { onePlainLine, run, storeFolder } from './cli.ts';

const whmcs =
  'ID,First Name,Last Name,Company Name,Email,Address 1,City,Postcode,Country,Phone Number';
const vik = (id: number, more = '') =>
  `${id},Nora,Vik,,nora${id}@vik.example,Storgata ${id},Oslo,0155,NO,+47 22 41 50 60${more}`;
const reason = ['--reason', 'Move from the old billing system'];

/** A store, and a file beside it with these lines. */
async function fileOf(...lines: readonly string[]) {
  const { folder } = await storeFolder();
  const file = join(folder, 'clients.csv');
  await writeFile(file, `${lines.join('\r\n')}\r\n`);
  const store = ['--data-folder', folder];
  return {
    folder,
    file,
    command: (...args: readonly string[]) => run(['import', ...args, ...store]),
    accounts: async () => {
      const { store, close } = await openStoreOf(folder);
      const rows = await store.selectFrom('account').selectAll().orderBy('id').execute();
      await close();
      return rows;
    },
  };
}

test('a known system’s file is tried, imported with its codes, and changes nothing the next time', async () => {
  const code = 'blue kettle over Oslo';
  const { file, command, accounts } = await fileOf(
    `${whmcs},Phone/Chat Code`,
    vik(7001, `,${code}`),
  );
  const tried = await command(file, '--dry-run');
  expect(tried).toMatchObject({
    code: 0,
    stdout: 'Would import: 1 new, 0 changed, 0 unchanged, 0 refused.\n',
  });
  expect(tried.stderr).toContain('export of whmcs');
  expect(await accounts()).toEqual([]);

  const imported = await command(file, ...reason, '--wait-for-codes');
  expect(imported).toMatchObject({
    code: 0,
    stdout: 'Imported: 1 new, 0 changed, 0 unchanged, 0 refused.\n',
  });
  expect(imported.stderr).toContain('Destroy the file');
  expect(imported.stderr).not.toContain(code);
  expect(await accounts()).toMatchObject([{ client_id: '7001', name: 'Nora Vik' }]);

  const again = await command(file, ...reason, '--destroy-source', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({
    rows: { read: 1, new: 0, changed: 0, same: 1, refused: 0 },
    codes: { brought: 0, waiting: 0 },
  });
  expect(existsSync(file)).toBe(false);
});

test('refused rows are written to a file with where and why, the others are in, and the file stays', async () => {
  const { file, folder, command, accounts } = await fileOf(
    whmcs,
    vik(7001),
    vik(7002).replace('Nora', '=1+1'),
    vik(7003).replace('nora7003@', 'nora at '),
  );
  const refused = join(folder, 'refused.csv');
  const { code, stdout, stderr } = await command(
    ...[file, ...reason, '--refused', refused, '--destroy-source'],
  );
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: 'Imported: 1 new, 0 changed, 0 unchanged, 2 refused.\n',
  });
  expect(stderr).toContain(`2 rows were refused: see ${refused}. The file was not removed`);
  expect(existsSync(file)).toBe(true);
  if (process.platform !== 'win32') expect((await stat(refused)).mode & 0o777).toBe(0o600);
  expect((await readFile(refused, 'utf8')).split('\r\n')).toEqual([
    '\ufeff"Line","Column","Holds","Why"',
    '"3","2","firstName","It begins like a spreadsheet’s formula, or is one."',
    '"4","5","email","It does not look like one."',
    '',
  ]);
  expect(await accounts()).toMatchObject([{ client_id: '7001' }]);

  await writeFile(file, `${whmcs}\r\n${vik(7004)}\r\n`);
  const there = await command(file, ...reason, '--refused', refused);
  expect(there).toMatchObject({ code: 1, stdout: '' });
  expect(there.stderr).toContain('there already');
  expect(await accounts()).toHaveLength(1);
});

test('a map names columns by what they hold, and how the file is read', async () => {
  const { file, folder, command, accounts } = await fileOf(
    'Kunde;Navn;Post;Gate;By;Postnr;Tlf',
    '7001;Nora Vik;nora@vik.example;Storgata 1;Oslo;0155;22 41 50 60',
  );
  const map = join(folder, 'map.json');
  const columns = { clientId: 'Kunde', name: 'Navn', email: 'Post', address1: 'Gate' };
  const put = (content: unknown) => writeFile(map, JSON.stringify(content));
  const tryIt = () => command(file, '--dry-run', '--map', map);

  expect(await command(file, '--dry-run')).toMatchObject({ code: 1, stdout: '' });
  await put({ columns: { ...columns, city: 'Bydel' } });
  expect((await tryIt()).stderr).toContain('no column “Bydel”');
  await put({ columns: { ...columns, town: 'By' } });
  expect(await tryIt()).toMatchObject({ code: 1, stdout: '' });
  await put('no map');
  expect((await tryIt()).stderr).toMatch(onePlainLine);

  await put({
    columns: { ...columns, city: 'By', postalCode: 'Postnr', phone: 'Tlf' },
    country: 'NO',
    delimiter: ';',
  });
  expect(await command(file, ...reason, '--map', map)).toMatchObject({ code: 0 });
  expect(await accounts()).toMatchObject([
    { client_id: '7001', phone: '+4722415060', city: 'Oslo', country: 'NO' },
  ]);
  // It is remembered for the headings.
  expect(await command(file, '--dry-run')).toMatchObject({
    code: 0,
    stdout: 'Would import: 0 new, 0 changed, 1 unchanged, 0 refused.\n',
  });
});

test('an import that was broken off is gone on with by the same file alone, or given up', async () => {
  const lines = Array.from({ length: 1000 }, (_, at) => vik(7000 + at));
  const { file, folder, command, accounts } = await fileOf(whmcs, ...lines);
  const bytes = await readFile(file);
  const backend = await openBackend(folder);
  const desk = operatorDesk(backend);
  const { runId } = must(await desk.import.begin({ bytes: bytes.length }));
  const data = bytes.subarray(0, pieceBytes).toString('base64');
  must(await desk.import.receive({ runId, number: 0, data }));
  await backend.close();

  const other = join(folder, 'other.csv');
  await writeFile(other, bytes.toString().replaceAll('Nora', 'Dora'));
  const refused = await command(other, '--dry-run');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('another file');
  const longer = join(folder, 'longer.csv');
  await writeFile(longer, `${bytes}\r\n`);
  expect((await command(longer, '--dry-run')).stderr).toContain('under way');

  expect(await command(file, ...reason)).toMatchObject({ code: 0 });
  expect(await accounts()).toHaveLength(1000);
  expect(await command('--cancel')).toMatchObject({
    code: 1,
    stderr: 'No import is under way.\n',
  });

  const again = await openBackend(folder);
  must(await operatorDesk(again).import.begin({ bytes: 10 }));
  await again.close();
  expect(await command('--cancel')).toMatchObject({ code: 0 });
  expect(await command(longer, '--dry-run')).toMatchObject({ code: 0 });
});

test('what can’t be read is said in one line, and is in nobody’s way afterwards', async () => {
  const { file, command } = await fileOf(`${whmcs}`, '"an open quote,');
  const { code, stdout, stderr } = await command(file, '--dry-run');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('A quotation mark opens and never closes.');
  await writeFile(file, '');
  expect((await command(file, '--dry-run')).stderr).toContain('There is nothing in the file.');
  // Of zeros that are on no disk.
  await truncate(file, mostBytes + 1);
  expect((await command(file, '--dry-run')).stderr).toContain('larger than 2 GiB');
  await writeFile(file, `${whmcs}\r\n${vik(7001)}\r\n`);
  expect(await command(file, '--dry-run')).toMatchObject({ code: 0 });
});
