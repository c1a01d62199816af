import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HostMetrics } from './host-metrics.ts';
import { whyNotListening } from './listening.ts';

/**
 * Serves the figures at `http://127.0.0.1:<port>/metrics`, to this machine alone. Rejects, in words
 * for people, when it can't listen. Gives the port, and what ends it.
 */
export async function serveMetrics(metrics: HostMetrics, port: number) {
  metrics.watchProcess();
  const server = createServer((request, reply) => {
    // A page that a browser on this machine shows must not read it under a name of its own.
    const fromHere = /^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? '');
    if (request.method !== 'GET' || request.url !== '/metrics' || !fromHere) {
      reply.writeHead(404).end();
      return;
    }
    void metrics.text().then(
      ({ type, body }) => reply.writeHead(200, { 'Content-Type': type }).end(body),
      () => reply.writeHead(500).end(),
    );
  });
  server.listen({ host: '127.0.0.1', port });
  await once(server, 'listening').catch((error: Error) => {
    throw new Error(whyNotListening(error, port), { cause: error });
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
