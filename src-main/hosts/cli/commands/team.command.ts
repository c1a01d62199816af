import { Command, InvalidArgumentError } from 'commander';
import { program } from '../../program.ts';
import { askLine, askSecret } from '../ask.ts';
import { misuse } from '../exit.ts';
import { newTeamKeys, recoverTeamKeys } from '../new-team-keys.ts';
import { jsonOption, printJson, printLine, printNote } from '../output.ts';
import { canPrompt } from '../secret-input.ts';
import { databaseOption, keysOption, requireDatabase, requireKeys } from '../team-options.ts';
import { isRoleName, rolesSql } from '../team-roles.ts';

interface RolesOptions {
  readonly owner: string;
  readonly server: string;
}

interface OwnerOptions {
  readonly database?: string;
  readonly json?: true;
}

interface KeysOptions {
  readonly keys?: string;
  readonly json?: true;
}

/** `countersign team roles | init | migrate | recover` */
export function teamCommand(): Command {
  return new Command('team')
    .description("a team's store on PostgreSQL (docs/team-server.md tells the whole of it)")
    .addCommand(rolesCommand())
    .addCommand(initCommand())
    .addCommand(migrateCommand())
    .addCommand(recoverCommand());
}

function rolesCommand(): Command {
  return new Command('roles')
    .description("print the SQL that makes the database's roles, for an administrator to run")
    .option('--owner <name>', 'the role that owns the tables', roleName, 'countersign_owner')
    .option('--server <name>', 'the role of the servers', roleName, 'countersign_server')
    .addHelpText(
      'after',
      `
Neither a superuser nor an extension is needed; the SQL says what is. It holds no passwords.

Examples:
  countersign team roles | psql -X -v ON_ERROR_STOP=1 countersign`,
    )
    .action((options: RolesOptions) => {
      process.stdout.write(rolesSql(options));
    });
}

function initCommand(): Command {
  return new Command('init')
    .description("make a team's store in an empty database, and its keys")
    .addOption(databaseOption('the role that owns it'))
    .addOption(keysOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Asks for the first supervisor and shows the recovery key, once; without a terminal each answer is a
line of standard input. The keys file is new, and recovery.json is made beside it: give them a
folder of their own. What was interrupted can be run again.

Examples:
  countersign team init --database postgres://countersign_owner@db.example.com/countersign?sslmode=verify-full \\
    --keys /etc/countersign/keys`,
    )
    .action(async (options: OwnerOptions & KeysOptions) => {
      const database = requireDatabase(options.database);
      const keysFile = requireKeys(options.keys);
      const { assertNoTeamStore, createTeamStore, readFirstSupervisor } = await import(
        '../../../team-store.ts'
      );
      const takeKeys = await newTeamKeys(keysFile);
      await assertNoTeamStore(database);
      const supervisor = readFirstSupervisor(await askSupervisor(), program);
      const keys = await takeKeys();
      const { assetsFolder } = program;
      await createTeamStore({ database, keys, assetsFolder }, supervisor, 'empty');
      const { username } = supervisor;
      if (options.json) printJson({ username, keysFile });
      else
        printLine(
          `Made the team's store, with ${username} as its first supervisor. Its keys are in ${keysFile}: give them to the servers and to nobody else, and keep a copy of them and of recovery.json.`,
        );
    });
}

function migrateCommand(): Command {
  return new Command('migrate')
    .description("bring a team's store up to this version, and give the servers' role its rights")
    .addOption(databaseOption('the role that owns it'))
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
The first step of an upgrade; the servers follow, one by one. It may be run again.

Examples:
  countersign team migrate --database postgres://countersign_owner@db.example.com/countersign?sslmode=verify-full`,
    )
    .action(async (options: OwnerOptions) => {
      const database = requireDatabase(options.database);
      const { migrateTeamStore } = await import('../../../team-store.ts');
      await migrateTeamStore(database);
      if (options.json) printJson({ version: program.version });
      else printLine(`The team's store is up to date with Countersign ${program.version}.`);
    });
}

function recoverCommand(): Command {
  return new Command('recover')
    .description('make the keys file anew from recovery.json beside it and the recovery key')
    .addOption(keysOption())
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `
Asks for the recovery key; without a terminal it is a line of standard input.

Examples:
  countersign team recover --keys /etc/countersign/keys`,
    )
    .action(async (options: KeysOptions) => {
      const keysFile = requireKeys(options.keys);
      await recoverTeamKeys(keysFile);
      if (options.json) printJson({ keysFile });
      else printLine(`The team's keys are in ${keysFile}.`);
    });
}

async function askSupervisor() {
  printNote('The first supervisor:');
  const name = await askLine({ question: '  Name: ', what: 'the name' });
  const username = await askLine({ question: '  Username: ', what: 'the username' });
  const question = '  Password (12 characters or more): ';
  const password = await askSecret({ question, what: 'the password' });
  // Seen by nobody, so typed twice; a line of standard input is no typing.
  if (canPrompt() && (await askSecret({ question: '  The same again: ', what: '' })) !== password)
    throw misuse('The two are not the same. Nothing was changed: run the command again.');
  return { name, username, password };
}

function roleName(name: string): string {
  if (isRoleName(name)) return name;
  throw new InvalidArgumentError('A role is named with a-z, 0-9 and underscores here');
}
