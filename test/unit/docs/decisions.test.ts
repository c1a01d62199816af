import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

const folder = 'docs/decisions';

test('the list of decisions has each record once, in order, and nothing else', async () => {
  const records = (await readdir(folder)).filter((file) => file !== 'README.md').sort();
  const [, , ...rows] = (await readFile(`${folder}/README.md`, 'utf8'))
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const links = rows.map((row) => /^\| \[(\d{4})\]\((.+?)\) +\| \S.* \|$/.exec(row) ?? row);
  expect(links.map((link) => link[2])).toEqual(records);
  expect(links.map((link) => link[1])).toEqual(records.map((file) => file.slice(0, 4)));
});

test('each record says the number it has', async () => {
  for (const file of await readdir(folder)) {
    const text = await readFile(`${folder}/${file}`, 'utf8');
    if (file !== 'README.md') expect(text, file).toMatch(new RegExp(`^# ${file.slice(0, 4)} \\S`));
  }
});
