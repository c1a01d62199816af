import { type Command, Option } from 'commander';
import type { Contract, InputOf, OutputOf, Room } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import type { Backend } from '../../backend.ts';
import type { Caller } from '../../platform/call.ts';
import { type Logger, stderrLogger } from '../../platform/logger.ts';
import { dataFolderVariable, resolveDataFolder } from '../data-folder.ts';
import { CommandFailure } from './exit.ts';
import { readSecretLine } from './secret-input.ts';

/** The options of every command that works on a store. */
export interface StoreOptions {
  readonly dataFolder?: string;
  readonly recoveryKeyStdin?: true;
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
    "the folder with the store (else the platform's usual place)",
  ).env(dataFolderVariable);
}

/** Adds the options of every command that works on a store. */
export function storeCommand(command: Command): Command {
  return command
    .addOption(dataFolderOption())
    .option(
      '--recovery-key-stdin',
      "read the recovery key from standard input's first line, where the key is not kept for the command line",
    );
}

/** Errors only: what a command has done is said by the command itself. */
const quietLogger: Logger = { info: () => {}, error: stderrLogger.error };

/**
 * Opens the store of the data folder, runs the work on it as the operator, and closes it again,
 * also when it is told to stop meanwhile. Fails when there is no store, or it can't be opened.
 */
export async function asOperator<Value>(
  options: StoreOptions,
  work: (call: OperatorCall) => Promise<Value>,
): Promise<Value> {
  const folder = resolveDataFolder(options.dataFolder);
  const recoveryWords = options.recoveryKeyStdin ? await readSecretLine('the recovery key') : null;
  // Only now: help and misuse are told without waiting for the whole program to load.
  const { openLocalBackend } = await import('../local-backend.ts');
  const backend = await openLocalBackend(folder, quietLogger);
  const stayed = closeWhenToldToStop(backend);
  try {
    const call = operatorCall(backend);
    await assertReady(call, recoveryWords);
    return await work(call);
  } finally {
    stayed();
    await backend.close();
  }
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

async function assertReady(call: OperatorCall, recoveryWords: string | null): Promise<void> {
  const { state, message, place } = await call('setup', 'status', {});
  if (state === 'ready') return;
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
