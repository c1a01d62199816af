import type {
  DownloadItem,
  Event,
  FilesystemPermissionRequest,
  Session,
  WebContents,
} from 'electron';
import { app } from 'electron';
import type { Logger } from '../../platform/logger.ts';
import { isAppAddress, isAppFile } from './app-address.ts';

/**
 * Refuses everything a page could ask of the machine but one: to delete a file that a person has just
 * picked, as the source of an import. Both the asking and the checking of permissions are answered, for
 * Chromium skips the asking where a check says yes.
 */
export function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) =>
    callback(permission === 'fileSystem' && isOfPickedFile(details)),
  );
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  if (process.platform !== 'darwin') {
    session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  }
  session.setSpellCheckerEnabled(false);
  session.on('will-download', saveOnlyOwnFiles);
  // The network does not exist for the desk: only its own files are loaded.
  session.webRequest.onBeforeRequest(({ url }, callback) => {
    callback({ cancel: !isAppAddress(url) && !isAppFile(url) && !url.startsWith('devtools://') });
  });
}

/** Chromium asks only for what was picked in the system's own dialogue; never for a folder here. */
function isOfPickedFile(details: FilesystemPermissionRequest): boolean {
  const { fileAccessType, isDirectory, isMainFrame, requestingUrl } = details;
  return (
    isMainFrame &&
    isAppAddress(requestingUrl) &&
    fileAccessType === 'writable' &&
    isDirectory === false
  );
}

/** What the desk itself made may be saved, where the person says: Electron asks. Nothing else is. */
function saveOnlyOwnFiles(event: Event, item: DownloadItem): void {
  if (!isAppFile(item.getURL())) event.preventDefault();
}

/** Keeps every page where it is: no navigation, no new window, no webview, whoever asks. */
export function lockDownPages(logger: Logger): void {
  app.on('web-contents-created', (_event, contents) => lockDownPage(contents, logger));
}

function lockDownPage(contents: WebContents, logger: Logger): void {
  const refuseNavigation = (event: Event) => {
    event.preventDefault();
    logger.info('desktop.navigation_refused');
  };
  contents.on('will-navigate', refuseNavigation);
  contents.on('will-frame-navigate', refuseNavigation);
  contents.on('will-redirect', refuseNavigation);
  contents.on('will-attach-webview', refuse);
  contents.setWindowOpenHandler(() => {
    logger.info('desktop.window_refused');
    return { action: 'deny' };
  });
}

function refuse(event: Event): void {
  event.preventDefault();
}
