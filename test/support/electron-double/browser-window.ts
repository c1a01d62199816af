import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron';
import { app } from './app.ts';
import { WebContentsDouble } from './web-contents.ts';

const windows = new Set<BrowserWindowDouble>();

/** A window: a page of Chromium, and a record of what the window system was asked for. */
export class BrowserWindowDouble
  extends EventEmitter
  implements
    Pick<
      BrowserWindow,
      | 'loadURL'
      | 'show'
      | 'focus'
      | 'isMinimized'
      | 'restore'
      | 'close'
      | 'setContentProtection'
      | 'setBackgroundColor'
    >
{
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: WebContentsDouble;
  readonly asked: string[] = [];
  contentProtection = false;
  minimized = false;

  static getAllWindows(): BrowserWindowDouble[] {
    return [...windows];
  }

  constructor(options: BrowserWindowConstructorOptions = {}) {
    super();
    this.options = options;
    this.webContents = new WebContentsDouble(options.webPreferences?.preload);
    windows.add(this);
    this.webContents.once('destroyed', () => this.#closed());
  }

  async loadURL(url: string): Promise<void> {
    const page = await this.webContents.page;
    const { width = 800, height = 600 } = this.options;
    await page.setViewportSize({ width, height });
    await this.webContents.loadURL(url);
    this.emit('ready-to-show');
  }

  show(): void {
    this.asked.push('show');
  }

  focus(): void {
    this.asked.push('focus');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  restore(): void {
    this.asked.push('restore');
    this.minimized = false;
  }

  close(): void {
    void this.webContents.close();
  }

  setContentProtection(enable: boolean): void {
    this.contentProtection = enable;
  }

  setBackgroundColor(): void {
    this.asked.push('background');
  }

  #closed(): void {
    windows.delete(this);
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}
