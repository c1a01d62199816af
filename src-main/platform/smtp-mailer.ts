import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import type { DeliveryError } from '#shared/contract/mail.contract.ts';
import { type Mailer, MailFailure, type MailServer, type MailToDeliver } from './mailer.ts';

/** How long a server may be silent, and how long a delivery may take in all, in milliseconds. */
export interface SmtpTimes {
  readonly silent: number;
  readonly whole: number;
}

const usualTimes: SmtpTimes = { silent: 10_000, whole: 30_000 };

interface SmtpMailerConfig {
  /** Authorities to trust besides those of this computer, PEM. Tests bring theirs. */
  readonly authorities?: readonly string[];
  readonly times?: SmtpTimes;
}

/**
 * Delivers by SMTP (RFC 5321) under TLS. Without TLS, or with a certificate that does not name the
 * server, nothing is sent, no password either; only to a server on this computer, whose line nobody
 * else can hear, STARTTLS is as good as the server offers it.
 */
export function smtpMailer({ authorities, times = usualTimes }: SmtpMailerConfig = {}): Mailer {
  return {
    async deliver(mail, server) {
      const { host, port, security, signIn, from } = server;
      const onThisComputer = security === 'starttls' && isLoopback(host);
      const transport = createTransport({
        host,
        port,
        secure: security === 'tls',
        requireTLS: !onThisComputer,
        tls: {
          minVersion: 'TLSv1.2',
          rejectUnauthorized: !onThisComputer,
          ...(authorities ? { ca: [...authorities] } : {}),
        },
        ...(signIn ? { auth: { user: signIn.username, pass: signIn.password } } : {}),
        // What EHLO says of us: not the name of the computer.
        name: from.address.split('@')[1] ?? 'localhost',
        connectionTimeout: times.silent,
        greetingTimeout: times.silent,
        socketTimeout: times.silent,
        dnsTimeout: times.silent,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      try {
        await transport.sendMail({
          ...contentOf(mail, from),
          signal: AbortSignal.timeout(times.whole),
        });
      } catch (error) {
        throw failureOf(error);
      }
    },
  };
}

function contentOf(mail: MailToDeliver, from: MailServer['from']) {
  return {
    messageId: mail.messageId,
    from,
    to: { name: '', address: mail.to },
    subject: mail.subject,
    text: mail.text,
    // RFC 3834: no out-of-office reply to this.
    headers: { 'Auto-Submitted': 'auto-generated' },
    xMailer: false as const,
  };
}

/** Whether a host is this computer itself, by its name or address as written. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase();
  if (isIP(name) === 4) return name.startsWith('127.');
  return name === 'localhost' || name === '::1';
}

const ofCertificates = /CERT|TLS|SSL|SIGNATURE|EPROTO/;

/** What nodemailer's error means. Of its text, which quotes the server's, nothing is kept. */
function failureOf(error: unknown): MailFailure {
  const { code, originalCode, responseCode } = error as {
    readonly code?: unknown;
    readonly originalCode?: unknown;
    readonly responseCode?: unknown;
  };
  const kind = kindOf(String(code), String(originalCode));
  // Without a reply of the server's it is an address that can't be used at all.
  const permanent = kind === 'refused' && !(Number(responseCode) < 500);
  return new MailFailure(kind, permanent);
}

function kindOf(code: string, cause: string): DeliveryError {
  if (code === 'EAUTH') return 'sign_in';
  if (code === 'ETLS' || (code === 'ESOCKET' && ofCertificates.test(cause))) return 'tls';
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return 'refused';
  if (['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'EPROTOCOL', 'EABORT'].includes(code))
    return 'unreachable';
  return 'other';
}
