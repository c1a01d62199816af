import type { Logger } from '../platform/logger.ts';
import { resolveDataFolder } from './data-folder.ts';
import { demoGuide } from './demo-guide.ts';
import { fillDemoStore, makeDemoFolder } from './demo-store.ts';
import { openLocalBackend } from './local-backend.ts';
import { program } from './program.ts';
import { serveDesk } from './web/serve-desk.ts';

export interface LocalDeskOptions {
  /** The data folder asked for; undefined is the environment's or the platform's usual place. */
  readonly dataFolder: string | undefined;
  /** Demo data in a throwaway folder instead. */
  readonly demo: boolean;
  /** The port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** Whether to open a browser's app window, where there is a display. */
  readonly openWindow: boolean;
  readonly logger: Logger;
  /** Writes a line for the person at the terminal. */
  readonly say: (line: string) => void;
  /** The line that says where the desk is. */
  readonly announce: (url: string) => string;
}

/**
 * Serves the desk of a data folder, or of a new demo, until Ctrl-C. The demo's folder goes with
 * the process.
 */
export async function serveLocalDesk(options: LocalDeskOptions): Promise<void> {
  const { port, openWindow, logger, say } = options;
  const folder = options.demo ? makeDemoFolder() : resolveDataFolder(options.dataFolder);
  const backend = await openLocalBackend(folder, logger, true);
  try {
    if (options.demo) {
      say('Making demo data …');
      await fillDemoStore(backend);
      for (const line of demoGuide()) say(line);
    }
    await serveDesk({
      backend,
      port,
      rendererFolder: program.rendererFolder,
      logger,
      openWindow,
      announce: (url) => say(options.announce(url)),
    });
  } finally {
    await backend.close();
  }
}
