import { Command, InvalidArgumentError } from 'commander';
import { stderrLogger } from '../../../platform/logger.ts';
import { CommandFailure } from '../exit.ts';
import { dataFolderOption } from '../operator.ts';
import { printLine } from '../output.ts';

interface ServeOptions {
  readonly port: number;
  readonly open?: true;
}

/** `countersign serve` */
export function serveCommand(): Command {
  return webCommand('serve')
    .description('serve the desk to a browser on this machine, until Ctrl-C')
    .addOption(dataFolderOption())
    .addHelpText(
      'after',
      `
The printed link lets one browser in, once. Only this machine reaches it (127.0.0.1).

Examples:
  countersign serve
  countersign serve --port 4800 --open --data-folder /srv/countersign`,
    )
    .action(async (options: ServeOptions & { readonly dataFolder?: string }) => {
      await serve(options, options.dataFolder, false);
    });
}

/** `countersign demo` */
export function demoCommand(): Command {
  return webCommand('demo')
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

function webCommand(name: string): Command {
  return new Command(name)
    .option('--port <number>', 'the port on 127.0.0.1; 0 takes a free one', parsePort, 0)
    .option('--open', "open it in a browser's app window, where there is a display");
}

async function serve(
  { port, open }: ServeOptions,
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

/** What keeps the desk from being served is told in words, by errors that are plain. */
function asFailure(error: unknown): never {
  if (error instanceof Error && error.name === 'Error' && !('code' in error))
    throw new CommandFailure(error.message);
  throw error;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new InvalidArgumentError('The port is a number from 0 to 65535');
  return port;
}
