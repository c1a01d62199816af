import { chmod, chown, mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The user `nobody`, whom PostgreSQL runs as where the tests run as root, which it refuses. */
export const otherUser = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;

/** A new folder that PostgreSQL's user gets at: the usual place for such may be closed to others. */
export async function newOpenFolder(name: string, within?: string): Promise<string> {
  const usual = otherUser ? [tmpdir(), '/tmp', '/var/tmp'] : [tmpdir()];
  const places = within === undefined ? usual : [within];
  for (const place of places) {
    if (otherUser && !(await isOpen(place))) continue;
    const folder = await mkdtemp(join(place, `countersign-${name}-`));
    await chmod(folder, 0o755);
    return folder;
  }
  throw new Error(
    `No folder for temporary files is open to other users: tried ${places.join(', ')}`,
  );
}

/** Gives a file or a folder to PostgreSQL's user. */
export async function giveToOther(path: string): Promise<void> {
  if (otherUser) await chown(path, otherUser.uid, otherUser.gid);
}

/** Whether everyone may go through a folder and all that it lies in. */
async function isOpen(folder: string): Promise<boolean> {
  const { mode } = await stat(folder).catch(() => ({ mode: 0 }));
  if ((mode & 0o001) === 0) return false;
  const parent = dirname(folder);
  return parent === folder || isOpen(parent);
}
