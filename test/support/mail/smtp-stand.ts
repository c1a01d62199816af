import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import type { MailServer } from '#main/platform/mailer.ts';
import { type SmtpStand, startSmtpStand } from './smtp-server.ts';

/** A real SMTP server in this process, on 127.0.0.1; closed when the test ends. */
export async function newSmtpStand(options: SMTPServerOptions = {}): Promise<SmtpStand> {
  const stand = await startSmtpStand(options);
  onTestFinished(() => stand.close());
  return stand;
}

/** A server that takes connections and does with them what the test says; by itself, nothing. */
export async function newSilentServer(
  onConnection: (socket: Socket) => void = () => {},
): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

/** The settings for a stand on this computer. */
export function serverAt(port: number, changed: Partial<MailServer> = {}): MailServer {
  return {
    host: '127.0.0.1',
    port,
    security: 'starttls',
    signIn: null,
    from: { name: 'Example Hosting', address: 'portal@hosting.example' },
    ...changed,
  };
}
