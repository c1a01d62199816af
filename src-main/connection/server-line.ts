import { Agent, request, WebSocket } from 'undici';
import { parseJson } from '../platform/keystore/secrets-codec.ts';
import { ServerFailure } from './server-failure.ts';
import { type Pin, trustIn } from './server-trust.ts';

export interface LineConfig {
  /** The server's origin. */
  readonly address: string;
  readonly pin: Pin | null;
  /** The authorities to trust where nothing is pinned; PEM. */
  readonly authorities: readonly string[];
}

export interface Reply {
  readonly status: number;
  readonly setCookies: readonly string[];
  /** The body as JSON; undefined when it is none. */
  readonly body: unknown;
}

/** How long a connection may take to come about, in milliseconds. */
const connectMs = 10_000;
/** Far more than the largest reply of the contract. */
const largestReply = 8 * 1024 * 1024;

/**
 * The TLS line to one server, for calls and events. It follows no redirect and no proxy of the
 * environment, resumes no TLS session (each connection shows its certificate anew), and never sends
 * a request twice.
 */
export class ServerLine {
  readonly address: string;
  readonly #agent: Agent;
  readonly #closing = new AbortController();

  constructor({ address, pin, authorities }: LineConfig) {
    this.address = address;
    this.#agent = new Agent({
      connect: { ...trustIn(pin, authorities), timeout: connectMs, maxCachedSessions: 0 },
      allowH2: false,
      pipelining: 1,
      maxResponseSize: largestReply,
    });
  }

  /** Sends JSON. Throws `ServerFailure`; the server may have heard all the same. */
  async post(
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string,
    withinMs: number,
  ): Promise<Reply> {
    const signal = AbortSignal.any([this.#closing.signal, AbortSignal.timeout(withinMs)]);
    try {
      const reply = await request(`${this.address}${path}`, {
        dispatcher: this.#agent,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', origin: this.address },
        body,
        signal,
      });
      const text = await reply.body.text();
      return {
        status: reply.statusCode,
        setCookies: [reply.headers['set-cookie'] ?? []].flat(),
        body: parseJson(text),
      };
    } catch (error) {
      throw ServerFailure.of(error);
    }
  }

  /** Opens a WebSocket by the same checks. */
  openSocket(path: string, headers: Readonly<Record<string, string>>): WebSocket {
    return new WebSocket(`${this.address.replace(/^https:/, 'wss:')}${path}`, {
      dispatcher: this.#agent,
      headers: { ...headers, origin: this.address },
    });
  }

  /** Ends every request and socket at once. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#agent.destroy();
  }
}
