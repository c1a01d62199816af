import { type Command, InvalidArgumentError, Option } from 'commander';
import { type TeamDoor, wrongDoor } from '../web/door-settings.ts';
import { misuse } from './exit.ts';
import { databaseOption, keysOption } from './team-options.ts';

/** The environment variable for the owner's address, which holds a password as well. */
const ownerVariable = 'COUNTERSIGN_OWNER_DATABASE';

/** What a team's server listens on when nothing else is said: no port that needs a right of its own. */
const usualPort = 8443;

export interface ServeTeamOptions {
  readonly database?: string;
  readonly ownerDatabase?: string;
  readonly keys?: string;
  readonly host: string;
  readonly port?: number;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly behindProxy?: string;
  readonly publicUrl?: string;
  readonly metricsPort?: number;
  readonly poolSize?: number;
}

/** Adds the options of `serve --team`. */
export function withTeamOptions(command: Command): Command {
  const options = [
    new Option('--team', "serve a team's desk from its database, instead of this machine's own"),
    databaseOption("the servers' role"),
    new Option(
      '--owner-database <url>',
      `the same with the role that owns it, to bring the store up to date at start (env: ${ownerVariable})`,
    ),
    keysOption(),
    new Option('--host <address>', 'the address to listen on').default('0.0.0.0'),
    new Option('--tls-cert <file>', 'the certificate, with those up to its authority; PEM'),
    new Option('--tls-key <file>', "the certificate's key; PEM"),
    new Option('--behind-proxy <address>', 'answer this proxy alone, which provides TLS'),
    new Option('--public-url <url>', 'the one address people use (else those in the certificate)'),
    new Option(
      '--metrics-port <number>',
      'figures for Prometheus at http://127.0.0.1:<number>/metrics',
    ).argParser(parsePort),
    new Option('--pool-size <number>', 'connections to the database at most').argParser(
      parsePoolSize,
    ),
  ];
  for (const option of options) command.addOption(option.helpGroup('For a team:'));
  return command;
}

/** Misuse when an option was given that is only for the other way to serve. */
export function refuseMixture(command: Command, { team }: { readonly team?: true }): void {
  const local = ['dataFolder', 'open'];
  const either = ['port', 'team'];
  for (const option of command.options) {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli' || either.includes(name)) continue;
    if (team && local.includes(name)) throw misuse(`The option ${option.long} is not for --team.`);
    if (!team && !local.includes(name))
      throw misuse(`The option ${option.long} is for --team alone.`);
  }
}

/** How the server is reached; misuse when that is not safe, or only half said. */
export function teamDoor(options: ServeTeamOptions): TeamDoor {
  const { host, port = usualPort, tlsCert, tlsKey } = options;
  if ((tlsCert === undefined) !== (tlsKey === undefined))
    throw misuse('Give --tls-cert and --tls-key together.');
  const door: TeamDoor = {
    kind: 'team',
    host,
    port,
    tls: tlsCert === undefined || tlsKey === undefined ? null : { cert: tlsCert, key: tlsKey },
    behindProxy: options.behindProxy ?? null,
    publicUrl: options.publicUrl ?? null,
  };
  const wrong = wrongDoor(door);
  if (wrong !== null) throw misuse(`${wrong}.`);
  return door;
}

/** The owner's address of the database: the option, else the environment. */
export function ownerDatabase(option: string | undefined): string | undefined {
  return option || process.env[ownerVariable] || undefined;
}

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('The port is a number from 0 to 65535');
  return port;
}

function parsePoolSize(text: string): number {
  const size = Number(text);
  if (!/^\d{1,4}$/.test(text) || size < 2)
    throw new InvalidArgumentError('The pool holds a number of connections, 2 or more');
  return size;
}
