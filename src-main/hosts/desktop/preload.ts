import { contextBridge, ipcRenderer } from 'electron';
import { buildDesk } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';

/**
 * The whole bridge: one method per channel of the contract, nothing generic, nothing of Electron.
 * The bridge copies and freezes what it is given, so the page can't change it.
 */
contextBridge.exposeInMainWorld(
  'desk',
  buildDesk(
    (channel, input): Promise<Result<unknown>> => ipcRenderer.invoke(`desk:${channel}`, input),
  ),
);

const page = globalThis as unknown as EventTarget;

// The machine was locked: an event without content lets the screen hide at once.
ipcRenderer.on('desk:locked', () => {
  page.dispatchEvent(new Event('desk-locked'));
});

// Something has changed that concerns this desk: it looks again.
ipcRenderer.on('desk:look', () => {
  page.dispatchEvent(new Event('desk-look'));
});
