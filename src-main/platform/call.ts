import type { Contract, OutputOf, ParsedInputOf, Room } from '#shared/contract/index.ts';
import type { StaffRole } from '#shared/contract/session.contract.ts';

/** The way into the product that a call came through. */
export type Door = 'desktop' | 'web' | 'cli';

/**
 * Who calls, as a host knows them. The host makes one per window, browser or command, and keeps
 * the session's token in it: signing in and out changes `token`, and no screen ever sees it.
 */
export interface Caller {
  readonly door: Door;
  token: string | null;
  /** Where the call came from, as a team's server sees it; absent where that is this machine. */
  readonly address?: string;
  /**
   * The device that proved itself with this call: the SHA-256 of its public key, in hex. Absent
   * where there is no device to tell apart (one window, one command).
   */
  readonly device?: string;
  /** True only for the command line, which is run by whoever holds the store's key file. */
  readonly operator: boolean;
}

/** Who acts in a use case, as the audit log records it. */
export interface Actor {
  readonly staffId: number | null;
  readonly role: StaffRole | 'operator' | 'nobody' | 'system';
}

/** The signed-in colleague a use case acts for. */
export interface SignedIn {
  readonly sessionId: number;
  readonly staffId: number;
  readonly role: StaffRole;
}

/** What a handler gets beside its input. */
export interface CallContext {
  readonly caller: Caller;
  /** The actor for the audit log: the colleague, the operator, or nobody. */
  readonly actor: Actor;
  /** The session behind the call: null for `anyone` channels without one and for the operator. */
  readonly session: SignedIn | null;
}

/** One handler per channel of a room. It throws `Refusal` to refuse. */
export type Handlers<R extends Room> = {
  readonly [Name in keyof Contract[R]]: (
    input: ParsedInputOf<Contract[R][Name]>,
    context: CallContext,
  ) => Promise<OutputOf<Contract[R][Name]>>;
};

/** The colleague behind a call of a channel that needs one. */
export function signedIn(context: CallContext): SignedIn {
  if (!context.session) throw new Error('A channel for colleagues was reached without a session');
  return context.session;
}
