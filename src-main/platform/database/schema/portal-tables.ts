import type { Generated } from 'kysely';
import type { DeliveryError, MailKind, MailState } from '#shared/contract/mail.contract.ts';
import type { Fixed } from './columns.ts';

export interface PortalPasswordTable {
  account_id: Fixed<number>;
  /** argon2id in PHC form over HMAC-SHA-256(pepper, password). */
  hash: string;
  pepper_id: string;
  set_at: number;
}

/** A code that was sent to a client's e-mail on file, to set a Portal password with. */
export interface PortalCodeTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  kind: Fixed<'set_password' | 'reset'>;
  /** HMAC-SHA-256(pepper, code) in hex: the code is 160 random bits, so a slow hash buys nothing. */
  code_hash: Fixed<string>;
  pepper_id: Fixed<string>;
  issued_at: Fixed<number>;
  expires_at: Fixed<number>;
  used_at: number | null;
  /** When a newer one took its place. */
  ended_at: number | null;
  issued_by: Fixed<number | null>;
  verification_id: Fixed<number | null>;
}

/** A letter to a client, until it is delivered and after. */
export interface MailMessageTable {
  id: Generated<number>;
  account_id: Fixed<number | null>;
  contact_id: Fixed<number | null>;
  kind: Fixed<MailKind>;
  /** Recipient, subject and words, under the keystore's key; no bytes once it need not be read. */
  sealed: Uint8Array;
  seal_key_id: string;
  queued_at: Fixed<number>;
  /** After that it is not sent any more: what it brings is no use by then. */
  expires_at: Fixed<number | null>;
  state: MailState;
  tries: Generated<number>;
  next_try_at: number | null;
  sent_at: number | null;
  last_error: DeliveryError | null;
}

/** One row, once a supervisor has entered it. */
export interface MailSettingsTable {
  id: Fixed<1>;
  host: string;
  port: number;
  security: 'tls' | 'starttls';
  username: string | null;
  sealed_password: Uint8Array | null;
  seal_key_id: string | null;
  from_address: string;
  from_name: string;
  /** Where clients open the Portal, as letters name it. */
  portal_address: string;
  version: number;
  changed_at: number;
  changed_by: number;
}
