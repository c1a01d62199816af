import type { Page } from '@playwright/test';
import { expect, it, vi } from 'vitest';
import { app } from '#test/support/electron-double/app.ts';
import { powerMonitor } from '#test/support/electron-double/machine.ts';
import { desktopInDouble } from './desktop-in-double.ts';

vi.mock('electron', () => import('#test/support/electron-double/electron.ts'));

const desktop = desktopInDouble();

type AnyDesk = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

const call = (page: Page, channel: string, input: unknown) =>
  page.evaluate(
    ([name, value]) => {
      const [room = '', method = ''] = String(name).split('.');
      return (window as unknown as { desk: AnyDesk }).desk[room]?.[method]?.(value);
    },
    [channel, input] as const,
  );

it('keeps its own files beside the data, and tells the backend where it runs', () => {
  const { config } = desktop();
  expect(config.protector.kind).toBe('safe-storage');
  expect(config.assetsFolder.endsWith('assets')).toBe(true);
});

it('locks nothing while nobody is signed in', async () => {
  powerMonitor.emit('lock-screen');
  await new Promise(setImmediate);
  expect(desktop().backend.to('session.lock')).toEqual([]);
});

it.each(['lock-screen', 'suspend', 'user-did-resign-active'])(
  'locks the session on the operating system’s %s, and tells the screen at once',
  async (event) => {
    const { page, backend } = desktop();
    await call(page, 'session.signIn', { username: 'a', password: 'b' });
    await page.evaluate(() => {
      document.title = 'open';
      addEventListener('desk-locked', () => {
        document.title = 'locked';
      });
    });
    const before = backend.to('session.lock').length;
    powerMonitor.emit(event);
    await expect.poll(() => backend.to('session.lock').length).toBe(before + 1);
    expect(backend.to('session.lock').at(-1)?.caller.token).toBe('token-of-a-test');
    await expect.poll(() => page.title()).toBe('locked');
  },
);

it('watches for whoever is signed in at the window, and tells its screen to look again', async () => {
  const { page, backend } = desktop();
  await call(page, 'session.signIn', { username: 'a', password: 'b' });
  await page.evaluate(() => {
    document.title = 'looks: 0';
    let looks = 0;
    addEventListener('desk-look', (event) => {
      looks += 1;
      document.title = `looks: ${looks}, told ${(event as CustomEvent).detail ?? 'nothing'}`;
    });
  });
  await expect.poll(() => [...backend.watched.keys()]).toEqual(['token-of-a-test']);
  backend.watched.get('token-of-a-test')?.look({ seq: 7, look: ['pulse'] });
  await expect.poll(() => page.title()).toBe('looks: 1, told nothing');
  backend.watched.get('token-of-a-test')?.ended();
  await expect.poll(() => page.title()).toBe('looks: 2, told nothing');

  await call(page, 'session.signOut', {});
  await expect.poll(() => backend.watched.size).toBe(0);
  const watches = backend.watches;
  await call(page, 'session.current', {});
  await call(page, 'session.signIn', { username: 'a', password: 'b' });
  await call(page, 'session.current', {});
  await expect.poll(() => backend.watched.size).toBe(1);
  expect(backend.watches).toBe(watches + 1);
});

it('watches again once a store that was away is back', async () => {
  const { page, backend } = desktop();
  await call(page, 'session.signOut', {});
  await expect.poll(() => backend.watched.size).toBe(0);
  backend.away = true;
  await call(page, 'session.signIn', { username: 'a', password: 'b' });
  await call(page, 'session.pulse', {});
  expect(backend.watched.size).toBe(0);
  backend.away = false;
  await expect
    .poll(async () => {
      await call(page, 'session.pulse', {});
      return backend.watched.size;
    })
    .toBe(1);
});

it('clears the clipboard of a pasted code, and leaves a typed one’s alone', async () => {
  const { page } = desktop();
  const browser = await app.browser();
  await browser.putOnClipboard('correct horse battery');
  await page.focus('#code');
  await page.keyboard.press('ControlOrMeta+V');
  expect(await page.inputValue('#code')).toBe('correct horse battery');

  const attempt = { verificationId: 1, code: 'correct horse battery' };
  await call(page, 'verification.attempt', { ...attempt, pasted: false });
  expect(await browser.clipboardText()).toBe('correct horse battery');
  await call(page, 'verification.attempt', { ...attempt, pasted: true });
  await expect.poll(() => browser.clipboardText()).toBe('');
});

it('comes to the front when somebody starts it a second time', () => {
  const { window } = desktop();
  window.minimized = true;
  window.asked.length = 0;
  app.emit('second-instance', {}, [], '', {});
  expect(window.asked).toEqual(['restore', 'show', 'focus']);
});

it('signs the session out when its window is closed, then closes the store and ends', async () => {
  const { page, backend, ended, window } = desktop();
  await call(page, 'session.signIn', { username: 'a', password: 'b' });
  const before = backend.to('session.signOut').length;
  window.close();
  expect(await ended).toBe(0);
  expect(backend.to('session.signOut')).toHaveLength(before + 1);
  expect(backend.to('session.signOut').at(-1)?.caller.token).toBe('token-of-a-test');
  expect(backend.watched.size).toBe(0);
  expect(backend.closed).toBe(true);
});
