import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { projectFolder } from '../../../scripts/support/run-tool.ts';
import type { Door, DoorConfig } from './door.ts';

const clock = join(import.meta.dirname, 'shifted-clock.js');

/** The built app in Electron itself, driven by Playwright. */
export async function openElectronDoor(
  { dataFolder, passwordStore }: DoorConfig,
  executablePath: string,
): Promise<Door> {
  const app = await _electron.launch({
    executablePath,
    args: [
      ...['--require', clock, projectFolder, '--data-folder', dataFolder],
      ...(passwordStore === 'basic' ? ['--password-store=basic'] : []),
    ],
  });
  return {
    kind: 'desktop',
    description: 'real Electron',
    page: await app.firstWindow(),
    clipboardText: () => app.evaluate(({ clipboard }) => clipboard.readText()),
    async savedFile(save) {
      const folder = await mkdtemp(join(tmpdir(), 'countersign-saved-'));
      // In place of the person who is asked where to.
      const saved = app.evaluate(
        ({ session }, place) =>
          new Promise<string>((resolve) => {
            session.defaultSession.once('will-download', (_event, item) => {
              const name = item.getFilename();
              item.setSavePath(`${place}/${name}`);
              item.once('done', () => resolve(name));
            });
          }),
        folder,
      );
      await save();
      const name = await saved;
      const text = await readFile(join(folder, name), 'utf8');
      await rm(folder, { recursive: true });
      return { name, text };
    },
    // The clock listens to Node's own channel, which Electron does not have: the message is raised.
    passTime: (milliseconds) =>
      app.evaluate((_electronModule, passTime) => {
        process.emit('message', { passTime }, undefined);
      }, milliseconds),
    lockOperatingSystem: () =>
      app.evaluate(({ powerMonitor }) => {
        powerMonitor.emit('lock-screen');
      }),
    close: () => app.close(),
  };
}
