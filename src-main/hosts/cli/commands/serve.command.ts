import { Command } from 'commander';
import { stderrLogger } from '../../../platform/logger.ts';
import { CommandFailure } from '../exit.ts';
import { dataFolderOption } from '../operator.ts';
import { printLine } from '../output.ts';
import {
  ownerDatabase,
  parsePort,
  refuseMixture,
  type ServeTeamOptions,
  teamDoor,
  withTeamOptions,
} from '../serve-team-options.ts';
import { requireDatabase, requireKeys } from '../team-options.ts';

interface ServeOptions {
  readonly port?: number;
  readonly open?: true;
  readonly dataFolder?: string;
  readonly team?: true;
}

/** `countersign serve` */
export function serveCommand(): Command {
  return withTeamOptions(webCommand('serve', 'the port (else a free one; with --team 8443)'))
    .description('serve the desk to a browser on this machine, or to a team, until Ctrl-C')
    .addOption(dataFolderOption())
    .addHelpText(
      'after',
      `
Without --team the printed link lets one browser in, once, and only this machine reaches it
(127.0.0.1). With --team everybody who reaches the address gets the desk's sign-in, by TLS alone;
several servers may serve one database (docs/team-server.md). A database's address holds a password:
give it by the environment, where no list of processes shows it.

Examples:
  countersign serve
  countersign serve --port 4800 --open --data-folder /srv/countersign
  countersign serve --team --keys /etc/countersign/keys \\
    --tls-cert /etc/countersign/tls/cert.pem --tls-key /etc/countersign/tls/key.pem
  countersign serve --team --keys /etc/countersign/keys --host 10.0.0.5 \\
    --behind-proxy 10.0.0.2 --public-url https://desk.example.com`,
    )
    .action(async (options: ServeOptions & ServeTeamOptions, command: Command) => {
      refuseMixture(command, options);
      if (options.team) await serveTeam(options);
      else await serve(options, options.dataFolder, false);
    });
}

/** `countersign demo` */
export function demoCommand(): Command {
  return webCommand('demo', 'the port on 127.0.0.1 (else a free one)')
    .description('the same with demo data in a throwaway folder, which goes with the program')
    .addHelpText(
      'after',
      `
Examples:
  countersign demo
  countersign demo --open`,
    )
    .action(async (options: ServeOptions) => {
      await serve(options, undefined, true);
    });
}

function webCommand(name: string, portHelp: string): Command {
  return new Command(name)
    .option('--port <number>', portHelp, parsePort)
    .option('--open', "open it in a browser's app window, where there is a display");
}

async function serve(
  { port = 0, open }: ServeOptions,
  dataFolder: string | undefined,
  demo: boolean,
): Promise<void> {
  const { serveLocalDesk } = await import('../../serve-local-desk.ts');
  await serveLocalDesk({
    dataFolder,
    demo,
    port,
    openWindow: open === true,
    logger: stderrLogger,
    say: printLine,
    announce: (url) => `The desk is at ${url}`,
  }).catch(asFailure);
}

async function serveTeam(options: ServeTeamOptions): Promise<void> {
  const door = teamDoor(options);
  const database = requireDatabase(options.database);
  const keysFile = requireKeys(options.keys);
  const { serveTeamDesk } = await import('../../serve-team-desk.ts');
  await serveTeamDesk({
    database,
    ownerDatabase: ownerDatabase(options.ownerDatabase),
    poolSize: options.poolSize,
    keysFile,
    door,
    metricsPort: options.metricsPort,
    logger: stderrLogger,
    announce: (url) => printLine(`The desk is at ${url}`),
  }).catch(asFailure);
}

/** What keeps the desk from being served is told in words, by errors that are plain. */
function asFailure(error: unknown): never {
  if (error instanceof Error && error.name === 'Error' && !('code' in error))
    throw new CommandFailure(error.message);
  throw error;
}
