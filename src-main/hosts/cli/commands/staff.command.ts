import { Command, Option } from 'commander';
import type { StaffRole, WorksOn } from '#shared/contract/session.contract.ts';
import {
  type FirstPassword,
  type FirstPasswordOptions,
  firstPasswordOptions,
  getFirstPassword,
} from '../first-password.ts';
import { asOperator, type StoreOptions, storeCommand } from '../operator.ts';
import { jsonOption, printJson, printLine } from '../output.ts';
import { endSessionCommand, sessionsCommand } from './staff-sessions.command.ts';

interface PasswordCommandOptions extends StoreOptions, FirstPasswordOptions {
  readonly json?: true;
}

interface AddOptions extends PasswordCommandOptions {
  readonly name: string;
  readonly role: StaffRole;
  readonly worksOn: WorksOn;
}

/** `countersign staff add | reset-password | sessions | end-session` */
export function staffCommand(): Command {
  return new Command('staff')
    .description('colleagues who sign in at the desk')
    .addCommand(addCommand())
    .addCommand(resetPasswordCommand())
    .addCommand(sessionsCommand())
    .addCommand(endSessionCommand());
}

function addCommand(): Command {
  const command = new Command('add')
    .description('add a colleague, with a first password to be changed at the first sign-in')
    .argument('<username>', '2 to 40 of a-z, 0-9, dot, dash or underscore')
    .requiredOption('--name <name>', 'the name that others see')
    .addOption(
      new Option('--role <role>', 'what they may do')
        .choices(['agent', 'supervisor'])
        .default('agent'),
    )
    .addOption(
      new Option('--works-on <channel>', 'what they answer')
        .choices(['phone', 'chat', 'both'])
        .default('both'),
    );
  return storeCommand(firstPasswordOptions(command))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  countersign staff add anna --name "Anna Larsen" --works-on phone
  countersign staff add sam --name "Sam Holm" --role supervisor --generate
  pass show desk/anna | countersign staff add anna --name "Anna Larsen" --password-stdin`,
    )
    .action(async (username: string, options: AddOptions) => {
      const { name, role, worksOn } = options;
      const { first, staffId } = await asOperator(options, async (call) => {
        const first = await getFirstPassword(options);
        const { password } = first;
        const added = await call('staff', 'add', { username, name, role, worksOn, password });
        return { first, staffId: added.staffId };
      });
      if (options.json) printJson({ staffId, username, role, worksOn, ...shown(first) });
      else printLine(`Added ${username} (${role}, ${worksOn}).${tell(first)}`);
    });
}

function resetPasswordCommand(): Command {
  const command = new Command('reset-password')
    .description('set a first password again: ends their sessions, forgives their failed sign-ins')
    .argument('<username>', 'whose password');
  return storeCommand(firstPasswordOptions(command))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Examples:
  countersign staff reset-password anna
  countersign staff reset-password anna --generate --json`,
    )
    .action(async (username: string, options: PasswordCommandOptions) => {
      const first = await asOperator(options, async (call) => {
        const first = await getFirstPassword(options);
        await call('staff', 'resetPassword', { username, password: first.password });
        return first;
      });
      if (options.json) printJson({ username, ...shown(first) });
      else printLine(`Set a new first password for ${username}.${tell(first)}`);
    });
}

function shown({ generated, password }: FirstPassword) {
  return generated ? { firstPassword: password } : {};
}

function tell({ generated, password }: FirstPassword): string {
  const change = 'The password has to be changed at the first sign-in.';
  return generated ? ` First password: ${password}\n${change}` : ` ${change}`;
}
