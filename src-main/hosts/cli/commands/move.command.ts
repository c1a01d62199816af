import { join } from 'node:path';
import { Command, Option } from 'commander';
import {
  createKeyFileProtector,
  keyFileName,
} from '../../../platform/keystore/key-file-protector.ts';
import { resolveDataFolder } from '../../data-folder.ts';
import { program } from '../../program.ts';
import { databaseInWords, teamDatabaseVariable } from '../../team-database.ts';
import { misuse } from '../exit.ts';
import { moveProgress } from '../move-progress.ts';
import { dataFolderOption } from '../operator.ts';
import { jsonOption, printJson, printLine } from '../output.ts';
import { readSecretLine } from '../secret-input.ts';
import { keysOption, requireDatabase, requireKeys } from '../team-options.ts';

interface MoveOptions {
  /** An address, or true where the environment names it. */
  readonly to?: string | true;
  readonly from?: string | true;
  readonly keys?: string;
  readonly dataFolder?: string;
  readonly recoveryKeyStdin?: true;
  readonly json?: true;
}

/** `countersign move --to | --from` */
export function moveCommand(): Command {
  return new Command('move')
    .description("move a whole store from the data folder to a team's database, or back")
    .addOption(
      new Option(
        '--to [url]',
        `the empty database to move to, with the role that owns it (alone: ${teamDatabaseVariable})`,
      ).conflicts('from'),
    )
    .option('--from [url]', 'the database to move from, into an empty data folder')
    .addOption(keysOption())
    .addOption(dataFolderOption())
    .option(
      '--recovery-key-stdin',
      "read the recovery key from standard input's first line, where the key is not kept for the command line",
    )
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Copies every record, the audit log and its signatures included, compares both ends, and leaves the
old store to be read only. Nobody can work on it meanwhile. What was interrupted can be run again.

Examples:
  countersign move --to postgres://countersign_owner@db.example.com/countersign?sslmode=verify-full \\
    --keys /etc/countersign/keys
  COUNTERSIGN_DATABASE=postgres://… countersign move --from --keys /etc/countersign/keys \\
    --data-folder /srv/countersign`,
    )
    .action(async (options: MoveOptions) => {
      const given = options.to ?? options.from;
      if (given === undefined) throw misuse('Say where to with --to, or where from with --from.');
      const database = requireDatabase(
        given === true ? undefined : given,
        '--to or --from an address',
      );
      const keysFile = requireKeys(options.keys);
      const dataFolder = resolveDataFolder(options.dataFolder);
      const recoveryWords = options.recoveryKeyStdin
        ? await readSecretLine('the recovery key')
        : null;
      const { moveFromTeam, moveToTeam } = await import('../../../move-store.ts');
      const config = {
        dataFolder,
        protector: createKeyFileProtector(join(dataFolder, keyFileName)),
        database,
        databaseInWords: databaseInWords(database),
        keysFile,
        assetsFolder: program.assetsFolder,
        onProgress: moveProgress(),
      };
      const toTeam = options.to !== undefined;
      const moved = await (toTeam ? moveToTeam(config, recoveryWords) : moveFromTeam(config));
      if (options.json) {
        printJson({ ...moved, keysFile, dataFolder });
        return;
      }
      const [old, place] = toTeam
        ? [dataFolder, config.databaseInWords]
        : [config.databaseInWords, dataFolder];
      printLine(
        `${how[moved.how]} ${place}: ${moved.rows} rows, ${moved.fingerprint === null ? 'as the old store has them' : 'the same at both ends'}; ${moved.auditRecords} audit records, last hash ${moved.auditHeadHash}.`,
      );
      printLine(
        `The store in ${old} is kept to be read. ${toTeam ? keysOfTeam(keysFile) : keysOfFolder}`,
      );
    });
}

const how = {
  copied: 'Moved the store to',
  found: 'The store had been copied, whole, to',
  gone_on: 'The store was moved before, and has been worked on since, in',
} as const;

const keysOfTeam = (keysFile: string) =>
  `Its keys are in ${keysFile}, for the servers; its recovery key stays the same. The old folder opens with its own keys still: keep both until backups of the database are made, then delete the folder.`;

const keysOfFolder =
  'The keys of this folder are kept in it; the recovery key stays the same. The team’s keys file still opens the old store and its backups: keep it as long as those.';
