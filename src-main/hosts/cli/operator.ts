import { type Command, Option } from 'commander';
import type { Contract, InputOf, OutputOf, Room } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import type { Backend } from '../../backend.ts';
import type { Caller } from '../../platform/call.ts';
import { readTeamKeys } from '../../platform/keystore/team-keys.ts';
import { type Logger, stderrLogger } from '../../platform/logger.ts';
import { dataFolderVariable, resolveDataFolder } from '../data-folder.ts';
import { program } from '../program.ts';
import { databaseInWords, teamDatabaseAddress, teamDatabaseVariable } from '../team-database.ts';
import { CommandFailure, misuse } from './exit.ts';
import { readSecretLine } from './secret-input.ts';
import { keysOption, requireKeys } from './team-options.ts';

/** The options of every command that works on a store. */
export interface StoreOptions {
  readonly dataFolder?: string;
  readonly recoveryKeyStdin?: true;
  readonly teamDatabase?: string;
  readonly keys?: string;
}

/** Calls a channel as the operator: the value, or a `CommandFailure` with what was refused. */
export type OperatorCall = <R extends Room, Name extends keyof Contract[R] & string>(
  room: R,
  name: Name,
  input: InputOf<Contract[R][Name]>,
) => Promise<OutputOf<Contract[R][Name]>>;

export function dataFolderOption(): Option {
  return new Option(
    '--data-folder <dir>',
    `the folder with the store (env: ${dataFolderVariable}; else the platform's usual place)`,
  );
}

/** Adds the options of every command that works on a store. */
export function storeCommand(command: Command): Command {
  return command
    .addOption(dataFolderOption())
    .option(
      '--recovery-key-stdin',
      "read the recovery key from standard input's first line, where the key is not kept for the command line",
    )
    .option(
      '--team-database <url>',
      `a team's database in place of the data folder, with the servers' role (env: ${teamDatabaseVariable})`,
    )
    .addOption(keysOption());
}

/** Errors only: what a command has done is said by the command itself. */
const quietLogger: Logger = { info: () => {}, error: stderrLogger.error };

/**
 * Opens the store of the data folder, or of a team, runs the work on it as the operator, and closes it again,
 * also when it is told to stop meanwhile. Fails when there is no store, or it can't be opened; work
 * that is `reading` is done on one that was moved elsewhere, too. With `workers` it also does what
 * is done beside the calls, as a desk does.
 */
export async function asOperator<Value>(
  options: StoreOptions,
  work: (call: OperatorCall) => Promise<Value>,
  { reading = false, workers = false } = {},
): Promise<Value> {
  const database = chosenDatabase(options);
  const recoveryWords = options.recoveryKeyStdin ? await readSecretLine('the recovery key') : null;
  const backend = await (database === null
    ? openLocal(options, workers)
    : openTeam(database, options, workers));
  const stayed = closeWhenToldToStop(backend);
  try {
    const call = operatorCall(backend);
    await assertReady(call, recoveryWords, reading);
    return await work(call);
  } finally {
    stayed();
    await backend.close();
  }
}

/** The team's database, or null for the data folder. An option wins over the environment. */
function chosenDatabase({ dataFolder, teamDatabase }: StoreOptions): string | null {
  if (dataFolder && teamDatabase)
    throw misuse('A data folder and a team’s database are both named. Name the one to work on.');
  if (dataFolder) return null;
  const database = teamDatabaseAddress(teamDatabase);
  if (database && !teamDatabase && process.env[dataFolderVariable])
    throw misuse(
      `${dataFolderVariable} and ${teamDatabaseVariable} are both set. Name the store to work on with --data-folder or --team-database.`,
    );
  return database;
}

// What opens a store is loaded only then: help and misuse are told without waiting for all of it.

async function openLocal({ dataFolder }: StoreOptions, workers: boolean): Promise<Backend> {
  const { openLocalBackend } = await import('../local-backend.ts');
  return openLocalBackend(resolveDataFolder(dataFolder), quietLogger, workers);
}

async function openTeam(
  database: string,
  { keys }: StoreOptions,
  workers: boolean,
): Promise<Backend> {
  const file = requireKeys(keys);
  const { createTeamBackend } = await import('../../backend.ts');
  return createTeamBackend({
    database,
    keys: await readTeamKeys(file),
    address: databaseInWords(database),
    assetsFolder: program.assetsFolder,
    appVersion: program.version,
    logger: quietLogger,
    workers,
  });
}

function operatorCall(backend: Backend): OperatorCall {
  const caller: Caller = { door: 'cli', token: null, operator: true };
  return async (room, name, input) => {
    const result = (await backend.call(`${room}.${name}`, input, caller)) as Result<
      OutputOf<Contract[typeof room][typeof name]>
    >;
    if (!result.ok) throw new CommandFailure(result.error.message);
    return result.value;
  };
}

async function assertReady(
  call: OperatorCall,
  recoveryWords: string | null,
  reading: boolean,
): Promise<void> {
  const { state, message, place } = await call('setup', 'status', {});
  if (state === 'ready' || (reading && state === 'moved')) return;
  if (state === 'empty')
    throw new CommandFailure(
      `There is no store in ${place.kind === 'local' ? place.dataFolder : place.address} yet. Set one up on the screen (npm start), or name another folder with --data-folder.`,
    );
  if (state !== 'key_unavailable') throw new CommandFailure(message);
  if (recoveryWords === null)
    throw new CommandFailure(
      `${message} To do that here, add --recovery-key-stdin and give it on standard input.`,
    );
  const recovered = await call('setup', 'recover', { recoveryWords });
  const warning = recovered.place.kind === 'local' ? recovered.place.keyProtection.warning : null;
  process.stderr.write(`The key is kept for the command line from now on. ${warning ?? ''}\n`);
}

/**
 * On Ctrl-C, or a request to terminate, lets the call under way end, closes the store, and ends
 * with the code that shells use for it. Returns what takes this back.
 */
function closeWhenToldToStop(backend: Backend): () => void {
  const stop = (signal: 'SIGINT' | 'SIGTERM') => {
    void backend.close().finally(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return () => process.off('SIGINT', stop).off('SIGTERM', stop);
}
