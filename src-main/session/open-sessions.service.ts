import type { OpenSessionView } from '#shared/contract/session.contract.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import * as queries from './session.queries.ts';
import { isOver, standingOf } from './session-standing.ts';
import type { SessionsService } from './sessions.service.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly sessions: SessionsService;
}

/** Everybody's sessions, for supervisors and the command line. `own` is the caller's session. */
export class OpenSessionsService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Every session that has not ended, as it stands now, by name. */
  async list(own: number | null): Promise<OpenSessionView[]> {
    const { store, clock } = this.#parts;
    const now = clock.now();
    const rows = await queries.open(store, now);
    return rows
      .filter((row) => !isOver(row, now))
      .map((row) => ({
        sessionId: row.id,
        staffId: row.staff_id,
        name: row.name,
        username: row.username,
        role: row.role,
        door: row.door,
        address: row.address,
        signedInAt: row.signed_in_at,
        lastActivityAt: row.last_activity_at,
        state: standingOf(row, now).state,
        own: row.id === own,
      }));
  }

  /**
   * Ends somebody's session at once, with the reason on record. Refuses `not_found`, and `conflict`
   * for one's own and for one that has ended.
   */
  async end(actor: Actor, own: number | null, sessionId: number, reason: string): Promise<void> {
    const { store, clock, audit, sessions } = this.#parts;
    if (sessionId === own)
      throw new Refusal('conflict', 'This is your own sign-in. Sign out instead.');
    await store.transaction().execute(async (tx) => {
      const row = await queries.byId(tx, sessionId);
      if (!row) throw new Refusal('not_found', 'There is no such sign-in.');
      if (!(await sessions.endFor(tx, row, clock.now())))
        throw new Refusal('conflict', 'This sign-in has ended already.');
      await audit.append(tx, {
        actor,
        action: 'session.ended',
        outcome: 'done',
        subjectStaffId: row.staff_id,
        details: { sessionId, reasonId: await audit.keepReason(tx, reason) },
      });
    });
  }
}
