import type { AlertsService } from '../alerts/alerts.service.ts';
import type { AuditNote } from '../audit/audit-entry.ts';
import { type CallContext, type Handlers, signedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import type { ReachedLimit } from '../throttle/agent-limits.service.ts';
import type { OpenSessionsService } from './open-sessions.service.ts';
import type { LiveSession } from './session-standing.ts';
import type { SessionsService } from './sessions.service.ts';
import type { SignInService } from './sign-in.service.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly sessions: SessionsService;
  readonly openSessions: OpenSessionsService;
  readonly signIns: SignInService;
  readonly alerts: AlertsService;
  readonly note: (note: AuditNote) => Promise<void>;
  readonly limitReached: (staffId: number) => Promise<ReachedLimit | null>;
  readonly approvalsWaiting: () => Promise<number>;
}

/** The session room's channels. */
export function sessionHandlers(parts: Parts): Handlers<'session'> {
  const { store, clock, sessions, signIns, alerts } = parts;
  const live = async (context: CallContext): Promise<LiveSession> => {
    const session = await sessions.resolve(context.caller);
    if (!session) throw new Refusal('not_signed_in', 'Your sign-in has ended. Sign in again.');
    return session;
  };
  return {
    current: async (_input, { caller }) => {
      const session = await sessions.resolve(caller);
      return {
        session: session?.view ?? null,
        ended: session ? null : await sessions.whyEnded(caller),
        now: clock.now(),
      };
    },
    signIn: async (input, { caller }) =>
      signIns.signIn(caller, await sessions.resolve(caller), input),
    signOut: async (_input, context) => {
      await sessions.signOut(signedIn(context).sessionId);
      context.caller.token = null;
      return {};
    },
    lock: async (_input, context) => {
      await sessions.lock(signedIn(context).sessionId);
      return {};
    },
    unlock: async ({ password }, context) =>
      signIns.unlock(context.caller, await live(context), password),
    changePassword: async (input, context) =>
      signIns.changePassword(context.caller, await live(context), input),
    touch: async () => ({}),
    pulse: async (_input, context) => {
      const { staffId, role } = signedIn(context);
      return {
        now: clock.now(),
        alerts: await alerts.open(store),
        limitReached: await parts.limitReached(staffId),
        approvalsWaiting: role === 'supervisor' ? await parts.approvalsWaiting() : null,
      };
    },
    list: async (_input, { session }) => ({
      sessions: await parts.openSessions.list(session?.sessionId ?? null),
    }),
    end: async ({ sessionId, reason }, { actor, session }) => {
      await parts.openSessions.end(actor, session?.sessionId ?? null, sessionId, reason);
      return {};
    },
    noteDeskLeaves: async ({ to }, { actor }) => {
      const action = to === null ? 'store.desk_disconnected' : 'store.desk_connected';
      await parts.note({ actor, action, outcome: 'done', details: { ...to } });
      return {};
    },
    acknowledgeAlert: async ({ alertId }, { actor }) => {
      await store
        .transaction()
        .execute((tx) => alerts.acknowledge(tx, alertId, actor, clock.now()));
      return {};
    },
  };
}
