import type { AccountsService } from '../accounts/accounts.service.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { contactKey, type ThrottleService } from '../throttle/throttle.service.ts';
import type { Claimant, CodesService } from './codes.service.ts';

interface Parts {
  readonly accounts: Pick<AccountsService, 'contactOf'>;
  readonly codes: CodesService;
  readonly throttle: ThrottleService;
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
    const { codes, throttle } = this.#parts;
    if ((await throttle.view(store, accountId, contactId, now)).kind === 'disabled') return true;
    const claimant = await this.#claimant(store, accountId, contactId);
    return (await codes.standing(store, claimant)).disabled;
  }

  /** Lets it be tried again: failures are forgiven, and it verifies. */
  async enable(tx: Tx, accountId: number, contactId: number): Promise<void> {
    const { codes, throttle } = this.#parts;
    await throttle.forgiveAll(tx, { scope: 'contact', key: contactKey(accountId, contactId) });
    await codes.enable(tx, await this.#claimant(tx, accountId, contactId));
  }

  async #claimant(store: Store, accountId: number, contactId: number): Promise<Claimant> {
    const contact = await this.#parts.accounts.contactOf(store, accountId, contactId);
    const owner = contact?.kind === 'owner';
    return { accountId, contactId, owner, viewingAccess: contact?.viewingAccess ?? false };
  }
}
