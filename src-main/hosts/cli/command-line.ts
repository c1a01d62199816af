import { Command, CommanderError } from 'commander';
import { program } from '../program.ts';
import { auditCommand } from './commands/audit.command.ts';
import { backupCommand } from './commands/backup.command.ts';
import { exportCommand } from './commands/export.command.ts';
import { importCommand } from './commands/import.command.ts';
import { moveCommand } from './commands/move.command.ts';
import { portalCommand } from './commands/portal.command.ts';
import { demoCommand, serveCommand } from './commands/serve.command.ts';
import { staffCommand } from './commands/staff.command.ts';
import { teamCommand } from './commands/team.command.ts';
import { exitCodes, explainFailure } from './exit.ts';

const description = [
  'The caller-verification desk, from the command line: `npm run cli -- <command>`.',
  'It works on the store in the data folder with the key file kept there (keystore.key),',
  'also while a desk is running on it.',
].join(' ');

const ending = `
Exit codes: 0 fine; 1 something was found wrong, or refused; 2 not given as it has to be.`;

/** Runs one command. Returns the exit code; what went wrong is one line on standard error. */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    await buildCommandLine().parseAsync([...args], { from: 'user' });
    return exitCodes.fine;
  } catch (error) {
    // Commander has printed what it has to say, be it the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.misuse;
    const { line, exitCode } = explainFailure(error);
    process.stderr.write(`${line}\n`);
    return exitCode;
  }
}

function buildCommandLine(): Command {
  const root = new Command('countersign')
    .description(description)
    .version(program.version)
    .addHelpText('after', ending);
  for (const command of [
    serveCommand(),
    demoCommand(),
    staffCommand(),
    auditCommand(),
    importCommand(),
    exportCommand(),
    backupCommand(),
    moveCommand(),
    portalCommand(),
    teamCommand(),
  ])
    root.addCommand(command);
  settle(root, 'countersign');
  return root;
}

/** The same for every command: nothing but its own options, no exit of its own, one-line errors. */
function settle(command: Command, path: string): void {
  command.exitOverride().configureOutput({
    outputError: (text, write) => {
      const problem = text.trim().replace(/^error: |\.$/g, '');
      write(`${problem[0]?.toUpperCase()}${problem.slice(1)}. See: ${path} --help\n`);
    },
  });
  for (const child of command.commands) settle(child, `${path} ${child.name()}`);
}
