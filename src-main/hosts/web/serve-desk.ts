import type { Backend } from '../../backend.ts';
import type { Logger } from '../../platform/logger.ts';
import { toldToStop } from '../stop-signals.ts';
import { openAppWindow } from './app-window.ts';
import { startWebHost } from './web-host.ts';

export interface ServeDeskOptions {
  readonly backend: Backend;
  /** The port on 127.0.0.1; 0 takes a free one. */
  readonly port: number;
  /** The built desk: a folder with `index.html`. */
  readonly rendererFolder: string;
  readonly logger: Logger;
  /** Whether to open the link in a browser's app window, where there is a display. */
  readonly openWindow: boolean;
  /** Tells the person at the terminal where the desk is. */
  readonly announce: (url: string) => void;
}

/**
 * Serves the desk until Ctrl-C or a request to terminate, then closes every connection. The backend
 * stays the caller's to close.
 */
export async function serveDesk(options: ServeDeskOptions): Promise<void> {
  const { backend, port, rendererFolder, logger } = options;
  const door = { kind: 'loopback', port } as const;
  const host = await startWebHost({ backend, door, rendererFolder, logger });
  const stopped = toldToStop(['SIGINT', 'SIGTERM', 'SIGHUP']);
  options.announce(host.url);
  if (options.openWindow) {
    void openAppWindow(host.url);
  }
  await stopped;
  await host.close();
}
