import type { SessionView } from '#shared/contract/session.contract.ts';
import { idleLockMs } from '#shared/rules/session-limits.ts';
import type { Caller, SignedIn } from '../platform/call.ts';
import type { SessionRow } from './session.queries.ts';

/** A session as it stands at this moment. */
export interface LiveSession extends SignedIn {
  readonly state: SessionView['state'];
  readonly view: SessionView;
  /** Unix milliseconds. */
  readonly lastActivityAt: number;
}

/** Whether a caller is on the device that the session was opened on, if it was on one. */
export const isFrom = (row: SessionRow, { device }: Pick<Caller, 'device'>) =>
  row.device === null || row.device === device;

/** Past its twelve hours; or from the future by more than the idle time: a clock that went back. */
export const isOver = (row: SessionRow, now: number) =>
  now >= row.expires_at || row.signed_in_at - now >= idleLockMs;

/** A clock that jumped back by more than the idle time locks too: it gives no credit. */
export const isIdle = (row: SessionRow, now: number) =>
  Math.abs(now - row.last_activity_at) >= idleLockMs;

/** A session that has not ended, as it is now. */
export function standingOf(row: SessionRow, now: number): LiveSession {
  const locked = row.locked_at !== null || isIdle(row, now);
  const due = row.password_change_due === 1;
  const state = locked ? 'locked' : due ? 'password_change_due' : 'active';
  return {
    sessionId: row.id,
    staffId: row.staff_id,
    role: row.role,
    state,
    lastActivityAt: row.last_activity_at,
    view: {
      staffId: row.staff_id,
      username: row.username,
      name: row.name,
      role: row.role,
      worksOn: row.works_on,
      defaultChannel: row.works_on === 'chat' ? 'chat' : 'phone',
      state,
      signedInAt: row.signed_in_at,
      expiresAt: row.expires_at,
      idleLockMs,
    },
  };
}
