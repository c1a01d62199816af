import { Agent, request } from 'node:http';
import type { Result } from '#shared/result.ts';
import { enterWebHost } from '../web/web-session.ts';
import type { CallerName, Stand } from './hostile-stands.ts';

/** What the web host takes at most, in bytes. */
const bodyLimit = 64 * 1024;

export interface WebReply {
  readonly status: number;
  /** Headers and body: everything that came back. */
  readonly raw: string;
  /** The body as JSON; null when it is none. */
  readonly reply: Result<unknown> | null;
}

/** A browser that has been let in, and may hold anybody's session; keeps its connections open. */
export async function enterStand(stand: Stand, inFlight: number) {
  const { port, cookies, device, callHeaders } = await enterWebHost(stand.host);
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const [door = []] = cookies;
  /** What the desk's own page would send in the place of this caller, but for the proof. */
  const headersOf = (name: CallerName): Record<string, string> => {
    const { token } = stand.callerOf(name);
    const session = token === null ? '' : `; countersign_session_${port}=${token}`;
    return { ...callHeaders(), cookie: `${door.join('=')}${session}` };
  };
  return {
    port,
    inFlight,
    close: () => agent.destroy(),
    headersOf,
    post(channel: string, body: string, name: CallerName) {
      const proof = device.headers({ channel, body, at: stand.backend.now() });
      const length = { 'content-length': Buffer.byteLength(body) };
      const headers = { ...headersOf(name), ...proof, ...length };
      const path = `/call/${encodeURIComponent(channel)}`;
      return new Promise<WebReply>((resolve, reject) => {
        const outgoing = request(
          { host: '127.0.0.1', port, method: 'POST', path, headers, agent },
          (incoming) => {
            const chunks: Buffer[] = [];
            incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
            incoming.on('error', reject);
            incoming.on('end', () => {
              const text = Buffer.concat(chunks).toString();
              const raw = `${incoming.rawHeaders.join('\n')}\n${text}`;
              resolve({ status: incoming.statusCode ?? 0, raw, reply: parsed(text) });
            });
          },
        );
        // A body that is too large may be cut off before the reply is read.
        outgoing.on('error', (error) =>
          body.length > bodyLimit ? resolve(cutOff) : reject(error),
        );
        outgoing.end(body);
      });
    },
  };
}

const cutOff: WebReply = {
  status: 413,
  raw: '',
  reply: { ok: false, error: { code: 'invalid_input', message: 'Cut off.' } },
};

function parsed(text: string): Result<unknown> | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export type HostileClient = Awaited<ReturnType<typeof enterStand>>;
