import { Command, Option } from 'commander';
import {
  type ExportedPage,
  type ExportFormat,
  exportFormats,
} from '#shared/contract/accounts-export.contract.ts';
import { asOperator, type OperatorCall, type StoreOptions, storeCommand } from '../operator.ts';
import { printNote } from '../output.ts';
import { type Write, writtenOut } from '../written-out.ts';

interface ExportOptions extends StoreOptions {
  readonly format: ExportFormat;
  readonly reason: string;
  readonly out?: string;
}

/** `countersign export` */
export function exportCommand(): Command {
  const command = new Command('export')
    .description('write all accounts with their contacts and services, without any secrets')
    .requiredOption('--reason <text>', 'why; the log keeps it')
    .addOption(
      new Option('--format <format>', 'csv for a spreadsheet, jsonl for a program')
        .choices([...exportFormats])
        .default('csv'),
    )
    .option('--out <file>', 'a new file to write to (else standard output)');
  return storeCommand(command)
    .addHelpText(
      'after',
      `
CSV has a line for each person; what a spreadsheet would run as a formula begins with an apostrophe,
phone numbers among them. JSON Lines has an account a line, as it is. Nothing of security codes or
passwords is in either. The export is recorded when it begins, with how many accounts there are. The
file can be read by its owner alone; delete it when it has served its purpose.

Examples:
  countersign export --reason "Yearly check of contacts" --out accounts.csv
  countersign export --reason "New billing system" --format jsonl | jq -r .clientId`,
    )
    .action(async (options: ExportOptions) => {
      const accounts = await asOperator(options, (call) =>
        writtenOut(options.out, (write) => writePages(call, options, write)),
      );
      printNote(`Exported ${accounts} ${accounts === 1 ? 'account' : 'accounts'}.`);
    });
}

/** Gives how many accounts were written. */
async function writePages(
  call: OperatorCall,
  { format, reason }: ExportOptions,
  write: Write,
): Promise<number> {
  let page: ExportedPage = await call('accounts', 'export', { page: 'first', format, reason });
  let accounts = 0;
  while (await write(page.text)) {
    accounts += page.accounts;
    if (page.next === null) break;
    page = await call('accounts', 'export', { page: 'next', next: page.next });
  }
  return accounts;
}
