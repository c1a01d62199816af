import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  buildFolderOf,
  clearBuildFolders,
  completePlacing,
  makeBuildFolder,
  placeStore,
  surveyFolder,
} from '#main/setup/store-folder.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const id = (digit: string) => digit.repeat(32);
const files = ['keystore.json', 'recovery.json', 'countersign.db'];

async function built(dataFolder: string, digit: string) {
  const folder = buildFolderOf(dataFolder, id(digit));
  await makeBuildFolder(dataFolder, folder);
  for (const name of files) await writeFile(join(folder, name), `${name} ${digit}`);
  return folder;
}

const contents = async (folder: string) =>
  Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));

test('a crash after any step of placing is completed at the next start', async () => {
  for (let steps = 0; steps <= files.length; steps++) {
    const data = await tempFolder();
    const folder = await built(data, 'a');
    await built(data, 'b');
    for (const name of files.slice(0, steps)) await link(join(folder, name), join(data, name));
    await completePlacing(data);
    if (steps === 0) {
      expect(await surveyFolder(data)).toBe('empty');
      continue;
    }
    expect(await contents(data)).toEqual(files.map((name) => `${name} a`));
    await clearBuildFolders(data);
    expect((await readdir(data)).sort()).toEqual([...files].sort());
  }
});

test('a store that is there is never replaced, nor mixed with another', async () => {
  const data = await tempFolder();
  await placeStore(data, await built(data, 'a'));
  await expect(placeStore(data, await built(data, 'b'))).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await contents(data)).toEqual(files.map((name) => `${name} a`));
});

test('placing again, also after another process has cleared up, is fine', async () => {
  const data = await tempFolder();
  const folder = await built(data, 'a');
  await placeStore(data, folder);
  await placeStore(data, folder);
  await rm(join(folder, 'countersign.db'));
  await placeStore(data, folder);
  expect(await contents(data)).toEqual(files.map((name) => `${name} a`));
});

test('only folders of set-ups are cleared away', async () => {
  const data = await tempFolder();
  await built(data, 'a');
  await mkdir(join(data, 'setup-notes'));
  await clearBuildFolders(data);
  expect(await readdir(data)).toEqual(['setup-notes']);
});
