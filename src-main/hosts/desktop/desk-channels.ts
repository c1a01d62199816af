import { clipboard, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { deskChannelNames } from '#shared/contract/index.ts';
import type { CallError, Result } from '#shared/result.ts';
import type { Backend } from '../../backend.ts';
import type { Logger } from '../../platform/logger.ts';
import type { DeskCallers } from './desk-callers.ts';
import { isMainFrame, isTrustedSender } from './trusted-sender.ts';

const strangerRefused: CallError = {
  code: 'not_allowed',
  message:
    'This call did not come from the desk, so it was refused. Close Countersign and start it again.',
};

/**
 * Answers one IPC channel per channel of the contract, named `desk:<room>.<name>`. A stranger is
 * told so and logged, never left without an answer: silence would hide a defect of ours as well.
 */
export function serveDeskChannels(backend: Backend, callers: DeskCallers, logger: Logger): void {
  for (const channel of deskChannelNames()) {
    ipcMain.handle(
      `desk:${channel}`,
      async (event: IpcMainInvokeEvent, input: unknown): Promise<Result<unknown>> => {
        const caller = isTrustedSender(event) ? callers.of(event.sender) : undefined;
        if (caller === undefined) {
          logger.error('desktop.sender_refused', {
            channel,
            origin: event.senderFrame?.origin ?? null,
            mainFrame: isMainFrame(event),
          });
          return { ok: false, error: strangerRefused };
        }
        const result = backend.call(channel, input, caller);
        if (channel === 'verification.attempt' && isPasted(input)) forgetPaste();
        return result.finally(() => callers.follow(event.sender));
      },
    );
  }
}

function isPasted(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'pasted' in input && input.pasted === true;
}

/** The code stood on the clipboard: it goes, whatever the attempt came to. */
function forgetPaste(): void {
  clipboard.clear();
  if (process.platform === 'linux') clipboard.selection.clear();
}
