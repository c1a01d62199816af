import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme } from 'electron';
import { deskAddress } from './app-address.ts';

/** The page's own ground (`--ground` of the style tokens): nothing flashes before the first paint. */
const ground = { light: '#f4f4f1', dark: '#131416' } as const;

export interface DeskWindowPaths {
  readonly preload: string;
  readonly icon: string;
}

/** The settings of a desk window. Those that Electron has as defaults are stated all the same. */
export function deskWindowOptions(
  paths: DeskWindowPaths,
  devTools: boolean,
): BrowserWindowConstructorOptions {
  return {
    title: 'Countersign',
    icon: paths.icon,
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: groundColour(),
    webPreferences: {
      preload: paths.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools,
      // Countdowns and the lock stay in time while the window is behind another.
      backgroundThrottling: false,
    },
  };
}

/** Opens the desk's window: hidden until painted, and left out of screenshots and shared screens. */
export function openDeskWindow(paths: DeskWindowPaths, devTools: boolean): BrowserWindow {
  const window = new BrowserWindow(deskWindowOptions(paths, devTools));
  window.setContentProtection(true);
  const followTheme = () => window.setBackgroundColor(groundColour());
  nativeTheme.on('updated', followTheme);
  window.once('closed', () => nativeTheme.off('updated', followTheme));
  window.once('ready-to-show', () => window.show());
  if (process.platform === 'darwin') {
    // Other programs can't read what is typed while the desk has the keyboard.
    window.on('focus', () => app.setSecureKeyboardEntryEnabled(true));
    window.on('blur', () => app.setSecureKeyboardEntryEnabled(false));
  }
  return window;
}

/** Loads the desk into its window. */
export function loadDesk(window: BrowserWindow): Promise<void> {
  return window.loadURL(deskAddress);
}

/** Brings the desk to the front: somebody started the program a second time. */
export function showDeskWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window === undefined) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function groundColour(): string {
  return nativeTheme.shouldUseDarkColors ? ground.dark : ground.light;
}
