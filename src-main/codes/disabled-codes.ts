import type { AccountsService } from '../accounts/accounts.service.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { contactKey, type ThrottleService } from '../throttle/throttle.service.ts';
import type { Claimant } from './code-match.ts';
import type { CompareCodesService } from './compare-codes.service.ts';
import type { StoredCodesService } from './stored-codes.service.ts';
import type { CodeChanger, TellOfCode } from './tell-of-code.ts';

interface Whose {
  readonly accountId: number;
  readonly contactId: number;
}

interface Parts {
  readonly accounts: Pick<AccountsService, 'contactOf'>;
  readonly comparing: CompareCodesService;
  readonly stored: StoredCodesService;
  readonly throttle: ThrottleService;
  readonly tellOfCode: TellOfCode;
}

/**
 * A contact's code that verifies nobody: after ten failures in a row, disabled by a colleague, or
 * used up while another one is due. The way back is the same from each.
 */
export class DisabledCodes {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Whether the code that this contact could use is disabled at `now`. */
  async isDisabled(
    store: Store,
    accountId: number,
    contactId: number,
    now: number,
  ): Promise<boolean> {
    const { comparing, throttle } = this.#parts;
    if ((await throttle.view(store, accountId, contactId, now)).kind === 'disabled') return true;
    const claimant = await this.#claimant(store, accountId, contactId);
    return (await comparing.standing(store, claimant)).disabled;
  }

  /** Lets it be tried again: failures are forgiven, it verifies, and the client is told. */
  async enable(tx: Tx, { accountId, contactId }: Whose, by: CodeChanger): Promise<void> {
    const { stored, throttle, tellOfCode } = this.#parts;
    await throttle.forgiveAll(tx, { scope: 'contact', key: contactKey(accountId, contactId) });
    const which = await stored.enable(tx, await this.#claimant(tx, accountId, contactId));
    if (which) await tellOfCode(tx, accountId, { ...by, changed: `${which}_code_enabled` });
  }

  async #claimant(store: Store, accountId: number, contactId: number): Promise<Claimant> {
    const contact = await this.#parts.accounts.contactOf(store, accountId, contactId);
    const owner = contact?.kind === 'owner';
    return { accountId, contactId, owner, viewingAccess: contact?.viewingAccess ?? false };
  }
}
