import { contractVersion, contractVersionHeader } from '#shared/contract/version.ts';
import type { CallError, Result } from '#shared/result.ts';
import { wrongTimeOf } from '#shared/rules/device-proof.ts';
import { bridgeStrings } from '../strings/bridge.ts';
import { syncServerTime } from '../ui/server-time.ts';
import { type DeviceKey, deviceKey, proofHeaders } from './device-key.ts';
import { type Standing, standingAfter } from './standing.ts';

/** What a call came to, and what that says about the way to the backend. */
export interface Carried {
  readonly result: Result<unknown>;
  readonly standing: Standing | null;
}

/** Longer than any call takes, hashing behind a full queue included. */
const answerWithinMs = 60_000;
/** The desk's own questions need no work that could take so long (milliseconds). */
const ownAnswerWithinMs = 10_000;
const ownQuestions: ReadonlySet<string> = new Set([
  'setup.status',
  'session.current',
  'session.pulse',
]);

function refused(code: CallError['code'], message: string): Result<never> {
  return { ok: false, error: { code, message } };
}

function isResult(body: unknown): body is Result<unknown> {
  return typeof body === 'object' && body !== null && 'ok' in body;
}

/**
 * Carries one call to the web host, with this browser's proof. Never rejects: no answer is
 * `server_away`. A call is sent once; only one that was refused for its time alone, before anybody
 * looked at it, is sent again, by the time that the server then said.
 */
export async function webCall(channel: string, input: unknown): Promise<Carried> {
  const key = await deviceKey();
  if (key === null)
    return {
      result: refused('not_allowed', bridgeStrings.noKey),
      standing: { kind: 'no_key' },
    };
  const body = JSON.stringify(input);
  const first = await post(channel, body, key);
  const time = wrongTimeOf(first.result);
  if (time === null) return first;
  syncServerTime(time);
  return post(channel, body, key);
}

async function post(channel: string, body: string, key: DeviceKey): Promise<Carried> {
  const within = ownQuestions.has(channel) ? ownAnswerWithinMs : answerWithinMs;
  let response: Response;
  try {
    response = await fetch(`/call/${channel}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        'content-type': 'application/json',
        [contractVersionHeader]: String(contractVersion),
        ...(await proofHeaders(key, channel, body)),
      },
      body,
      signal: AbortSignal.timeout(within),
    });
  } catch {
    return away;
  }
  if (response.status === 401)
    return {
      result: refused('not_allowed', bridgeStrings.doorClosed),
      standing: { kind: 'closed' },
    };
  const answer: unknown = await response.json().catch(() => null);
  if (isResult(answer)) return { result: answer, standing: standingAfter(channel, answer) };
  // A proxy whose server is away, or one that is about to stop, speaks for it.
  if (response.status >= 500) return away;
  return { result: refused('internal', bridgeStrings.badAnswer), standing: { kind: 'up' } };
}

const away: Carried = {
  result: refused('server_away', bridgeStrings.noAnswer),
  standing: { kind: 'away' },
};

/** The desktop's main process does this itself; here the page does what the browser lets it. */
export async function clearClipboardAfter(channel: string, input: unknown): Promise<void> {
  if (channel !== 'verification.attempt') return;
  if (!(input as { pasted?: boolean }).pasted) return;
  await navigator.clipboard?.writeText('').catch(() => undefined);
}
