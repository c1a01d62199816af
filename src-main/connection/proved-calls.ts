import { findChannel } from '#shared/contract/index.ts';
import { contractVersion, contractVersionHeader } from '#shared/contract/version.ts';
import type { Result } from '#shared/result.ts';
import { deviceHeader, proofHeader, wrongTimeOf } from '#shared/rules/device-proof.ts';
import type { Caller } from '../platform/call.ts';
import { Refusal } from '../platform/refusal.ts';
import type { DeviceKey } from './device-key.ts';
import type { ServerClock } from './server-clock.ts';
import type { ServerLine } from './server-line.ts';
import { resultIn, sessionCookie, tokenIn } from './server-reply.ts';
import { answerWithinMs } from './server-status.ts';

/** Whose session a call is made in; the reply may change it. */
export type Door = Pick<Caller, 'token'>;

interface Parts {
  readonly line: ServerLine;
  readonly device: DeviceKey;
  readonly clock: ServerClock;
  /** The reply has set the session's token, or taken it away. */
  readonly take: (door: Door, token: string | null) => Promise<void>;
}

/** Somebody who leaves is not kept waiting for longer (ms). */
export const leaveWithinMs = 5_000;

const unknownAnswer =
  'The server answered in a way that this app does not know. Whoever runs the server has to bring app and server to the same version.';

/** Carries calls to a server, each with the session and a proof of this desk's key. */
export class ProvedCalls {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Sends one call. Throws `ServerFailure`, and `Refusal` for an answer that is none of the contract. */
  async send(channel: string, input: unknown, door: Door): Promise<Result<unknown>> {
    const body = JSON.stringify(input) ?? 'null';
    const first = await this.#post(channel, body, door);
    const time = wrongTimeOf(first);
    if (time === null) return first;
    // Refused before anything looked at it, for this machine's clock alone (it may have slept).
    this.#parts.clock.sync(time);
    return this.#post(channel, body, door);
  }

  async #post(channel: string, body: string, door: Door): Promise<Result<unknown>> {
    const { line, device, clock, take } = this.#parts;
    const reply = await line.post(
      `/call/${encodeURIComponent(channel)}`,
      {
        [contractVersionHeader]: String(contractVersion),
        [deviceHeader]: device.publicKey,
        [proofHeader]: device.prove(channel, body, clock.now()),
        ...(door.token === null ? {} : { cookie: `${sessionCookie}=${door.token}` }),
      },
      body,
      channel === 'session.signOut' ? leaveWithinMs : answerWithinMs,
    );
    const token = tokenIn(reply);
    if (token !== undefined) await take(door, token);
    return this.#checked(channel, resultIn(reply));
  }

  /** A value is what the contract says, or it does not reach the screen. */
  #checked(channel: string, result: Result<unknown>): Result<unknown> {
    if (!result.ok) return result;
    const parsed = findChannel(channel)?.output.safeParse(result.value);
    if (!parsed?.success) throw new Refusal('other_version', unknownAnswer);
    const { now } = parsed.data as { now?: unknown };
    if (typeof now === 'number') this.#parts.clock.sync(now);
    return { ok: true, value: parsed.data };
  }
}
