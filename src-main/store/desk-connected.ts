import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Store } from '../platform/database/schema.ts';

/**
 * Records that a supervisor connects this desk to a team's server, in the log of the store that is
 * closed by it. The server is a machine's name, nobody's.
 */
export function noteDeskConnected(store: Store, audit: AuditWriter) {
  return (server: string, actor: Actor): Promise<void> =>
    store.transaction().execute((tx) =>
      audit.append(tx, {
        actor,
        action: 'store.desk_connected',
        outcome: 'done',
        details: { server },
      }),
    );
}
