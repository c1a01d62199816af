import type { Result } from '#shared/result.ts';

/** How the way to the backend stands, as one answer (or the lack of one) tells it. */
export type Standing =
  | { readonly kind: 'up' }
  /** No answer. Nothing was decided; whether the backend heard is not known. */
  | { readonly kind: 'away' }
  /** This browser is not let in (any more). */
  | { readonly kind: 'closed' }
  /** This browser can't keep the key that a session is bound to. */
  | { readonly kind: 'no_key' }
  /** App and server don't fit together, or it is another server: the message says what to do. */
  | { readonly kind: 'other_version' | 'server_changed'; readonly message: string };

/** The desk's own questions: with these a store that does not answer is as far away as a server. */
const ownQuestions: ReadonlySet<string> = new Set(['session.current', 'session.pulse']);

const switches: ReadonlySet<string> = new Set(['connection.connect', 'connection.disconnect']);

/** What an answer says about the way it came by; null where it says nothing. */
export function standingAfter(channel: string, result: Result<unknown>): Standing | null {
  // These ask another server than the desk's, or none. Once one of them has switched, it did answer.
  if (channel.startsWith('connection.'))
    return result.ok && switches.has(channel) ? { kind: 'up' } : null;
  if (!result.ok) {
    const { code, message } = result.error;
    if (code === 'store_unavailable' && ownQuestions.has(channel)) return { kind: 'away' };
    return standingOf(code, message);
  }
  if (channel !== 'setup.status') return { kind: 'up' };
  // How the store stands is a value, also when a server that has it can't be asked.
  const { state, message, place } = result.value as Status;
  if (state === 'store_unavailable' && place.kind === 'team') return { kind: 'away' };
  return standingOf(state, message);
}

interface Status {
  readonly state: string;
  readonly message: string;
  readonly place: { readonly kind: string };
}

function standingOf(code: string, message: string): Standing {
  if (code === 'server_away') return { kind: 'away' };
  if (code === 'other_version' || code === 'server_changed') return { kind: code, message };
  return { kind: 'up' };
}
