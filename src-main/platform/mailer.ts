import type { DeliveryError } from '#shared/contract/mail.contract.ts';

/** One mail: plain text, to one person. */
export interface MailToDeliver {
  /** The same at each try, so that a mail that came twice can be told as one. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** The server that takes the mail, and who it comes from. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (usually port 465), or by STARTTLS (usually port 587). */
  readonly security: 'tls' | 'starttls';
  readonly signIn: { readonly username: string; readonly password: string } | null;
  readonly from: { readonly name: string; readonly address: string };
}

/**
 * Thrown where a mail was not delivered. It carries nothing of the mail or the server's words:
 * - `refused`: the server does not take this mail; `permanent` says that it never will
 * - `unreachable`: it does not answer, or not in time
 * - `tls`: there is no safe line to it: no TLS, or a certificate that is not to be trusted
 * - `sign_in`: it does not take our username and password
 */
export class MailFailure extends Error {
  readonly error: DeliveryError;
  readonly permanent: boolean;

  constructor(error: DeliveryError, permanent = false) {
    super(`The mail was not delivered: ${error}`);
    this.name = 'MailFailure';
    this.error = error;
    this.permanent = permanent;
  }
}

/** Hands mail to a server. */
export interface Mailer {
  /** Returns when the server has taken the mail. Throws `MailFailure` else, within 30 seconds. */
  deliver(mail: MailToDeliver, server: MailServer): Promise<void>;
}
