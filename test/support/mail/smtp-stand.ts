import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import type { MailServer } from '#main/platform/mailer.ts';

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and text as they were on the line. */
  readonly raw: string;
  readonly underTls: boolean;
}

export interface SmtpStand {
  readonly port: number;
  readonly received: ReceivedMail[];
  /** How the next mails are answered; null takes them. */
  answer: { readonly code: number; readonly text: string } | null;
  /** Called with a mail as it came, before it is answered; what it awaits is waited for. */
  onText: ((raw: string) => Promise<void>) | null;
  close(): Promise<void>;
}

/** A real SMTP server in this process, on 127.0.0.1; closed when the test ends. */
export async function newSmtpStand(options: SMTPServerOptions = {}, port = 0): Promise<SmtpStand> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    ...options,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        await stand.onText?.(raw);
        const { answer } = stand;
        if (answer)
          return done(Object.assign(new Error(answer.text), { responseCode: answer.code }));
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw,
          underTls: session.secure,
        });
        done();
      });
    },
  });
  // A client that goes in the midst of its mail is nothing to stop for.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  let closed = false;
  const stand: SmtpStand = {
    port: (server.server.address() as AddressInfo).port,
    received,
    answer: null,
    onText: null,
    async close() {
      if (closed) return;
      closed = true;
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
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
