import type { CallError, Result } from '#shared/result.ts';
import { bridgeStrings } from '../strings/bridge.ts';
import { setConnection } from './bridge-state.ts';

/** Longer than any call takes, hashing behind a full queue included. */
const answerWithinMs = 60_000;

function refused(code: CallError['code'], message: string): Result<never> {
  return { ok: false, error: { code, message } };
}

function isResult(body: unknown): body is Result<unknown> {
  return typeof body === 'object' && body !== null && 'ok' in body;
}

/** Carries one call to the loopback web host. Never rejects: no answer is `store_unavailable`. */
export async function webCall(channel: string, input: unknown): Promise<Result<unknown>> {
  let response: Response;
  try {
    response = await fetch(`/call/${channel}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(answerWithinMs),
    });
  } catch {
    setConnection('down');
    return refused('store_unavailable', bridgeStrings.noAnswer);
  }
  if (response.status === 401) {
    setConnection('closed');
    return refused('not_allowed', bridgeStrings.doorClosed);
  }
  setConnection('up');
  const body: unknown = await response.json().catch(() => null);
  return isResult(body) ? body : refused('internal', bridgeStrings.badAnswer);
}

/** The desktop's main process does this itself; here the page does what the browser lets it. */
export async function clearClipboardAfter(channel: string, input: unknown): Promise<void> {
  if (channel !== 'verification.attempt') return;
  if (!(input as { pasted?: boolean }).pasted) return;
  await navigator.clipboard?.writeText('').catch(() => undefined);
}
