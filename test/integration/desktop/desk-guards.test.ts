import type { CDPSession } from '@playwright/test';
import { describe, expect, it, vi } from 'vitest';
import { deskChannelNames } from '#shared/contract/index.ts';
import {
  type FrameDouble,
  handledChannels,
  type InvokeEventDouble,
  invokeHandler,
} from '#test/support/electron-double/ipc-main.ts';
import { isolatedWorld } from '#test/support/electron-double/page-bridge.ts';
import { defaultSession } from '#test/support/electron-double/session.ts';
import { fromWire, toWire } from '#test/support/electron-double/wire.ts';
import { desktopInDouble } from './desktop-in-double.ts';

vi.mock('electron', () => import('#test/support/electron-double/electron.ts'));

const desktop = desktopInDouble();
const refused = { ok: false, error: { code: 'not_allowed' } };

/** The desk's main frame, but for what is different. */
function mainFrame(different: Partial<FrameDouble>): FrameDouble {
  const { frameTreeNodeId } = desktop().window.webContents.mainFrame;
  const { url, origin } = { url: 'app://countersign/index.html', origin: 'app://countersign' };
  return { url, origin, frameTreeNodeId, parent: null, ...different };
}

const call = (sender: InvokeEventDouble['sender'], senderFrame: FrameDouble | null) =>
  invokeHandler('desk:staff.list', { sender, senderFrame, type: 'frame' }, [{}]);

describe('a sender', () => {
  it('is answered on the channels of the contract and no others', () => {
    expect(handledChannels()).toEqual(deskChannelNames().map((name) => `desk:${name}`));
  });

  it('is refused when it is a frame inside the page, although the frame has the right origin', async () => {
    const { page, backend, logged } = desktop();
    const devtools = await page.context().newCDPSession(page);
    const reply = await callFromInnerFrame(devtools);
    expect(reply).toMatchObject({
      kind: 'value',
      value: refused,
    });
    expect(backend.to('staff.list')).toEqual([]);
    expect(logged).toContainEqual({
      event: 'desktop.sender_refused',
      fields: { channel: 'staff.list', origin: 'app://countersign', mainFrame: false },
    });
  });

  it.each([
    ['of another origin', { url: 'https://example.org/', origin: 'https://example.org' }],
    ['of another host of the scheme', { url: 'app://evil/', origin: 'app://evil' }],
    ['at an address of another host', { url: 'app://countersign.evil/index.html' }],
    ['of an opaque origin', { origin: 'null' }],
    ['in another place of the window', { frameTreeNodeId: 4_711 }],
  ])('is refused when it is a frame %s', async (_name, different) => {
    const { window, backend } = desktop();
    await expect(call(window.webContents, mainFrame(different))).resolves.toMatchObject(refused);
    expect(backend.to('staff.list')).toEqual([]);
  });

  it('is refused when its frame has gone', async () => {
    await expect(call(desktop().window.webContents, null)).resolves.toMatchObject(refused);
  });

  it('is refused when its window has left the desk', async () => {
    const away = mainFrame({ url: 'https://example.org/', origin: 'https://example.org' });
    const sender = { id: desktop().window.webContents.id, mainFrame: away };
    await expect(call(sender, away)).resolves.toMatchObject(refused);
  });

  it('is refused when it is a window that is not one of the desk', async () => {
    const own = mainFrame({});
    await expect(call({ id: 9_999, mainFrame: own }, own)).resolves.toMatchObject(refused);
    expect(desktop().backend.to('staff.list')).toEqual([]);
  });

  it('is answered when it is the main frame of the desk, and nothing is different', async () => {
    const { window, backend } = desktop();
    await expect(call(window.webContents, mainFrame({}))).resolves.toMatchObject({ ok: true });
    expect(backend.to('staff.list')).toHaveLength(1);
  });
});

describe('permissions', () => {
  it('are denied when they are asked for, checked, or given by device', () => {
    const answers: boolean[] = [];
    const request = defaultSession.permissionRequestHandler;
    request?.(null as never, 'media', (granted) => answers.push(granted), {} as never);
    request?.(null as never, 'openExternal', (granted) => answers.push(granted), {} as never);
    expect(answers).toEqual([false, false]);
    expect(defaultSession.allows('fileSystem', 'app://countersign')).toBe(false);
    expect(defaultSession.allows('clipboard-read', 'app://countersign')).toBe(false);
    expect(defaultSession.allows('hid', 'app://countersign')).toBe(false);
    expect(defaultSession.devicePermissionHandler?.({} as never)).toBe(false);
  });

  it('are given for one thing: to delete a file that was picked on the desk’s own page', () => {
    const picked = {
      fileAccessType: 'writable',
      ...{ filePath: '/home/sam/clients.csv', isDirectory: false },
      ...{ isMainFrame: true, requestingUrl: 'app://countersign/index.html' },
    } as const;
    const answer = (details: object) => {
      const answers: boolean[] = [];
      defaultSession.permissionRequestHandler?.(
        null as never,
        'fileSystem',
        (granted) => answers.push(granted),
        { ...picked, ...details },
      );
      return answers;
    };
    expect(answer({})).toEqual([true]);
    expect(answer({ fileAccessType: 'readable' })).toEqual([false]);
    expect(answer({ fileAccessType: undefined })).toEqual([false]);
    expect(answer({ isDirectory: true })).toEqual([false]);
    expect(answer({ isDirectory: undefined })).toEqual([false]);
    expect(answer({ isMainFrame: false })).toEqual([false]);
    expect(answer({ requestingUrl: 'https://elsewhere.example/' })).toEqual([false]);
  });

  it('are denied to the page', async () => {
    const { page } = desktop();
    const states = await page.evaluate(async () => {
      const names = [
        'geolocation',
        'notifications',
        'clipboard-read',
        'camera',
      ] as PermissionName[];
      const asked = names.map((name) => navigator.permissions.query({ name }));
      return (await Promise.all(asked)).map(({ state }) => state);
    });
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
    const written = await page.evaluate(() =>
      navigator.clipboard.writeText('x').then(
        () => 'written',
        (error: Error) => error.name,
      ),
    );
    expect(written).toBe('NotAllowedError');
  });
});

describe('the page stays where it is', () => {
  const stays = () => expect(desktop().page.title()).resolves.toBe('Desk is running');

  it.each([
    'https://example.org/',
    'app://other/index.html',
    '/index.html?again',
    'data:text/html,<title>gone</title>',
    'file:///etc/hostname',
  ])('when it is told to go to %s', async (address) => {
    const { page, window } = desktop();
    await page.evaluate((target) => {
      location.href = target;
    }, address);
    await page.waitForTimeout(150);
    await stays();
    expect(window.webContents.getURL()).toBe('app://countersign/index.html');
  });

  it('when a frame in it is told to go elsewhere', async () => {
    const { page, logged } = desktop();
    const before = logged.length;
    await page.evaluate(() => {
      document.querySelector('iframe')?.setAttribute('src', 'https://example.org/');
    });
    // The policy has no frame-src, so Chromium refuses before the host is asked.
    await page.waitForTimeout(150);
    expect(page.frames().some((frame) => frame.url().includes('example.org'))).toBe(false);
    expect(logged.length).toBeGreaterThanOrEqual(before);
  });

  it('and opens no window', async () => {
    const { page, window: deskWindow } = desktop();
    const pages = page.context().pages().length;
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'https://example.org/';
      link.target = '_blank';
      document.body.append(link);
      window.open('https://example.org/');
      link.click();
    });
    await expect.poll(() => deskWindow.webContents.windowOpenAnswers).toEqual(['deny', 'deny']);
    await expect.poll(() => page.context().pages().length).toBe(pages);
  });

  it('and attaches no webview, and goes nowhere by a redirect', () => {
    const prevented: string[] = [];
    const event = (name: string) => ({ preventDefault: () => prevented.push(name) });
    desktop().window.webContents.emit('will-attach-webview', event('webview'), {}, {});
    desktop().window.webContents.emit('will-redirect', event('redirect'));
    expect(prevented).toEqual(['webview', 'redirect']);
  });

  it.each([
    'https://example.org/a.csv',
    'app://countersign/index.html',
    'data:text/csv,a',
    'blob:app://other/1',
    'blob:null/1',
    'blob:https://example.org/1',
  ])('and saves nothing from %s', (url) => {
    expect(isSaved(url)).toBe(false);
  });

  it('and saves what it has made itself', () => {
    expect(isSaved('blob:app://countersign/3f2a')).toBe(true);
    expect(defaultSession.isCancelled('blob:app://countersign/3f2a')).toBe(false);
    expect(defaultSession.isCancelled('blob:app://other/3f2a')).toBe(true);
  });

  it('and reaches nothing on the network', async () => {
    expect(defaultSession.isCancelled('https://example.org/x.js')).toBe(true);
    expect(defaultSession.isCancelled('app://other/x.js')).toBe(true);
    expect(defaultSession.isCancelled('file:///etc/passwd')).toBe(true);
    expect(defaultSession.isCancelled('app://countersign/a.js')).toBe(false);
    const failed = await desktop().page.evaluate(() =>
      fetch('./a.js').then(
        () => 'fetched',
        () => 'refused',
      ),
    );
    expect(failed).toBe('refused');
  });
});

/** Whether the host lets Chromium save what it was about to. */
function isSaved(url: string): boolean {
  let saved = true;
  const event = {
    preventDefault: () => {
      saved = false;
    },
  };
  defaultSession.emit('will-download', event, { getURL: () => url });
  return saved;
}

/** Takes the preload's own way to the host, from inside the page's iframe. */
async function callFromInnerFrame(devtools: CDPSession): Promise<unknown> {
  await devtools.send('Page.enable');
  const { frameTree } = await devtools.send('Page.getFrameTree');
  const frameId = frameTree.childFrames?.[0]?.frame.id;
  if (frameId === undefined) throw new Error('The screen has no inner frame.');
  const { executionContextId: contextId } = await devtools.send('Page.createIsolatedWorld', {
    frameId,
    worldName: isolatedWorld,
  });
  const message = toWire({ id: 1, channel: 'desk:staff.list', args: [{}] });
  const expression = `new Promise((resolve) => {
    globalThis.electronDoubleFromHost = resolve;
    electronDoubleToHost(${JSON.stringify(message)});
  })`;
  const { result } = await devtools.send('Runtime.evaluate', {
    contextId,
    expression,
    awaitPromise: true,
  });
  return fromWire(String(result.value));
}
