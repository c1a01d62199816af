/**
 * `npm start [-- --demo] [--data-folder DIR] [--port N]`: builds what is missing, then opens the
 * desktop app, or serves the same desk to a browser where Electron can't be had.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { buildDesk } from './support/build-desk.ts';
import { fetchElectron } from './support/electron-runtime.ts';
import { projectFolder } from './support/run-tool.ts';

const usage = 'Usage: npm start -- [--demo] [--data-folder DIR] [--port N]';

interface Choices {
  readonly demo: boolean;
  readonly dataFolder: string | undefined;
  readonly port: number;
}

const choices = readChoices();
try {
  await buildDesk();
  const { electron, why } = await findDesktop();
  if (electron === null) {
    await serve(why);
  } else {
    process.exitCode = await runDesktop(electron, choices);
  }
} catch (error) {
  console.error(`Countersign could not start. ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function serve(why: string): Promise<void> {
  // Loaded only now: it opens the native modules, which a mistyped option need not wait for.
  const { serveLocalDesk } = await import('#main/hosts/serve-local-desk.ts');
  const { stderrLogger } = await import('#main/platform/logger.ts');
  await serveLocalDesk({
    ...choices,
    openWindow: true,
    logger: stderrLogger,
    say: (line) => console.log(line),
    announce: (url) => `${why}, so the desk is served to a browser on this machine: ${url}`,
  });
}

function readChoices(): Choices {
  try {
    const { values } = parseArgs({
      options: {
        demo: { type: 'boolean', default: false },
        'data-folder': { type: 'string' },
        port: { type: 'string', default: '0' },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65_535) {
      throw new Error('The port is a number from 0 to 65535.');
    }
    return { demo: values.demo, dataFolder: values['data-folder'], port };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exit(2);
  }
}

/** Electron's executable, or why the desktop app can't be opened here. */
async function findDesktop(): Promise<{ electron: string | null; why: string }> {
  if (process.platform === 'linux') {
    if (!process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
      return { electron: null, why: 'There is no display here' };
    }
    if (process.getuid?.() === 0) {
      return { electron: null, why: 'The desktop app does not run as root' };
    }
  }
  return { electron: await fetchElectron(), why: 'Electron’s runtime can’t be had here' };
}

function runDesktop(electron: string, { demo, dataFolder }: Choices): Promise<number> {
  const options = [
    ...(demo ? ['--demo'] : []),
    ...(dataFolder === undefined ? [] : ['--data-folder', dataFolder]),
  ];
  const app = spawn(electron, [projectFolder, ...options], { stdio: 'inherit' });
  forwardSignals(app);
  return new Promise((done) => {
    app.on('error', () => done(1));
    app.on('close', (code) => done(code ?? 1));
  });
}

/** Ctrl-C reaches the app by itself; this process stays until the app has closed its store. */
function forwardSignals(app: ChildProcess) {
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => app.kill('SIGTERM'));
}
