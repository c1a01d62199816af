import { join } from 'node:path';
import type { AuditNote } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { SqliteStore } from '../platform/database/sqlite/open.ts';
import { isFileError, sizeOf } from '../platform/durable-files.ts';
import { recoveryFileName } from '../platform/keystore/recovery-file.ts';
import { Refusal } from '../platform/refusal.ts';
import { type CheckChain, checkBackup } from './backup-check.ts';
import { BackupFolder } from './backup-folder.ts';

export interface BackupParts {
  readonly opened: SqliteStore;
  readonly databaseKey: Buffer;
  readonly dataFolder: string;
  readonly appVersion: string;
  readonly clock: Clock;
  /** Records a backup; nothing, for a store that is kept to be read. */
  readonly note: (note: AuditNote) => Promise<void>;
  readonly checkChain: CheckChain;
}

export interface Backup {
  readonly folder: string;
  readonly bytes: number;
  readonly auditRecords: number;
  readonly auditHeadHash: string;
}

/** Makes backups of the store while it is in use. */
export class BackupService {
  readonly #parts: BackupParts;

  constructor(parts: BackupParts) {
    this.#parts = parts;
  }

  /**
   * Writes a consistent copy of the store, with what its recovery key needs to open it anywhere,
   * to a new or empty folder, and checks it. Other processes may read and write meanwhile; this
   * one waits while the copy is written, so it belongs to the command line.
   *
   * Refuses `invalid_input` for a folder that can't be taken, `store_damaged` when the copy does
   * not pass its check or the recovery file is missing, `store_unavailable` when the disk is full
   * or may not be written. After a refusal the folder is as it was.
   */
  async backup(folder: string, actor: Actor): Promise<Backup> {
    const { opened, dataFolder, databaseKey, checkChain, appVersion, clock } = this.#parts;
    if ((await sizeOf(join(dataFolder, recoveryFileName))) === null)
      throw new Refusal(
        'store_damaged',
        'The recovery file (recovery.json) is missing from the data folder, and without it a backup could not be opened elsewhere. Put it back from an older backup.',
      );
    const taken = await BackupFolder.take(folder);
    try {
      await opened.backupTo(taken.uncheckedCopy);
      const chain = await checkBackup(taken.uncheckedCopy, databaseKey, opened.store, checkChain);
      await taken.complete(dataFolder, appVersion, clock.now());
      await this.#parts.note({
        actor,
        action: 'store.backed_up',
        outcome: 'done',
        details: { records: chain.records },
      });
      return {
        folder: taken.path,
        bytes: await taken.bytes(),
        auditRecords: chain.records,
        auditHeadHash: chain.headHash,
      };
    } catch (error) {
      // What can't be removed must not hide what went wrong.
      await taken.abandon().catch(() => {});
      if (!isFileError(error)) throw error;
      throw new Refusal(
        'store_unavailable',
        'The backup could not be written: the disk is full or the folder may not be written. Nothing was kept.',
      );
    }
  }
}
