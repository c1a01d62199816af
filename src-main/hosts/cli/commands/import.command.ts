import { type FileHandle, open, realpath, rm, stat } from 'node:fs/promises';
import { Command } from 'commander';
import { type ImportView, mostBytes } from '#shared/contract/import.contract.ts';
import { importFailureWords } from '#shared/contract/import-words.ts';
import { targetFields } from '#shared/rules/import-mapping.ts';
import { roughTime } from '#shared/rules/rough-time.ts';
import { CommandFailure, misuse } from '../exit.ts';
import { type ImportMap, readImportMap } from '../import-map.ts';
import {
  beginRun,
  readFile,
  sendFile,
  untilHashed,
  untilOver,
  writeRefused,
} from '../import-steps.ts';
import { asOperator, type OperatorCall, type StoreOptions, storeCommand } from '../operator.ts';
import { jsonOption, printJson, printLine, printNote } from '../output.ts';

interface ImportOptions extends StoreOptions {
  readonly map?: string;
  readonly dryRun?: true;
  readonly reason?: string;
  readonly refused?: string;
  readonly destroySource?: true;
  readonly waitForCodes?: true;
  readonly cancel?: true;
  readonly json?: true;
}

/** `countersign import` */
export function importCommand(): Command {
  const command = new Command('import')
    .description('bring accounts in from a CSV, JSON Lines or XLSX file, all of it or nothing')
    .argument('[file]', 'the file, with a line for each account')
    .option('--map <file>', 'which column holds what, as JSON (else: as a known system names them)')
    .option('--dry-run', 'say what it would do, and do nothing')
    .option('--reason <text>', 'why; the log keeps it')
    .option('--refused <file>', 'a new file for the refused rows and their reasons, as CSV')
    .option('--destroy-source', 'remove the file when all of its rows are in')
    .option('--wait-for-codes', 'stay until all codes it brings are hashed')
    .option('--cancel', 'give up the import that is under way, and take back what it wrote');
  return storeCommand(command)
    .addOption(jsonOption())
    .addHelpText('after', help)
    .action(async (file: string | undefined, options: ImportOptions) => {
      if (options.cancel) return cancel(file, options);
      if (file === undefined) throw misuse('Name the file to import.');
      if (!options.dryRun && !options.reason)
        throw misuse('Say why with --reason, or try it with --dry-run.');
      if (options.dryRun && (options.destroySource || options.waitForCodes))
        throw misuse('A dry run changes nothing: it neither brings codes nor destroys the file.');
      await importFile(file, options);
    });
}

const help = `
Without --map the headings have to be those of WHMCS, Blesta, HostBill or Ubersmith, or of a file that
was imported before. A map names headings by what they hold, and how the file is read where it does
not tell by itself:

  { "columns": { "clientId": "ID", "name": "Client", "oldCode": "Phone/Chat Code" },
    "country": "NO", "encoding": "windows-1252", "delimiter": ";" }

Columns can hold: ${targetFields.filter((target) => !/^contact[2-5]/.test(target)).join(', ')},
and contact2… to contact5… in the same way. docs/import.md tells more.

Exit code 1 when rows were refused, also if the others are in: mend them, and import the file again.
Codes wait, sealed, and are hashed by this command, a desk or a server while one runs; they work
meanwhile. --destroy-source removes the file's name; on many disks, and in backups, its content
stays readable until it is written over.

Examples:
  countersign import clients.csv --dry-run --refused refused.csv
  countersign import clients.csv --reason "Move from WHMCS" --wait-for-codes --destroy-source`;

async function cancel(file: string | undefined, options: ImportOptions): Promise<void> {
  if (file !== undefined)
    throw misuse('With --cancel no file is named: one import at most is under way.');
  await asOperator(
    options,
    async (call) => {
      const { runs } = await call('import', 'list', {});
      const run = runs.find(({ finishedAt }) => finishedAt === null);
      if (!run) throw new CommandFailure('No import is under way.');
      await call('import', 'cancel', { runId: run.runId });
      await untilOver(call, run.runId, ['undoing'], 'Taking the accounts back');
      printLine(`Cancelled import ${run.runId}.`);
    },
    { workers: true },
  );
}

async function importFile(path: string, options: ImportOptions): Promise<void> {
  await assertNew(options.refused);
  const map = options.map === undefined ? null : await readImportMap(options.map);
  const file = await open(path, 'r');
  try {
    const before = await file.stat();
    if (before.size === 0) throw new CommandFailure(importFailureWords.empty);
    if (before.size > mostBytes)
      throw new CommandFailure('The file is larger than 2 GiB. Split it, and import the parts.');
    const run = await asOperator(options, (call) => oneRun(call, file, map, options), {
      workers: true,
    });
    const { refused } = run.rows;
    const isDestroyed = options.destroySource === true && refused === 0;
    if (isDestroyed) await destroy(path, before.ino, before.mtimeMs);
    tell(run, options, isDestroyed);
    if (refused > 0) throw new CommandFailure(refusedWords(refused, options));
  } finally {
    await file.close();
  }
}

/** Found out before anything is written: afterwards it would look as if the import had failed. */
async function assertNew(path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const there = await stat(path).catch(() => null);
  if (there) throw new CommandFailure(`${path} is there already. Name a new file for --refused.`);
}

/** From the file to the accounts. What is broken off is given up, to be in nobody's way. */
async function oneRun(
  call: OperatorCall,
  file: FileHandle,
  map: ImportMap | null,
  options: ImportOptions,
): Promise<ImportView> {
  const { run, isNew } = await beginRun(call, (await file.stat()).size);
  const { runId } = run;
  let isOurs = isNew;
  try {
    await sendFile(call, file, run);
    isOurs = true;
    const read = await readFile(call, runId, map);
    const isWritten = !options.dryRun && read.rows.new + read.rows.changed > 0;
    if (isWritten) await call('import', 'apply', { runId, reason: options.reason ?? '' });
    const done = await untilOver(call, runId, ['applying'], 'Writing the accounts');
    if (options.refused !== undefined) await writeRefused(call, runId, options.refused);
    if (!isWritten) await call('import', 'cancel', { runId });
    else if (options.waitForCodes) await untilHashed(call, runId);
    return done;
  } catch (error) {
    if (isOurs) await call('import', 'cancel', { runId }).catch(() => {});
    throw error;
  }
}

/** Removes the file that was imported, unless another one is in its place by now. */
async function destroy(path: string, inode: number, changedAt: number): Promise<void> {
  const now = await stat(path);
  if (now.ino !== inode || now.mtimeMs !== changedAt)
    throw new CommandFailure(`${path} was changed since it was read, so it was not removed.`);
  // Not a link to it.
  await rm(await realpath(path));
}

function refusedWords(refused: number, options: ImportOptions): string {
  const rows = refused === 1 ? '1 row was refused' : `${refused} rows were refused`;
  const where = options.refused ? `see ${options.refused}` : '--refused writes them to a file';
  const kept = options.destroySource ? ' The file was not removed for that reason.' : '';
  return `${rows}: ${where}.${kept}`;
}

function tell(run: ImportView, options: ImportOptions, isDestroyed: boolean): void {
  const { rows, codes } = run;
  if (options.json) printJson(run);
  else
    printLine(
      `${options.dryRun ? 'Would import' : 'Imported'}: ${rows.new} new, ${rows.changed} changed, ${rows.same} unchanged, ${rows.refused} refused.`,
    );
  const time = codes.left === null || codes.left === 0 ? '' : `: ${roughTime(codes.left)} of work`;
  if (options.dryRun) {
    if (codes.brought > 0) printNote(`${codes.brought} codes would have to be hashed${time}.`);
    return;
  }
  if (codes.waiting > 0 && !options.waitForCodes)
    printNote(
      `${codes.waiting} codes wait to be hashed, which desks and servers do as they run${time}.`,
    );
  printNote(
    isDestroyed
      ? 'The file is removed. What was on the disk, in backups and on its way may still be there.'
      : 'Destroy the file when you need it no more: it holds personal data, and codes in plain words if it has any.',
  );
}
