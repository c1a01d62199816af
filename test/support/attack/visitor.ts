import type { Result } from '#shared/result.ts';
import { type EventClient, openEvents } from '../web/event-client.ts';
import { type RawReply, type RawRequest, send, type Tls } from '../web/raw-request.ts';
import { newTestDevice, type TestDevice } from '../web/test-device.ts';

interface Place {
  readonly port: number;
  /** The Host by which it comes. */
  readonly authority: string;
  readonly tls: Tls | undefined;
  /** The address of this machine that it comes from. */
  readonly from: string | undefined;
  /** The server's time, in Unix milliseconds. */
  readonly now: () => number;
}

export interface CallReply {
  readonly reply: RawReply;
  /** Null where the body is none. */
  readonly result: Result<unknown> | null;
}

type Headers = Readonly<Record<string, string>>;

/** Whoever comes to a team's server: as a browser does, or as they like. */
export class Visitor {
  readonly place: Place;
  device: TestDevice = newTestDevice();
  /** The session's token, as the cookie holds it. */
  token: string | null = null;

  constructor(place: Place) {
    this.place = place;
  }

  get cookie(): Headers {
    return this.token === null ? {} : { cookie: `__Host-countersign=${this.token}` };
  }

  get origin(): string {
    return `https://${this.place.authority}`;
  }

  ask(request: Partial<RawRequest> = {}): Promise<RawReply> {
    const { port, tls, from, authority } = this.place;
    const headers = { host: authority, ...request.headers };
    return send({ port, tls, ...(from === undefined ? {} : { from }), ...request, headers });
  }

  /** The headers of a call as the desk's own page sends them. */
  headers(channel: string, body: string): Record<string, string> {
    return {
      'content-type': 'application/json',
      origin: this.origin,
      ...this.cookie,
      ...this.device.headers({ channel, body, at: this.place.now() }),
    };
  }

  /** A call as the desk's own page sends it, but for these headers. */
  async call(channel: string, input: unknown = {}, headers: Headers = {}): Promise<CallReply> {
    const body = typeof input === 'string' ? input : JSON.stringify(input);
    const reply = await this.ask({
      method: 'POST',
      path: `/call/${encodeURIComponent(channel)}`,
      headers: { ...this.headers(channel, body), ...headers },
      body,
    });
    const result = reply.body.startsWith('{') ? (JSON.parse(reply.body) as Result<unknown>) : null;
    return { reply, result };
  }

  /** The kind of verdict that signing in comes to; keeps the token that it gives. */
  async signIn(person: { username: string; password: string }, headers: Headers = {}) {
    const { reply, result } = await this.call('session.signIn', person, headers);
    const [set = ''] = reply.headers['set-cookie'] ?? [];
    const [, token = null] = /^__Host-countersign=(\w+);/.exec(set) ?? [];
    if (token !== null) this.token = token;
    return result?.ok ? (result.value as { kind: string }).kind : `error ${result?.error.code}`;
  }

  /** A WebSocket as the desk's own page opens it, but for these headers. It comes by the address. */
  events(headers: Headers = {}, query?: string): EventClient {
    const { port, tls } = this.place;
    const all = { origin: `https://127.0.0.1:${port}`, ...this.cookie, ...headers };
    return openEvents({ port, tls, headers: all, ...(query === undefined ? {} : { query }) });
  }
}
