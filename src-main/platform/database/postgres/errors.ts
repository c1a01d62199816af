import { DatabaseError } from 'pg';
import { Refusal } from '../../refusal.ts';

const tryAgain = 'Nothing was changed: try again.';
const away = `The team’s database does not answer. ${tryAgain} If it stays so, tell your administrator.`;
const busy = `The team’s database is busy with other work. ${tryAgain}`;

const notTaken =
  'The team’s database did not take the role or its password. Check the server’s database address.';

/** What people hear of an error, by the beginning of its SQLSTATE (PostgreSQL's Appendix A). */
const byState: readonly (readonly [prefix: string, message: string])[] = [
  ['08', away],
  ['57P', away],
  ['25P03', away],
  ['25P04', away],
  ['25006', `The team’s database takes no changes now: it is a copy or was set so. ${tryAgain}`],
  ['28', notTaken],
  ['3D', 'There is no such database on the team’s database server. Check its address.'],
  [
    '42501',
    'The database role lacks a right that the server needs. Run "countersign team migrate" as the owner; it grants them.',
  ],
  ['53100', `The disk of the team’s database is full. Nothing was changed: free some space there.`],
  ['53300', `The team’s database has no connection left. ${tryAgain}`],
  ['53', `The team’s database is out of memory or another resource. ${tryAgain}`],
  ['55P03', busy],
  ['57014', busy],
  ['40', busy],
  ['58', `The disk of the team’s database could not be read or written. Check it and try again.`],
];

/** How `pg` and its pool say that there is no connection; these errors have no code. */
const lost: readonly RegExp[] = [
  /^Connection terminated/,
  /^Client (has encountered|was closed)/,
  /^Query read timeout$/,
  /^timeout expired$/,
];
/** A lock was not to be had in time; each of two waited for the other's. */
const waited: readonly unknown[] = ['55P03', '40P01'];

const noPassword = /^SASL/;
const noneFree = 'timeout exceeded when trying to connect';

const network =
  /^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_|EHOST|ENET|EADDR|ENOENT|EACCES|ERR_STREAM|EMFILE|ENFILE)/;
const certificate = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/;

/** What a server reports and then closes the connection. */
const closing = /^(57P|25P03|25P04|08)/;

/** Whether nothing can be said on the connection any more that the error came on. */
export function endsConnection(error: unknown): boolean {
  return !(error instanceof DatabaseError) || closing.test(error.code ?? '');
}

/**
 * What people should hear of an error of PostgreSQL or of the way to it: `store_unavailable` when
 * the database can't be had now, `store_damaged` when it reports that it is broken; any other error
 * (a broken constraint, a defect of ours) unchanged. No message names a password or an address.
 */
export function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof DatabaseError) {
    if (code.startsWith('XX00'))
      return new Refusal(
        'store_damaged',
        'The team’s database reports that it is damaged. Stop the servers and restore its newest backup.',
        { state: code },
      );
    const found = byState.find(([prefix]) => code.startsWith(prefix));
    return found ? new Refusal('store_unavailable', found[1], { state: code }) : error;
  }
  if (certificate.test(code))
    return unavailable(
      'The certificate of the team’s database is not trusted, or is another host’s. Check the server’s database address and its sslmode.',
    );
  if (network.test(code) || lost.some((pattern) => pattern.test(error.message)))
    return unavailable(away);
  if (error.message === noneFree) return unavailable(busy);
  if (noPassword.test(error.message)) return unavailable(notTaken);
  if (error.message.includes('does not support SSL'))
    return unavailable('The team’s database does not offer TLS, which its address asks for.');
  return error;
}

/** Whether a role was refused what it has no right to: PostgreSQL's `insufficient_privilege`. */
export function mayNot(error: unknown): boolean {
  return error instanceof Refusal && error.details?.['state'] === '42501';
}

/** Whether others held what was asked for: for too long, or in a circle with who asked. */
export function inTheWay(error: unknown): error is Refusal {
  return error instanceof Refusal && waited.includes(error.details?.['state']);
}

/**
 * What can befall a database between writing a commit and answering it, short of losing the line.
 * 40003 says just that: whether the statement completed is not known.
 */
const amidCommit = /^(53|58|40003$)/;

/**
 * Whether a commit that failed so may be there all the same: PostgreSQL that ends for want of disk
 * says why before it does, and what it had written by then counts when it is up again.
 */
export function mayHaveCommitted(error: unknown): boolean {
  return error instanceof Refusal && amidCommit.test(String(error.details?.['state']));
}

/** A connection that was lost while the server was committing: nobody here knows the end of it. */
export function unsure(): Refusal {
  return new Refusal(
    'store_unavailable',
    'The connection to the team’s database was lost at the moment of saving, so it is not certain whether this was saved. Look before you do it again.',
  );
}

function unavailable(message: string): Refusal {
  return new Refusal('store_unavailable', message);
}
