import type { CloseEvent, MessageEvent, WebSocket } from 'undici';
import { type DeskEvent, deskEvent } from '#shared/contract/desk-event.ts';
import { contractVersion } from '#shared/contract/version.ts';
import type { ErrorCode, Result } from '#shared/result.ts';
import { pauseBefore } from '#shared/rules/reconnect.ts';
import { parseJson } from '../platform/keystore/secrets-codec.ts';
import type { ServerLine } from './server-line.ts';
import { sessionCookie } from './server-reply.ts';

/** A desk that is told when to look again. */
export interface WatchListener {
  look(event: DeskEvent): void;
  /** The session is over, and nothing more will be told. */
  ended(): void;
}

interface Parts {
  readonly line: ServerLine;
  readonly token: string;
  readonly listener: WatchListener;
  /** The first message of a watch: this device's proof, by the server's time. */
  readonly prove: () => { readonly device: string; readonly proof: string };
  /** Learns the server's time, when a proof was of another. Never rejects. */
  readonly learnTime: () => Promise<void>;
  /** The watch has ended, for whatever reason. */
  readonly over: () => void;
}

/** Why a server ends a watch: the protocol's own close codes. */
const closed = { sessionEnded: 4401, notProved: 4408, otherVersion: 4409 } as const;

/** How long a server may take to begin, in milliseconds. */
const beginWithinMs = 15_000;

/**
 * One desk's events from the server, by WebSocket. A line that breaks is opened again with growing
 * pauses, from the last event that was seen: what happened meanwhile is told then.
 */
export class RemoteWatch {
  readonly #parts: Parts;
  #seq: number | null;
  #socket: WebSocket | null = null;
  #began: ((result: Result<{ seq: number; stop(): void }>) => void) | null = null;
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #stopped = false;

  constructor(parts: Parts, after: number | null) {
    this.#parts = parts;
    this.#seq = after;
  }

  /**
   * Begins to watch. Refuses `not_signed_in`, `other_version`, and `server_away` when the server
   * does not answer now; once begun, it goes on until it is stopped or the session is over.
   */
  start(): Promise<Result<{ seq: number; stop(): void }>> {
    return new Promise((resolve) => {
      this.#began = resolve;
      this.#open();
    });
  }

  stop(): void {
    this.#end();
    clearTimeout(this.#timer);
    this.#socket?.close();
    this.#answer({ ok: false, error: { code: 'server_away', message: 'The watch was stopped.' } });
  }

  /** The server did not answer a call: the line is no longer believed in. */
  doubt(): void {
    const socket = this.#socket;
    if (this.#began !== null || socket === null || socket.readyState !== socket.OPEN) return;
    // Nobody may be there to answer the closing: it is not waited for.
    this.#socket = null;
    socket.close();
    void this.#openLater(0);
  }

  #open(): void {
    const { line, token } = this.#parts;
    const after = this.#seq === null ? '' : `&after=${this.#seq}`;
    const socket = line.openSocket(`/events?contract=${contractVersion}${after}`, {
      cookie: `${sessionCookie}=${token}`,
    });
    this.#socket = socket;
    const late = setTimeout(() => socket.close(), beginWithinMs);
    socket.addEventListener('open', () => socket.send(JSON.stringify(this.#parts.prove())));
    socket.addEventListener('message', ({ data }: MessageEvent) => {
      clearTimeout(late);
      if (socket === this.#socket && !this.#stopped) this.#hear(data);
    });
    socket.addEventListener('close', ({ code }: CloseEvent) => {
      clearTimeout(late);
      if (socket === this.#socket && !this.#stopped) this.#lost(code);
    });
  }

  #hear(data: unknown): void {
    const parsed = deskEvent.safeParse(typeof data === 'string' ? parseJson(data) : null);
    if (!parsed.success) {
      this.#socket?.close();
      return;
    }
    this.#failures = 0;
    this.#seq = parsed.data.seq;
    this.#answer({ ok: true, value: { seq: parsed.data.seq, stop: () => this.stop() } });
    if (parsed.data.look.length > 0) this.#parts.listener.look(parsed.data);
  }

  #lost(code: number): void {
    const untold = code === closed.notProved && this.#failures === 0;
    if (this.#began !== null && !untold) {
      this.#end();
      const refusal = refusals.get(code) ?? away;
      this.#answer({ ok: false, error: { code: refusal[0], message: refusal[1] } });
    } else if (code === closed.sessionEnded) {
      this.#end();
      this.#parts.listener.ended();
    } else {
      void this.#openLater(code);
    }
  }

  async #openLater(code: number): Promise<void> {
    if (code === closed.notProved) await this.#parts.learnTime();
    if (this.#stopped) return;
    const pause = pauseBefore(this.#failures, Math.random());
    this.#failures += 1;
    this.#timer = setTimeout(() => this.#open(), pause);
  }

  #end(): void {
    this.#stopped = true;
    this.#parts.over();
  }

  #answer(result: Result<{ seq: number; stop(): void }>): void {
    this.#began?.(result);
    this.#began = null;
  }
}

const away: readonly [ErrorCode, string] = ['server_away', 'The team’s server does not answer.'];
const refusals: ReadonlyMap<number, readonly [ErrorCode, string]> = new Map([
  [closed.sessionEnded, ['not_signed_in', 'Sign in first.']],
  [closed.otherVersion, ['other_version', 'App and server are of different versions.']],
]);
