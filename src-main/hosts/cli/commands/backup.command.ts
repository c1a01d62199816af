import { resolve } from 'node:path';
import { Command } from 'commander';
import { asOperator, type StoreOptions, storeCommand } from '../operator.ts';
import { jsonOption, printJson, printLine } from '../output.ts';

interface BackupOptions extends StoreOptions {
  readonly json?: true;
}

/** `countersign backup` */
export function backupCommand(): Command {
  const command = new Command('backup')
    .description('make a consistent, verified copy of the store, also while the desk is in use')
    .argument('<dir>', 'a new or empty folder for the copy');
  return storeCommand(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The copy is encrypted like the store. Keep the printed number of records and the last hash apart
from it: they show later whether a store is older than it should be.

Examples:
  countersign backup /mnt/backup/countersign-2026-01-05
  countersign backup ./copy --json`,
    )
    .action(async (folder: string, options: BackupOptions) => {
      const made = await asOperator(
        options,
        (call) => call('store', 'backup', { folder: resolve(folder) }),
        { reading: true },
      );
      if (options.json) printJson(made);
      else
        printLine(
          `Backed up to ${made.folder} (${made.bytes} bytes): ${made.auditRecords} audit records, last hash ${made.auditHeadHash}.`,
        );
    });
}
