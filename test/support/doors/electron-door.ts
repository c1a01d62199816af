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
