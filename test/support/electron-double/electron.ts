/*
 * The test double of the `electron` module: the names the desktop host imports, with Electron's own
 * types, on a real Chromium. What it can't stand for is listed in README.md beside it.
 */
import { app } from './app.ts';
import { BrowserWindowDouble } from './browser-window.ts';

export { ipcMain } from './ipc-main.ts';
export { clipboard, dialog, Menu, nativeTheme, powerMonitor, safeStorage } from './machine.ts';
export { protocol, session } from './session.ts';
export { app, BrowserWindowDouble as BrowserWindow };
