import type { IpcMain, WebContents, WebFrameMain } from 'electron';

type Listener = Parameters<IpcMain['handle']>[1];

/** What an IPC event's `senderFrame` says of a frame. */
export type FrameDouble = Pick<WebFrameMain, 'url' | 'origin' | 'frameTreeNodeId'> & {
  readonly parent: FrameDouble | null;
};

/** The part of Electron's event that a handler of ours looks at. */
export interface InvokeEventDouble {
  readonly sender: Pick<WebContents, 'id'> & { readonly mainFrame: FrameDouble };
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
