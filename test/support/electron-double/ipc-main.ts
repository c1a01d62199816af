import type { IpcMain } from 'electron';
import type { FrameDouble, WebContentsDouble } from './web-contents.ts';

type Listener = Parameters<IpcMain['handle']>[1];

/** The part of Electron's event that a handler of ours looks at. */
export interface InvokeEventDouble {
  readonly sender: WebContentsDouble;
  readonly senderFrame: FrameDouble | null;
  readonly type: 'frame';
}

const handlers = new Map<string, Listener>();

export const ipcMain = {
  handle(channel, listener) {
    if (handlers.has(channel)) {
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    }
    handlers.set(channel, listener);
  },
} satisfies Pick<IpcMain, 'handle'>;

/** The channels that are handled. */
export function handledChannels(): string[] {
  return [...handlers.keys()];
}

/** Runs a channel's handler, as a message from a frame does. */
export async function invokeHandler(
  channel: string,
  event: InvokeEventDouble,
  args: readonly unknown[],
): Promise<unknown> {
  const listener = handlers.get(channel);
  if (listener === undefined) throw new Error(`No handler registered for '${channel}'`);
  return listener(event as never, ...args);
}
