import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll } from 'vitest';
import type { Backend, BackendConfig } from '#main/backend.ts';
import type { DeskListener } from '#main/events/events.service.ts';
import { startDesktop } from '#main/hosts/desktop/start-desktop.ts';
import type { Caller } from '#main/platform/call.ts';
import type { Result } from '#shared/result.ts';
import { buildPreload } from '#test/support/built-preload.ts';
import { app } from '#test/support/electron-double/app.ts';
import { BrowserWindowDouble } from '#test/support/electron-double/browser-window.ts';

interface Call {
  readonly channel: string;
  readonly input: unknown;
  readonly caller: Caller;
}

/** A backend that writes down what reaches it, and signs anybody in. */
export class RecordingBackend implements Backend {
  readonly calls: Call[] = [];
  closed = false;

  async call(channel: string, input: unknown, caller: Caller): Promise<Result<unknown>> {
    this.calls.push({ channel, input, caller: { ...caller } });
    if (channel === 'session.signIn') caller.token = 'token-of-a-test';
    if (channel === 'session.signOut') caller.token = null;
    return { ok: true, value: { channel, input } };
  }

  /** Who is told when to look again, by the token of the caller who watches. */
  readonly watched = new Map<string | null, DeskListener>();
  watches = 0;
  /** Whether watching is refused, as by a store that can't be had. */
  away = false;

  async watch({ token }: Caller, _after: number | null, listener: DeskListener) {
    if (this.away)
      return { ok: false, error: { code: 'store_unavailable', message: 'away' } } as const;
    this.watches += 1;
    this.watched.set(token, listener);
    const stop = () => void this.watched.delete(token);
    return { ok: true, value: { seq: 1, stop } } as const;
  }

  now(): number {
    return Date.now();
  }

  async close(): Promise<void> {
    this.closed = true;
  }

  to(channel: string): Call[] {
    return this.calls.filter((call) => call.channel === channel);
  }
}

export interface DesktopInDouble {
  readonly backend: RecordingBackend;
  readonly config: BackendConfig;
  readonly window: BrowserWindowDouble;
  readonly page: Page;
  /** Events the host logged. */
  readonly logged: { readonly event: string; readonly fields: unknown }[];
  /** How the process would have ended. */
  readonly ended: Promise<number>;
}

const screen = {
  'index.html':
    '<!doctype html><html lang="en"><head><title>Desk</title><link rel="stylesheet" href="./a.css">' +
    '</head><body><h1>Desk</h1><input id="code"><iframe></iframe>' +
    '<script type="module" src="./a.js"></script></body></html>',
  'a.css': 'h1 { color: rgb(1, 2, 3); }',
  'a.js': 'document.title = "Desk is running";',
};

/** Runs the host on the double before a file's tests, with a small screen and a backend of its own. */
export function desktopInDouble(): () => DesktopInDouble {
  let desktop: DesktopInDouble | undefined;
  let folder = '';

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-desktop-'));
    app.appPath = await writeApp(join(folder, 'app'));
    const ended = new Promise<number>((resolve) => {
      app.endProcess = resolve;
    });
    const backend = new RecordingBackend();
    const logged: DesktopInDouble['logged'][number][] = [];
    const log = (event: string, fields: unknown) => void logged.push({ event, fields });
    let config: BackendConfig | undefined;
    await startDesktop({
      dataFolder: join(folder, 'data'),
      devTools: false,
      logger: { info: log, error: log },
      createBackend: (given) => {
        config = given;
        return backend;
      },
    });
    const [window] = BrowserWindowDouble.getAllWindows();
    if (window === undefined || config === undefined) throw new Error('The host opened no window.');
    const page = await window.webContents.page;
    desktop = { backend, config, window, page, logged, ended };
  });

  afterAll(async () => {
    app.quit();
    await desktop?.ended;
    await rm(folder, { recursive: true, force: true });
  });

  return () => {
    if (desktop === undefined) throw new Error('The desktop has not started.');
    return desktop;
  };
}

async function writeApp(folder: string): Promise<string> {
  const renderer = join(folder, 'out', 'renderer');
  await mkdir(renderer, { recursive: true });
  await cp('package.json', join(folder, 'package.json'));
  for (const [name, content] of Object.entries(screen)) {
    await writeFile(join(renderer, name), content);
  }
  await buildPreload(join(folder, 'out', 'preload'));
  return folder;
}
