import { buildDesk, type Desk } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import { bridgeStrings } from '../strings/bridge.ts';
import { syncServerTime } from '../ui/server-time.ts';
import { setStanding, tellRefusal } from './bridge-state.ts';
import { sayIfLate } from './lateness.ts';
import { standingAfter } from './standing.ts';
import { type Carried, clearClipboardAfter, webCall } from './web-call.ts';

declare global {
  interface Window {
    /** Put there by the desktop's preload; absent in a browser. */
    readonly desk?: Desk;
  }
}

type Call = (channel: string, input: unknown) => Promise<Carried>;

/** The preload's desk as one function of channel and input, so that both doors share what follows. */
function preloadCall(preloaded: Desk): Call {
  const rooms = preloaded as unknown as Record<string, Record<string, (input: unknown) => unknown>>;
  return async (channel, input) => {
    const [room = '', name = ''] = channel.split('.');
    try {
      const result = (await rooms[room]?.[name]?.(input)) as Result<unknown>;
      return { result, standing: standingAfter(channel, result) };
    } catch {
      // The main process is gone or refused the sender.
      const error = { code: 'server_away', message: bridgeStrings.noAnswer } as const;
      return { result: { ok: false, error }, standing: { kind: 'away' } };
    }
  };
}

async function webDeskCall(channel: string, input: unknown): Promise<Carried> {
  const carried = await webCall(channel, input);
  await clearClipboardAfter(channel, input);
  return carried;
}

const call = window.desk ? preloadCall(window.desk) : webDeskCall;

/**
 * The backend as the screen sees it: one method a channel, each giving a `Result`, none rejecting.
 * Replies that carry the backend's time set the screen's countdowns by it.
 */
export const desk: Desk = buildDesk(async (channel, input) => {
  const { result, standing } = await sayIfLate(channel, call(channel, input));
  if (result.ok && hasNow(result.value)) syncServerTime(result.value.now);
  if (standing !== null) setStanding(standing);
  if (!result.ok) tellRefusal(result.error.code, channel);
  return result;
});

function hasNow(value: unknown): value is { now: number } {
  return typeof (value as { now?: unknown } | null)?.now === 'number';
}
