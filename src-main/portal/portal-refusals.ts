import type { AuditDetails } from '#shared/contract/audit.contract.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { SecretHasher } from '../platform/crypto/secret-hasher.ts';
import type { Tx } from '../platform/database/schema.ts';
import type { ThrottleService } from '../throttle/throttle.service.ts';

interface Parts {
  readonly audit: AuditWriter;
  readonly hasher: Pick<SecretHasher, 'keyedName'>;
  readonly throttle: Pick<ThrottleService, 'charge'>;
}

/** What a client, or whoever says to be one, tried at the Portal in vain. */
interface RefusedTry {
  readonly actor: Actor;
  readonly action: 'portal.password_refused' | 'portal.code_refused';
  readonly outcome: 'failed' | 'wait' | 'refused';
  /** Null: what was typed is nobody's. It is not kept: it may be a password in the wrong box. */
  readonly accountId: number | null;
  readonly details: AuditDetails;
}

/**
 * Puts on record what was tried at the Portal in vain, so that an attack shows. Nobody there is known
 * to the desk, so nobody may fill the log: of what costs them nothing to repeat so many are recorded,
 * for each account and all that is nobody's together, as tries are let through on a name.
 */
export class PortalRefusals {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Records a try, in the transaction that refuses it; `now` in Unix milliseconds. */
  async note(tx: Tx, refused: RefusedTry, now: number): Promise<void> {
    const { audit, hasher, throttle } = this.#parts;
    const { action, outcome, accountId } = refused;
    // The throttle of the account has let this one through, and few like it.
    const isRare = outcome === 'failed' && accountId !== null;
    const key = hasher.keyedName(`portal record ${action} ${outcome} ${accountId ?? 'nobody'}`);
    if (!isRare && !(await throttle.charge(tx, { scope: 'portal', key }, now)).charged) return;
    await audit.append(tx, refused);
  }
}
