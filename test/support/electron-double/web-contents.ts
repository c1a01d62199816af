import { EventEmitter } from 'node:events';
import type { BrowserContext, Download, Page } from '@playwright/test';
import type { WebContents } from 'electron';
import { fromStandIn, originOf, toStandIn } from './addresses.ts';
import { app } from './app.ts';
import { type FrameDouble, invokeHandler } from './ipc-main.ts';
import { type FrameMessage, PageBridge } from './page-bridge.ts';
import { applyPermissions } from './permissions.ts';
import { routeRequests } from './routing.ts';
import { defaultSession } from './session.ts';

type OpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

let lastId = 0;
/** Frames inside pages are numbered apart from the windows, which number their main frames. */
let lastChildFrame = 1_000_000;
const byPage = new Map<Page, WebContentsDouble>();

const routed = new WeakSet<BrowserContext>();

/** The browser's context, with every request of every page answered by the app. */
async function openContext(): Promise<BrowserContext> {
  const { context } = await app.browser();
  if (routed.has(context)) return context;
  routed.add(context);
  await routeRequests(context, (frame, url) => {
    const page = frame.page();
    return byPage.get(page)?.mayNavigate(url, frame === page.mainFrame()) ?? true;
  });
  return context;
}

/** A window's contents: a page of Chromium with Electron's events, IPC and preload. */
export class WebContentsDouble
  extends EventEmitter
  implements Pick<WebContents, 'id' | 'send' | 'setWindowOpenHandler' | 'isDestroyed' | 'getURL'>
{
  readonly id = ++lastId;
  readonly session = defaultSession;
  readonly mainFrame: FrameDouble;
  /** What the window-open handler answered so far. */
  readonly windowOpenAnswers: string[] = [];
  readonly #ready: Promise<{ page: Page; bridge: PageBridge }>;
  #page: Page | undefined;
  #destroyed = false;
  #openHandler: OpenHandler = () => ({ action: 'allow' });
  #hostNavigates = false;

  constructor(preloadPath: string | undefined) {
    super();
    const address = () => this.getURL();
    this.mainFrame = {
      get url() {
        return address();
      },
      get origin() {
        return originOf(address());
      },
      frameTreeNodeId: this.id,
      parent: null,
    };
    app.emit('web-contents-created', {}, this);
    this.#ready = this.#open(preloadPath);
    this.#ready.catch(() => {});
  }

  get page(): Promise<Page> {
    return this.#ready.then(({ page }) => page);
  }

  getURL(): string {
    return this.#page === undefined ? '' : fromStandIn(this.#page.url());
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    void this.#ready.then(({ bridge }) => bridge.send(channel, args));
  }

  async loadURL(url: string): Promise<void> {
    const { page } = await this.#ready;
    await this.#navigate(() => page.goto(toStandIn(url)));
  }

  reload(): void {
    void this.#ready.then(({ page }) => this.#navigate(() => page.reload()));
  }

  async close(): Promise<void> {
    const { page } = await this.#ready;
    await page.close();
  }

  /** Raises Electron's navigation events for what a page asked for; loads of our own raise none. */
  mayNavigate(url: string, isMainFrame: boolean): boolean {
    if (this.#hostNavigates && isMainFrame) return true;
    let prevented = false;
    const details = {
      url,
      isMainFrame,
      preventDefault: () => {
        prevented = true;
      },
    };
    this.emit('will-frame-navigate', details);
    if (isMainFrame) this.emit('will-navigate', details, url);
    return !prevented;
  }

  async #navigate(navigation: () => Promise<unknown>): Promise<void> {
    this.#hostNavigates = true;
    try {
      await navigation();
    } finally {
      this.#hostNavigates = false;
    }
  }

  async #open(preloadPath: string | undefined): Promise<{ page: Page; bridge: PageBridge }> {
    const context = await openContext();
    const page = await context.newPage();
    this.#page = page;
    byPage.set(page, this);
    page.on('close', () => this.#destroy(page));
    page.on('popup', (popup) => void popup.close());
    page.on('download', (download) => this.#saves(download));
    await applyPermissions(page);
    const bridge = await PageBridge.attach(page, preloadPath, {
      invoked: (message) => this.#invoked(message),
      windowAsked: (url) => this.#windowAsked(url),
    });
    return { page, bridge };
  }

  #invoked({ channel, args, frame }: FrameMessage): Promise<unknown> {
    const senderFrame = frame.main ? this.mainFrame : this.#childFrame(frame.url);
    return invokeHandler(channel, { sender: this, senderFrame, type: 'frame' }, args);
  }

  /** An empty frame has its parent's origin. */
  #childFrame(url: string): FrameDouble {
    const origin = url === 'about:blank' ? this.mainFrame.origin : originOf(url);
    return { url, origin, frameTreeNodeId: ++lastChildFrame, parent: this.mainFrame };
  }

  /** Where Electron would ask a person for a place, the test that looks on has the file. */
  #saves(download: Download): void {
    const event = { preventDefault: () => void download.cancel() };
    const url = fromStandIn(download.url());
    defaultSession.emit('will-download', event, { getURL: () => url });
  }

  #windowAsked(url: string): void {
    const details = {
      url: fromStandIn(url),
      frameName: '',
      features: '',
      disposition: 'new-window' as const,
      referrer: { url: '', policy: 'no-referrer' as const },
    };
    this.windowOpenAnswers.push(this.#openHandler(details).action);
  }

  #destroy(page: Page): void {
    this.#destroyed = true;
    byPage.delete(page);
    this.emit('destroyed');
  }
}
