import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { fromStandIn } from './addresses.ts';
import { fromWire, toWire, wireSource } from './wire.ts';

/** A frame of the page, as the browser knows it and not as the page says. */
export interface SenderFrame {
  readonly url: string;
  readonly main: boolean;
}

export interface FrameMessage {
  readonly channel: string;
  readonly args: readonly unknown[];
  readonly frame: SenderFrame;
}

interface Host {
  invoked(message: FrameMessage): Promise<unknown>;
  windowAsked(url: string): void;
}

const text = (name: string) => readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');

/** The name of Electron's world in every window; tests make one in a wrong frame by it. */
export const isolatedWorld = 'Electron Isolated Context';

/**
 * A page's IPC. The preload runs in an isolated world of Chromium's own, with a binding that exists
 * in that world alone: the page's scripts share nothing with it but the document's events.
 */
export class PageBridge {
  readonly #devtools: CDPSession;
  readonly #host: Host;
  readonly #settings: Readonly<Record<'bridge' | 'binding' | 'receiver', string>>;
  readonly #worlds = new Map<number, string>();
  readonly #frames = new Map<string, SenderFrame>();

  private constructor(devtools: CDPSession, host: Host) {
    const secret = randomUUID();
    this.#devtools = devtools;
    this.#host = host;
    this.#settings = {
      bridge: `bridge-${secret}`,
      binding: 'electronDoubleToHost',
      receiver: 'electronDoubleFromHost',
    };
  }

  static async attach(page: Page, preloadPath: string | undefined, host: Host) {
    const bridge = new PageBridge(await page.context().newCDPSession(page), host);
    await bridge.#install(preloadPath);
    return bridge;
  }

  /** Delivers a message of `webContents.send` to the page's main frame. */
  async send(channel: string, args: readonly unknown[]): Promise<void> {
    for (const [world, frameId] of this.#worlds) {
      if (this.#frames.get(frameId)?.main)
        await this.#deliver(world, { kind: 'event', channel, args });
    }
  }

  async #install(preloadPath: string | undefined): Promise<void> {
    const devtools = this.#devtools;
    this.#follow();
    await devtools.send('Page.enable');
    await devtools.send('Runtime.enable');
    await devtools.send('Runtime.addBinding', {
      name: this.#settings.binding,
      executionContextName: isolatedWorld,
    });
    const settings = JSON.stringify(this.#settings);
    const run = (body: string) =>
      `(() => { const settings = ${settings};\n${wireSource}\n${body}\n})();`;
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', {
      source: run(text('main-world.js')),
    });
    const preload = preloadPath === undefined ? '' : readFileSync(preloadPath, 'utf8');
    const runPreload = `const runPreload = (require, module, exports) => {\n${preload}\n};`;
    await devtools.send('Page.addScriptToEvaluateOnNewDocument', {
      worldName: isolatedWorld,
      source: run(`${runPreload}\n${text('isolated-world.js')}`),
    });
  }

  #follow(): void {
    const devtools = this.#devtools;
    devtools.on('Page.frameNavigated', ({ frame }) => {
      this.#frames.set(frame.id, {
        url: fromStandIn(frame.url),
        main: frame.parentId === undefined,
      });
    });
    devtools.on('Page.frameAttached', ({ frameId }) => {
      this.#frames.set(frameId, { url: 'about:blank', main: false });
    });
    devtools.on('Runtime.executionContextCreated', ({ context }) => {
      const frameId = context.auxData?.['frameId'];
      if (context.name === isolatedWorld && frameId) this.#worlds.set(context.id, String(frameId));
    });
    devtools.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#worlds.delete(executionContextId);
    });
    devtools.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
    devtools.on('Page.windowOpen', ({ url }) => this.#host.windowAsked(url));
    devtools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === this.#settings.binding) void this.#answer(executionContextId, payload);
    });
  }

  async #answer(world: number, payload: string): Promise<void> {
    const { id, channel, args } = fromWire(payload) as {
      id: number;
      channel: string;
      args: unknown[];
    };
    const frame = this.#frames.get(this.#worlds.get(world) ?? '') ?? { url: '', main: false };
    try {
      const value = await this.#host.invoked({ channel, args, frame });
      await this.#deliver(world, { kind: 'value', id, value });
    } catch (error) {
      await this.#deliver(world, { kind: 'error', id, message: String(error) });
    }
  }

  /** A page that navigated or closed meanwhile is not there to be told. */
  async #deliver(world: number, message: Readonly<Record<string, unknown>>): Promise<void> {
    const expression = `globalThis[${JSON.stringify(this.#settings.receiver)}]?.(${JSON.stringify(toWire(message))})`;
    await this.#devtools.send('Runtime.evaluate', { contextId: world, expression }).catch(() => {});
  }
}
