import { Command, InvalidArgumentError } from 'commander';
import type { OpenSessionView } from '#shared/contract/session.contract.ts';
import { asOperator, type StoreOptions, storeCommand } from '../operator.ts';
import { jsonOption, printJson, printLine } from '../output.ts';

interface SessionsOptions extends StoreOptions {
  readonly json?: true;
}

interface EndOptions extends SessionsOptions {
  readonly reason: string;
}

/** `countersign staff sessions` */
export function sessionsCommand(): Command {
  const command = new Command('sessions').description('list who is signed in now, by name');
  return storeCommand(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  countersign staff sessions
  countersign staff sessions --json | jq '.sessions[] | select(.username == "anna")'`,
    )
    .action(async (options: SessionsOptions) => {
      const { sessions } = await asOperator(options, (call) => call('session', 'list', {}));
      if (options.json) printJson({ sessions });
      else if (sessions.length === 0) printLine('Nobody is signed in.');
      else for (const session of sessions) printLine(inWords(session));
    });
}

/** `countersign staff end-session` */
export function endSessionCommand(): Command {
  const command = new Command('end-session')
    .description('end a sign-in at once, and with the last one of a colleague their calls')
    .argument('<id>', 'the number that "staff sessions" prints first', sessionNumber)
    .requiredOption('--reason <words>', 'why; the audit log keeps it');
  return storeCommand(command)
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
They can sign in again. To prevent that, keep them out on the staff screen.

Examples:
  countersign staff end-session 42 --reason "Laptop was stolen"`,
    )
    .action(async (sessionId: number, options: EndOptions) => {
      const { reason } = options;
      await asOperator(options, (call) => call('session', 'end', { sessionId, reason }));
      if (options.json) printJson({ sessionId });
      else printLine(`Ended sign-in ${sessionId}.`);
    });
}

function sessionNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It has to be a number that "staff sessions" prints.');
  return number;
}

function inWords(session: OpenSessionView): string {
  const { sessionId, username, name, role, address, door, state } = session;
  const since = new Date(session.signedInAt).toISOString();
  const active = new Date(session.lastActivityAt).toISOString();
  return `${sessionId} ${username} (${name}, ${role}) from ${address ?? door}: ${state}, signed in ${since}, last active ${active}`;
}
