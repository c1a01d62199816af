import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { startDesktop } from '#main/hosts/desktop/start-desktop.ts';
import { app } from '#test/support/electron-double/app.ts';
import { BrowserWindowDouble } from '#test/support/electron-double/browser-window.ts';
import { InstanceLock } from '#test/support/electron-double/instance-lock.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

vi.mock('electron', () => import('#test/support/electron-double/electron.ts'));

it('a second instance on one data folder leaves the store alone and goes', async () => {
  const dataFolder = await tempFolder();
  await mkdir(join(dataFolder, 'desktop'));
  const knocked = vi.fn();
  const first = new InstanceLock(join(dataFolder, 'desktop'));
  expect(first.take(knocked)).toBe(true);

  const ended = new Promise((resolve) => {
    app.endProcess = resolve;
  });
  const createBackend = vi.fn();
  await startDesktop({
    dataFolder,
    devTools: false,
    logger: { info() {}, error() {} },
    createBackend,
  });
  expect(await ended).toBe(0);
  expect(createBackend).not.toHaveBeenCalled();
  expect(BrowserWindowDouble.getAllWindows()).toEqual([]);
  await expect.poll(() => knocked.mock.calls.length).toBe(1);
  first.release();
});

it('a lock left by a process that was killed does not keep the next one out', async () => {
  const folder = await tempFolder();
  await writeFile(join(folder, 'double.lock'), '999999999');
  expect(new InstanceLock(folder).take(() => {})).toBe(true);
});
