import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import { Refusal } from '../../refusal.ts';

/** How what is said to a database is kept from whoever is on the way. */
export type Protection =
  /** It does not leave this machine. */
  | 'local'
  /** By TLS, with the certificate and the host's name in it checked. */
  | 'verified'
  /** By TLS with whoever answers: kept from listeners, not from who puts themselves in between. */
  | 'unverified'
  /** Not at all; the address says in so many words that this is wanted. */
  | 'none';

export interface DatabaseAddress {
  /** As pg takes it. */
  readonly connectionString: string;
  readonly protection: Protection;
}

/**
 * Reads a `postgres://` address. Refuses `invalid_input` for what is none, and for one that leads to
 * another machine without TLS, unless `sslmode=disable` says that this is wanted. Never repeats it.
 */
export function readAddress(address: string): DatabaseAddress {
  assertPlainMode(address);
  const connectionString = withStrictMode(address);
  const protection = protectionOf(clientOf(connectionString), modeIn(address));
  if (protection === null)
    throw new Refusal(
      'invalid_input',
      'This address leads to another machine without TLS: whoever is on the way could read and change all that is said to the database. Add sslmode=verify-full to it (and sslrootcert=FILE for an authority of your own). Only where something else protects the way, add sslmode=disable.',
    );
  return { connectionString, protection };
}

/** What pg would take for a mode, and what is read as one here, must be the same. */
function assertPlainMode(address: string): void {
  const query = new URLSearchParams(/\?([^#]*)/.exec(address)?.[1]);
  const modes = query.getAll('sslmode');
  if (modes.length > 1 || modes[0] !== modeIn(address))
    throw new Refusal(
      'invalid_input',
      'This address says sslmode more than once, or not in plain letters. Say it once, as in sslmode=verify-full.',
    );
}

/** pg's own reading: it knows forms that a URL has not, as for a socket in a folder, and PGSSLMODE. */
function clientOf(connectionString: string): pg.Client {
  try {
    if (/^postgres(ql)?:\/\//.test(connectionString)) return new pg.Client({ connectionString });
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw new Refusal(
        'invalid_input',
        'A file that the database’s address names (sslrootcert, sslcert or sslkey) can’t be read. Check its path and its rights.',
      );
  }
  throw new Refusal(
    'invalid_input',
    'This is not the address of a database. Give it as postgres://role:password@host:port/database.',
  );
}

/** Null: it goes to another machine in the clear, and nobody said that it should. */
function protectionOf(client: pg.Client, mode: string | undefined): Protection | null {
  const { host } = client;
  // pg's types know of no more than whether there is TLS.
  const ssl = client.ssl as boolean | ConnectionOptions;
  if (ssl) return isUnverified(ssl) ? 'unverified' : 'verified';
  if (/^(\/.*|localhost|127(\.\d+){3}|::1)$/.test(host)) return 'local';
  return mode === 'disable' ? 'none' : null;
}

/** `sslmode=no-verify`, or one of libpq's modes that check less, by `uselibpqcompat=true`. */
function isUnverified(ssl: true | ConnectionOptions): boolean {
  return (
    ssl !== true && (ssl.rejectUnauthorized === false || ssl.checkServerIdentity !== undefined)
  );
}

const sslMode = /([?&]sslmode=)([^&#]*)/;

function modeIn(address: string): string | undefined {
  return sslMode.exec(address)?.[2];
}

/**
 * pg 8 takes `prefer`, `require` and `verify-ca` for `verify-full`, and warns that pg 9 will take them
 * as libpq does, which checks less or nothing. They are passed on as what they mean today, so that an
 * update takes no check away. Who wants libpq's meaning says so by `uselibpqcompat=true`.
 */
function withStrictMode(address: string): string {
  if (/[?&]uselibpqcompat=true(&|$)/.test(address)) return address;
  return address.replace(sslMode, (whole, name: string, mode: string) =>
    ['prefer', 'require', 'verify-ca'].includes(mode) ? `${name}verify-full` : whole,
  );
}
