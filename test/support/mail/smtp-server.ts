import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

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

/** A real SMTP server in this process, on 127.0.0.1; for whoever closes it. */
export async function startSmtpStand(options: SMTPServerOptions = {}): Promise<SmtpStand> {
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
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
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
  return stand;
}
