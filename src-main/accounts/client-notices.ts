import type { MailStanding, NoticedChange } from '#shared/contract/mail.contract.ts';
import type { NewMail } from '../mail/outbox.service.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Tx } from '../platform/database/schema.ts';
import { type AccountRow, findAccount } from './accounts.queries.ts';

interface Parts {
  readonly clock: Clock;
  readonly outbox: { queueAll(tx: Tx, mails: readonly NewMail[]): Promise<MailStanding> };
}

/** A change that a client is told of. */
export interface ClientNotice {
  readonly actor: Actor;
  readonly verificationId: number | null;
  /** The account as it was until then: that is whom the notice goes to. */
  readonly account: Pick<AccountRow, 'id' | 'name' | 'client_id' | 'email'>;
  /** Empty: nothing is told. */
  readonly changed: readonly NoticedChange[];
}

/**
 * Tells clients what was changed on their accounts, in the change's own transaction, at the e-mail
 * that was on file until then (decisions 0033 and 0036).
 */
export class ClientNotices {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What becomes of the notice; null where nothing is told, or there is no e-mail on file. */
  async tell(tx: Tx, notice: ClientNotice): Promise<MailStanding | null> {
    return this.tellAll(tx, [notice]);
  }

  /** The same for many accounts at once. */
  async tellAll(tx: Tx, notices: readonly ClientNotice[]): Promise<MailStanding | null> {
    const { clock, outbox } = this.#parts;
    const changedAt = clock.now();
    const told = notices.filter(
      ({ account, changed }) => changed.length > 0 && account.email !== '',
    );
    if (told.length === 0) return null;
    return outbox.queueAll(
      tx,
      told.map(({ actor, verificationId, account, changed }) => ({
        ...{ actor, verificationId, accountId: account.id, to: account.email },
        letter: {
          ...{ kind: 'notice', name: account.name, clientId: account.client_id },
          ...{ changed, changedAt },
        },
      })),
    );
  }

  /** Tells of a change to the codes of an account, or to who may use them, which leaves the e-mail on file as it is. */
  async tellOfCode(
    tx: Tx,
    accountId: number,
    notice: Pick<ClientNotice, 'actor' | 'verificationId'> & { readonly changed: NoticedChange },
  ): Promise<void> {
    const account = await findAccount(tx, accountId);
    if (account) await this.tell(tx, { ...notice, account, changed: [notice.changed] });
  }
}
