/**
 * What crosses the seam between a host and the backend: a value, or one of a closed set of errors.
 * A wrong code, a wait or a refused sign-in is a verdict (a value), never an error.
 */
export const errorCodes = [
  /** The input does not fit the channel's schema, or breaks a rule that the message names. */
  'invalid_input',
  /** There is no such channel. */
  'unknown_channel',
  /** Nobody is signed in at this door, or the sign-in has ended. */
  'not_signed_in',
  /** The session is locked: the password unlocks it. */
  'session_locked',
  /** The password must be changed before anything else. */
  'password_change_due',
  /** The role may not do this. */
  'not_allowed',
  /** A limit was reached and a supervisor has to lift it. */
  'limit_reached',
  /** What the input names does not exist, or is not this caller's. */
  'not_found',
  /** The thing is in a state in which this can't be done. */
  'conflict',
  /** The store is not set up yet. */
  'not_set_up',
  /** The key of the store can't be had: the recovery key opens it. */
  'key_unavailable',
  /** The store was written by a newer version of the program. */
  'newer_store',
  /** The store can't be used as it is: the message says why and what to do. */
  'store_damaged',
  /** The store is busy or the disk is full: nothing was changed, try again. */
  'store_unavailable',
  /** The store was moved to another place; here it is only read. */
  'moved',
  /** The team's server does not answer: nothing was decided here, the desk tries again by itself. */
  'server_away',
  /** The team's server does not show the certificate this desk trusts: nothing was sent to it. */
  'server_changed',
  /** This desk and the team's server are of different versions: the message says which to renew. */
  'other_version',
  /** A defect of ours. The message carries no detail; the log has a reference. */
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

export interface CallError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly details?: ErrorDetails;
}

export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: CallError };
