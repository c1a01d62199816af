import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { generateDeviceKey } from '#main/connection/device-key.ts';
import { RemoteBackend } from '#main/connection/remote-backend.ts';
import { ServerLine } from '#main/connection/server-line.ts';
import { pinOf } from '#main/connection/server-trust.ts';
import { KeptLog } from '../kept-log.ts';
import { type Certificate, makeCertificate } from '../team/certificates.ts';
import { sendBytes } from '../web/raw-request.ts';
import type { AttackedTeam } from './attacked-team.ts';
import { type Attempt, byHost } from './attempt.ts';

/** Comes by one version of TLS; whether the server took it. */
function taken(port: number, version: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({
      ...{ host: '127.0.0.1', port, rejectUnauthorized: false },
      ...{ minVersion: version, maxVersion: version },
      // What OpenSSL itself would no longer offer by default.
      ciphers: 'DEFAULT@SECLEVEL=0',
    });
    socket.on('secureConnect', () => resolve(true)).on('error', () => resolve(false));
    socket.on('close', () => resolve(false));
  });
}

/** Somebody in the server's place, with that certificate; what was sent within TLS is kept. */
async function impostor({ cert, private: key }: Certificate) {
  let bytes = 0;
  const sockets = new Set<TLSSocket>();
  const server = createServer({ cert, key }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      bytes += chunk.length;
    });
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: () => bytes,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

/** A desk pinned to the team's certificate, in its session, comes to that server. */
function pinnedDesk(what: string, other: (own: Certificate) => Promise<Certificate>): Attempt {
  return {
    what,
    // On the desk's side: it is the desk that refuses.
    record: null,
    async make({ served }) {
      const { certificate } = served;
      const server = await impostor(await other(certificate));
      const log = new KeptLog();
      const desk = new RemoteBackend({
        line: new ServerLine({
          address: server.address,
          pin: pinOf(new X509Certificate(certificate.cert)),
          authorities: [certificate.cert],
        }),
        deviceKey: generateDeviceKey(),
        token: 'ab'.repeat(32),
        keepToken: async () => {},
        keyProtection: async () => ({ kind: 'key-file', warning: null }),
        appVersion: '0.0.0-test',
        logger: log,
      });
      try {
        const caller = { door: 'desktop', token: 'ab'.repeat(32), operator: false } as const;
        const called = await desk.call('accounts.search', { query: 'larsen' }, { ...caller });
        const watched = await desk.watch({ ...caller }, null, { look() {}, ended() {} });
        if (called.ok || called.error.code !== 'server_changed') return 'the call was sent';
        if (watched.ok) return 'it was watched';
        if (server.heard() > 0) return `${server.heard()} bytes were sent`;
        return log.lines.some((line) => line.includes('connection.other_certificate'))
          ? null
          : 'the desk’s log says nothing of it';
      } finally {
        await desk.close();
        server.close();
      }
    },
  };
}

/** What is beneath HTTP: without TLS, by old TLS, and to a server that is another. */
export const lineAttempts: readonly Attempt[] = [
  {
    what: 'http in the place of https',
    record: byHost('tls'),
    async make({ doors, visitor }: AttackedTeam) {
      const { authority } = visitor().place;
      const plain = `GET / HTTP/1.1\r\nHost: ${authority}\r\n\r\n`;
      const answer = await sendBytes(doors.usual.port, plain).catch(() => '');
      if (answer.includes('HTTP/')) return answer.slice(0, 40);
      const { headers } = await visitor().ask();
      return headers['strict-transport-security'] ? null : 'browsers are not told to stay with TLS';
    },
  },
  ...(['TLSv1', 'TLSv1.1'] as const).map(
    (version): Attempt => ({
      what: version,
      record: byHost('tls'),
      async make({ doors }) {
        if (!(await taken(doors.usual.port, 'TLSv1.2'))) return 'not even TLS 1.2 is taken';
        return (await taken(doors.usual.port, version)) ? 'it was taken' : null;
      },
    }),
  ),
  pinnedDesk('a desk at a server with another certificate than the pinned one', () =>
    makeCertificate({ names: ['desk.example.com'] }),
  ),
  pinnedDesk('a desk at a server whose certificate the pinned one has signed', (authority) =>
    makeCertificate({ names: ['desk.example.com'], authority }),
  ),
];
