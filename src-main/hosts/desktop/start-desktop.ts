import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, protocol, session } from 'electron';
import type { Backend, BackendConfig } from '../../backend.ts';
import type { Logger } from '../../platform/logger.ts';
import { appScheme } from './app-address.ts';
import { setApplicationMenu } from './application-menu.ts';
import { DeskCallers } from './desk-callers.ts';
import { serveDeskChannels } from './desk-channels.ts';
import { loadDesk, openDeskWindow, showDeskWindow } from './desk-window.ts';
import { lockDownPages, lockDownSession } from './lock-down.ts';
import { onOperatingSystemLock } from './os-lock.ts';
import { createRendererFiles } from './renderer-files.ts';
import { createSafeStorageProtector } from './safe-storage-protector.ts';

export interface DesktopOptions {
  readonly dataFolder: string;
  /** Developer tools and reload; never in a packaged app. */
  readonly devTools: boolean;
  readonly logger: Logger;
  readonly createBackend: (config: BackendConfig) => Backend | Promise<Backend>;
  /** Runs on the backend before the window opens. */
  readonly prepare?: (backend: Backend) => Promise<void>;
}

/**
 * Runs the desk in Electron: one process, one window, one backend. Everything before the first
 * `await` has to happen before Electron is ready, so nothing may be awaited ahead of it.
 *
 * No crash reporter is started, so no dump, which would hold secrets, is written or sent.
 *
 * @returns when the desk is on the screen, or at once when another instance has the data folder
 */
export async function startDesktop(options: DesktopOptions): Promise<void> {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  // Chromium's own files stay with the data they belong to; the instance lock goes by this folder.
  const profile = join(options.dataFolder, 'desktop');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('second-instance', showDeskWindow);
  app.on('window-all-closed', () => app.quit());
  lockDownPages(options.logger);
  await app.whenReady();

  const root = app.getAppPath();
  const backend = await options.createBackend({
    dataFolder: options.dataFolder,
    assetsFolder: join(root, 'assets'),
    appVersion: app.getVersion(),
    protector: createSafeStorageProtector(),
    logger: options.logger,
    workers: true,
  });
  await options.prepare?.(backend);
  const callers = new DeskCallers(backend);
  endWithTheApp(backend, callers);

  lockDownSession(session.defaultSession);
  protocol.handle(appScheme, await createRendererFiles(join(root, 'out', 'renderer')));
  serveDeskChannels(backend, callers, options.logger);
  onOperatingSystemLock(() => void callers.lockAll());
  setApplicationMenu(options.devTools);

  const paths = {
    preload: join(root, 'out', 'preload', 'preload.cjs'),
    icon: join(root, 'assets', 'icon.png'),
  };
  const window = openDeskWindow(paths, options.devTools);
  callers.add(window.webContents);
  reloadAfterCrash(window, options.logger);
  await loadDesk(window);
}

/** Signs everybody out and closes the store before the process ends. */
function endWithTheApp(backend: Backend, callers: DeskCallers): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void callers
      .leaveAll()
      .then(() => backend.close())
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

/** A screen that died comes back once; calls in progress are in the store. Twice is a defect. */
function reloadAfterCrash(window: BrowserWindow, logger: Logger): void {
  let crashed = false;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    logger.error('desktop.screen_gone', { reason });
    if (crashed) throw new Error('The screen stopped twice.');
    crashed = true;
    window.webContents.reload();
  });
}
