import { Command } from 'commander';
import { exportRecords } from '../audit-export.ts';
import { CommandFailure } from '../exit.ts';
import { asOperator, type StoreOptions, storeCommand } from '../operator.ts';
import { jsonOption, printJson, printLine, printNote } from '../output.ts';

interface VerifyOptions extends StoreOptions {
  readonly json?: true;
}

interface ExportOptions extends StoreOptions {
  readonly out?: string;
}

/** `countersign audit verify | export` */
export function auditCommand(): Command {
  return new Command('audit')
    .description('the tamper-evident record of what was done')
    .addCommand(verifyCommand())
    .addCommand(exportCommand());
}

function verifyCommand(): Command {
  const command = new Command('verify').description(
    'check every record, every checkpoint and the signed end of the log',
  );
  return storeCommand(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Names each record that was altered, removed or moved, a removed end, and forged signatures. The
check is itself recorded, except on a store that was moved. Exit code 1 when something is wrong.

Examples:
  countersign audit verify
  countersign audit verify --json | jq .problems`,
    )
    .action(async (options: VerifyOptions) => {
      const result = await asOperator(options, (call) => call('audit', 'check', {}), {
        reading: true,
      });
      const { whole, records, checkpoints, headHash, problems } = result;
      if (options.json) printJson(result);
      else if (whole)
        printLine(
          `The audit log is whole: ${records} records, ${checkpoints} checkpoints, last hash ${headHash}.`,
        );
      else
        for (const { seq, problem, message } of problems)
          printLine(`${seq} ${problem}: ${message}`);
      if (!whole)
        throw new CommandFailure(
          `The audit log is not whole: ${problems.length} problems found in ${records} records. Keep this store as it is, and compare it with the newest backup.`,
        );
    });
}

function exportCommand(): Command {
  const command = new Command('export')
    .description('write the raw records as JSON Lines, oldest first')
    .option('--out <file>', 'a new file to write to (else standard output)');
  return storeCommand(command)
    .addHelpText(
      'after',
      `
Each line is a record as it is chained: ids only, no names. Others can check it without this
program; docs/audit-log.md says how. The export is itself recorded, except on a store that was moved.

Examples:
  countersign audit export --out audit-2026-01.jsonl
  countersign audit export | jq -c 'select(.action == "code.enable_decided")'`,
    )
    .action(async (options: ExportOptions) => {
      const { count, last } = await asOperator(
        options,
        (call) => exportRecords(call, options.out),
        { reading: true },
      );
      const end = last ? `, up to ${last.seq}, last hash ${last.hash}` : '';
      printNote(`Exported ${count} records${end}.`);
    });
}
