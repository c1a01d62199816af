import type { WebHost } from '#main/hosts/web/web-host.ts';
import { contractVersion, contractVersionHeader } from '#shared/contract/version.ts';
import type { Result } from '#shared/result.ts';
import { type RawReply, send } from './raw-request.ts';
import { newTestDevice, type TestDevice } from './test-device.ts';

/** A browser's side of one web host, as far as cookies and headers go. */
export interface WebSession {
  readonly port: number;
  readonly origin: string;
  /** Cookies by name, as the host set them. */
  readonly cookies: Map<string, string>;
  /** The key pair that its calls prove themselves by. */
  readonly device: TestDevice;
  /** The headers that a call from the desk's own page carries, but for the device's proof. */
  callHeaders(): Record<string, string>;
  /** Every Set-Cookie line that has come, in order. */
  readonly setCookieLines: string[];
  call(channel: string, input: unknown): Promise<{ reply: RawReply; result: Result<unknown> }>;
  get(path: string, headers?: Record<string, string>): Promise<RawReply>;
}

/** Opens the host's link and keeps what it sets. */
export async function enterWebHost(host: Pick<WebHost, 'url'>): Promise<WebSession> {
  const link = new URL(host.url);
  const port = Number(link.port);
  const cookies = new Map<string, string>();
  const setCookieLines: string[] = [];
  const keep = (reply: RawReply) => {
    for (const line of reply.headers['set-cookie'] ?? []) {
      setCookieLines.push(line);
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      const value = pair.slice(at + 1);
      if (value === '') {
        cookies.delete(pair.slice(0, at));
      } else {
        cookies.set(pair.slice(0, at), value);
      }
    }
    return reply;
  };
  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const callHeaders = () => ({
    'content-type': 'application/json',
    origin: link.origin,
    cookie: cookieHeader(),
    [contractVersionHeader]: String(contractVersion),
  });
  const device = newTestDevice();
  keep(await send({ port, path: `${link.pathname}${link.search}` }));
  return {
    port,
    origin: link.origin,
    cookies,
    setCookieLines,
    device,
    callHeaders,
    async call(channel, input) {
      const body = JSON.stringify(input);
      const path = `/call/${channel}`;
      const headers = { ...callHeaders(), ...device.headers({ channel, body }) };
      const reply = keep(await send({ port, method: 'POST', path, headers, body }));
      return { reply, result: JSON.parse(reply.body) as Result<unknown> };
    },
    get: (path, headers = {}) =>
      send({ port, path, headers: { cookie: cookieHeader(), ...headers } }),
  };
}
