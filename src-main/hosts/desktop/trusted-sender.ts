import type { IpcMainInvokeEvent } from 'electron';
import { appOrigin, isAppAddress } from './app-address.ts';

/** The part of an IPC event that says who sent it. */
export type Sender = Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>;

/**
 * Whether a message comes from the desk's own page: the main frame of its window, at the desk's own
 * address. A frame that has gone (null), a frame inside the page and a page from elsewhere are not
 * trusted. (Electron security checklist, "Validate the sender of all IPC messages".)
 */
export function isTrustedSender({ sender, senderFrame }: Sender): boolean {
  return (
    senderFrame !== null &&
    isMainFrame({ sender, senderFrame }) &&
    senderFrame.origin === appOrigin &&
    isAppAddress(senderFrame.url)
  );
}

/** Compared by the frame's place in its window: Electron may wrap one frame in several objects. */
export function isMainFrame({ sender, senderFrame }: Sender): boolean {
  return senderFrame?.frameTreeNodeId === sender.mainFrame.frameTreeNodeId;
}
