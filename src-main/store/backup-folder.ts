import { chmod, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { storeFileName } from '../platform/database/sqlite/open.ts';
import {
  hasCode,
  ownerOnlyFile,
  ownerOnlyFolder,
  sizeOf,
  syncFile,
  syncFolder,
} from '../platform/durable-files.ts';
import { recoveryFileName } from '../platform/keystore/recovery-file.ts';
import { Refusal } from '../platform/refusal.ts';
import { backupReadme } from './backup-readme.ts';

const readmeName = 'README.txt';
/** The copy has this name until it has passed its check, so that half a backup looks like none. */
const unchecked = `${storeFileName}.unchecked`;

/** The folder a backup is written to: new or empty at first, and again after a failure. */
export class BackupFolder {
  readonly path: string;
  readonly uncheckedCopy: string;
  readonly #isNew: boolean;

  private constructor(path: string, isNew: boolean) {
    this.path = path;
    this.uncheckedCopy = join(path, unchecked);
    this.#isNew = isNew;
  }

  /**
   * Takes a folder for a backup, making it if it is not there. Refuses `invalid_input` when the
   * path is relative, a file, or a folder that holds something; `store_unavailable` when it can't
   * be written.
   */
  static async take(path: string): Promise<BackupFolder> {
    if (!isAbsolute(path)) throw refused('Give the folder’s whole path.');
    try {
      const made = await mkdir(path, { recursive: true, mode: ownerOnlyFolder });
      if ((await readdir(path)).length > 0)
        throw refused('This folder holds something already. Give an empty or new folder.');
      await chmod(path, ownerOnlyFolder);
      return new BackupFolder(path, made !== undefined);
    } catch (error) {
      if (hasCode(error, 'EEXIST', 'ENOTDIR')) throw refused('This is a file, not a folder.');
      if (error instanceof Refusal) throw error;
      throw new Refusal(
        'store_unavailable',
        'The folder for the backup can’t be written. Check its permissions, or give another one.',
      );
    }
  }

  /** Adds the recovery file of the store and the instructions, then names the checked copy. */
  async complete(dataFolder: string, appVersion: string, now: number): Promise<void> {
    const recovery = join(this.path, recoveryFileName);
    const readme = join(this.path, readmeName);
    await copyFile(join(dataFolder, recoveryFileName), recovery);
    await writeFile(readme, backupReadme(appVersion, now));
    for (const file of [recovery, readme]) {
      await chmod(file, ownerOnlyFile);
      await syncFile(file);
    }
    await rename(this.uncheckedCopy, join(this.path, storeFileName));
    await syncFolder(this.path);
    await syncFolder(dirname(this.path));
  }

  /** The size of all files, in bytes. */
  async bytes(): Promise<number> {
    let total = 0;
    for (const name of await readdir(this.path))
      total += (await sizeOf(join(this.path, name))) ?? 0;
    return total;
  }

  /** Leaves the folder as it was taken. */
  async abandon(): Promise<void> {
    const copies = ['', '-journal', '-wal', '-shm'].map((part) => `${unchecked}${part}`);
    for (const name of [...copies, storeFileName, recoveryFileName, readmeName])
      await rm(join(this.path, name), { force: true });
    if (this.#isNew) await rm(this.path, { recursive: true, force: true });
  }
}

function refused(message: string): Refusal {
  return new Refusal('invalid_input', message, { field: 'folder' });
}
