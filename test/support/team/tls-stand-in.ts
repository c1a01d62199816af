import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { onTestFinished } from 'vitest';
import type { WebSocket } from 'ws';
import { WebSocketServer } from 'ws';
import type { SetupStatus } from '#shared/contract/setup.contract.ts';
import type { Result } from '#shared/result.ts';
import type { Certificate } from './certificates.ts';

/** A request as it came. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Answer = (
  request: SeenRequest,
  response: ServerResponse,
) => Result<unknown> | undefined | Promise<Result<unknown> | undefined>;

export interface StandInOptions {
  readonly certificate: Certificate;
  /** What a call gets: a Result to send, or undefined when it has dealt with the response itself. */
  readonly answer?: Answer;
  /** What a WebSocket meets. */
  readonly socket?: (socket: WebSocket, request: IncomingMessage) => void;
  readonly port?: number;
  /** The newest TLS it speaks. */
  readonly maxVersion?: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
}

/** How a team's server in order stands. */
export const readyStatus: SetupStatus = {
  state: 'ready',
  message: '',
  demo: true,
  place: { kind: 'team', address: 'https://desk.test', keyProtection: null },
  mayConnect: false,
  appVersion: '9.9.9',
  now: Date.now(),
};

export const ok = (value: unknown): Result<unknown> => ({ ok: true, value });

/**
 * Stands in for a team's server, or for whoever has put themselves in its place, on real TLS: for
 * what a real one does not do. Ends with the test.
 */
export async function startStandIn(options: StandInOptions) {
  const { certificate, answer, socket, port = 0, maxVersion } = options;
  const requests: SeenRequest[] = [];
  const connections = new Set<TLSSocket>();
  let handshakes = 0;
  let bytes = 0;
  let failing = false;
  const server = createServer(
    { cert: certificate.cert, key: certificate.private, ...(maxVersion && { maxVersion }) },
    async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      };
      requests.push(request);
      if (failing) return void incoming.socket.destroy();
      const status = ok({ ...readyStatus, now: Date.now() });
      const result = answer
        ? await answer(request, response)
        : request.path === '/call/setup.status'
          ? status
          : ok({});
      if (result === undefined) return;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(result));
    },
  );
  server.on('connection', () => {
    handshakes += 1;
  });
  server.on('secureConnection', (connection: TLSSocket) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
    connection.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
  });
  if (socket) new WebSocketServer({ server, path: '/events' }).on('connection', socket);
  await new Promise<void>((listening) => server.listen(port, '127.0.0.1', () => listening()));
  const close = async () => {
    if (!server.listening) return;
    const closed = new Promise((done) => server.close(done));
    for (const connection of connections) connection.destroy();
    await closed;
  };
  onTestFinished(close);
  const own = (server.address() as AddressInfo).port;
  return {
    port: own,
    address: `https://127.0.0.1:${own}`,
    requests,
    /** The calls to a channel, in order. */
    to: (channel: string) => requests.filter(({ path }) => path === `/call/${channel}`),
    /** Connections that came, secured or not. */
    get handshakes() {
      return handshakes;
    },
    /** Bytes that were sent to it within TLS. */
    get bytes() {
      return bytes;
    },
    /** Cuts the line at every call from now on. */
    failCalls() {
      failing = true;
    },
    close,
  };
}

export type StandIn = Awaited<ReturnType<typeof startStandIn>>;
