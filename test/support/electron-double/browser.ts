import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../chromium.ts';
import { desktopAddress } from './addresses.ts';

/**
 * The Chromium behind the double: one for all windows, with the app's user data folder for its own,
 * as in Electron. Other processes find it by its DevTools endpoint.
 */
export class DoubleBrowser {
  readonly context: BrowserContext;
  readonly endpoint: string;
  readonly #desktop: Page;

  private constructor(context: BrowserContext, endpoint: string, desktop: Page) {
    this.context = context;
    this.endpoint = endpoint;
    this.#desktop = desktop;
  }

  static async launch(userData: string): Promise<DoubleBrowser> {
    const folder = join(userData, 'chromium');
    const options = chromiumLaunchOptions();
    const context = await chromium.launchPersistentContext(folder, {
      ...options,
      args: [...(options.args ?? []), '--remote-debugging-port=0'],
      serviceWorkers: 'block',
      viewport: null,
    });
    const [port] = (await readFile(join(folder, 'DevToolsActivePort'), 'utf8')).split('\n');
    const desktop = context.pages()[0] ?? (await context.newPage());
    return new DoubleBrowser(context, `http://127.0.0.1:${port}`, desktop);
  }

  /** The text on the clipboard that all pages share, read as another program would. */
  async clipboardText(): Promise<string> {
    await this.#openDesktop();
    return this.#desktop.evaluate(() => navigator.clipboard.readText());
  }

  async putOnClipboard(text: string): Promise<void> {
    await this.#openDesktop();
    await this.#desktop.evaluate((value) => navigator.clipboard.writeText(value), text);
  }

  async close(): Promise<void> {
    await this.context.close();
  }

  /** The first, empty page stands for the rest of the machine: it may use the clipboard. */
  async #openDesktop(): Promise<void> {
    if (this.#desktop.url() === desktopAddress) return;
    await this.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: new URL(desktopAddress).origin,
    });
    await this.#desktop.goto(desktopAddress);
  }
}
