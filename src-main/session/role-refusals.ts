import type { AuditWriter } from '../audit/audit-entry.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Store } from '../platform/database/schema.ts';
import { OnceEach } from '../platform/once-each.ts';

interface Parts {
  readonly store: Store;
  readonly audit: AuditWriter;
}

/** Puts on record that somebody asked for what their role may not: no desk does that by itself. */
export class RoleRefusals {
  readonly #parts: Parts;
  readonly #noted = new OnceEach();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Notes a refusal, once for each session and channel: whoever repeats it must not fill the log.
   *
   * @param channel a name of the contract's
   */
  async note({ sessionId, staffId, role }: SignedIn, channel: string): Promise<void> {
    const { store, audit } = this.#parts;
    await this.#noted.do(sessionId, channel, () =>
      store.transaction().execute((tx) =>
        audit.append(tx, {
          actor: { staffId, role },
          action: 'session.role_refused',
          outcome: 'refused',
          details: { sessionId, channel },
        }),
      ),
    );
  }
}
