import type { Contract, OutputOf } from '#shared/contract/index.ts';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import type { AccountFields } from '#shared/rules/account-fields.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { FullText } from '../platform/database/word-index/word-index.ts';
import { AccountWriter } from './account-writer.ts';
import { madeBy } from './new-account.queries.ts';
import { newAccountOf } from './new-account.ts';
import { nextClientIds } from './next-client-id.ts';
import { canBeDialled, forReading, toInternational } from './phone-numbers.ts';
import { asKept, problemsOf } from './typed-account.ts';

type Channels = Contract['accounts'];

/** The same account sent again within this time is the same press (milliseconds). */
const sentAgainWithin = 60_000;

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly fullText: FullText;
  readonly portal: FirstPasswords;
}

/** Has the client choose the first Portal password: nobody at the desk makes one up. */
export interface FirstPasswords {
  /** Mails a code for it, in the transaction that makes the account. */
  setPasswordCode(tx: Tx, accountId: number, by: SignedIn): Promise<MailStanding>;
  standing(store: Store): Promise<MailStanding>;
}

/** Makes accounts at the desk. */
export class NewAccountService {
  readonly #parts: Parts;
  readonly #writer: AccountWriter;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#writer = new AccountWriter(parts.fullText);
  }

  /** What stands against a new account, and its phone number as people read it; null if it is none. */
  async check(typed: AccountFields): Promise<OutputOf<Channels['checkNew']>> {
    const { phone, country } = typed;
    const dialled = canBeDialled(phone, country);
    return {
      problems: [...(await problemsOf(this.#parts.store, typed))],
      phone: dialled ? forReading(toInternational(phone, country)) : null,
    };
  }

  /**
   * Makes an account with its owner, who is mailed a code to choose a password with; or says what
   * stands against it.
   */
  async create(who: SignedIn, typed: AccountFields): Promise<OutputOf<Channels['create']>> {
    const { store, clock, audit, portal } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const now = clock.now();
      const kept = asKept(typed);
      const { username } = kept;
      const before = await madeBy(tx, who.staffId, username, now - sentAgainWithin);
      if (before?.email === typed.email)
        return {
          ...{ kind: 'created', accountId: before.id, clientId: before.client_id, username },
          mail: await portal.standing(tx),
        };
      const problems = await problemsOf(tx, typed);
      if (problems.length > 0) return { kind: 'refused', problems: [...problems] };
      const clientId = typed.clientId || (await nextClientIds(tx, 1))[0] || '';
      const account = {
        ...newAccountOf({ ...kept, clientId }, now),
        createdBy: who.staffId,
      };
      const [added] = await this.#writer.add(tx, [account]);
      if (!added) throw new Error('The account was not added');
      await audit.append(tx, {
        actor: { staffId: who.staffId, role: who.role },
        action: 'account.created',
        outcome: 'done',
        accountId: added.accountId,
        details: { clientIdGiven: typed.clientId !== '', contacts: 1 },
      });
      const mail = await portal.setPasswordCode(tx, added.accountId, who);
      return { kind: 'created', accountId: added.accountId, clientId, username, mail };
    });
  }
}
