import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** One connection through a proxy: what goes to the server and what comes back. */
interface Line {
  readonly client: Socket;
  readonly server: Socket;
}

interface ProxyRules {
  /** What a client sends, before it is passed on; `cut` breaks the connection in place of that. */
  readonly onClient?: (chunk: Buffer) => 'pass' | 'cut';
  /** What comes back to the client of what the server sends; `send` sends it more, later. */
  readonly onServer?: (chunk: Buffer, send: (more: Buffer) => void) => Buffer;
}

/**
 * A way to a PostgreSQL server that can be broken at any moment, as networks and poolers do.
 *
 * @param rules for all connections, or what makes those of each
 * @param port to be found at; 0: a free one
 * @returns the address by way of it; `lines` counts its connections now, `cut` breaks every one,
 *   `close` ends it
 */
export async function startProxy(
  address: string,
  rules: ProxyRules | (() => ProxyRules) = {},
  port = 0,
) {
  const to = new URL(address);
  const lines = new Set<Line>();
  const proxy = createServer((client) => {
    const server = connect(Number(to.port), to.hostname);
    const line = { client, server };
    const own = typeof rules === 'function' ? rules() : rules;
    lines.add(line);
    const end = () => {
      lines.delete(line);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (chunk) => {
      const verdict = own.onClient?.(chunk) ?? 'pass';
      if (verdict === 'cut') end();
      else if (verdict === 'pass') server.write(chunk);
    });
    const send = (more: Buffer) => client.write(more);
    server.on('data', (chunk) => send(own.onServer?.(chunk, send) ?? chunk));
  });
  proxy.listen(port, '127.0.0.1');
  await once(proxy, 'listening');
  const place = proxy.address();
  if (place === null || typeof place === 'string') throw new Error('The proxy has no port');
  const by = new URL(address);
  by.hostname = '127.0.0.1';
  by.port = String(place.port);
  const cut = () => {
    for (const { client } of [...lines]) client.resetAndDestroy();
  };
  return {
    address: by.href,
    get lines() {
      return lines.size;
    },
    cut,
    async close() {
      cut();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
