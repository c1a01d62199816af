import { EventEmitter } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { App } from 'electron';
import { DoubleBrowser } from './browser.ts';
import { InstanceLock } from './instance-lock.ts';

/** The application: its life cycle, its folders and the one browser behind its windows. */
class AppDouble
  extends EventEmitter
  implements
    Pick<
      App,
      | 'isPackaged'
      | 'enableSandbox'
      | 'getAppPath'
      | 'getVersion'
      | 'setPath'
      | 'requestSingleInstanceLock'
      | 'setSecureKeyboardEntryEnabled'
      | 'whenReady'
      | 'quit'
      | 'exit'
    >
{
  readonly isPackaged = false;
  readonly #launched = Promise.withResolvers<DoubleBrowser>();
  sandboxed = false;
  /** Ends the process; a test that runs the host inside its own process replaces it. */
  endProcess: (code: number) => void = (code) => process.exit(code);
  readonly #paths = new Map<string, string>();
  #browser: Promise<DoubleBrowser> | undefined;
  #lock: InstanceLock | undefined;
  #quitting = false;

  enableSandbox(): void {
    this.sandboxed = true;
  }

  /** Where the app lies; a test may put a smaller one somewhere else. */
  appPath = projectFolder();

  getAppPath(): string {
    return this.appPath;
  }

  getVersion(): string {
    const manifest = JSON.parse(readFileSync(join(this.appPath, 'package.json'), 'utf8'));
    return String(manifest.version);
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path '${name}': it does not exist`);
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    this.#lock ??= new InstanceLock(this.#userData());
    return this.#lock.take(() => this.emit('second-instance', {}, process.argv, process.cwd(), {}));
  }

  setSecureKeyboardEntryEnabled(): void {}

  async whenReady(): Promise<void> {
    await this.browser();
  }

  browser(): Promise<DoubleBrowser> {
    if (this.#browser === undefined) {
      this.#browser = DoubleBrowser.launch(this.#userData());
      this.#browser.then(this.#launched.resolve, this.#launched.reject);
    }
    return this.#browser;
  }

  /** The browser, once the host has come so far. */
  launched(): Promise<DoubleBrowser> {
    return this.#launched.promise;
  }

  /** As in Electron: windows close, `will-quit` may hold the end back, then the process ends. */
  quit(): void {
    if (this.#quitting) return;
    this.#quitting = true;
    void this.#quit().finally(() => {
      this.#quitting = false;
    });
  }

  exit(code = 0): void {
    void this.#end(code);
  }

  async #quit(): Promise<void> {
    this.emit('before-quit', { preventDefault() {} });
    const browser = await this.#browser;
    const pages = browser?.context.pages() ?? [];
    await Promise.all(pages.map((page) => page.close()));
    let held = false;
    this.emit('will-quit', {
      preventDefault() {
        held = true;
      },
    });
    if (!held) await this.#end(0);
  }

  async #end(code: number): Promise<void> {
    this.emit('quit', {}, code);
    this.#lock?.release();
    await (await this.#browser)?.close();
    this.#browser = undefined;
    this.endProcess(code);
  }

  #userData(): string {
    const path = this.#paths.get('userData');
    if (path === undefined) throw new Error('The double needs a user data folder of its own.');
    return path;
  }
}

/** The folder of the app's package.json, which is where `electron .` would be started. */
function projectFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

export const app = new AppDouble();
