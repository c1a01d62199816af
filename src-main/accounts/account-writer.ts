import { randomBytes } from 'node:crypto';
import type { Tx } from '../platform/database/schema.ts';
import type { FullText } from '../platform/database/word-index/word-index.ts';
import { identifiersOf, wordsOfAccount } from './account-words.ts';
import * as queries from './account-writer.queries.ts';
import type { AddedAccount, NewAccount } from './new-account.ts';
import { toInternational } from './phone-numbers.ts';

/** Writes accounts, and keeps what look-up reads in step with them. */
export class AccountWriter {
  readonly #fullText: FullText;

  constructor(fullText: FullText) {
    this.#fullText = fullText;
  }

  /**
   * Adds accounts; many at once are much faster than one by one. Phone numbers are brought into
   * E.164. Rejects when a Client ID or a username is taken.
   */
  async add(tx: Tx, accounts: readonly NewAccount[]): Promise<readonly AddedAccount[]> {
    const ready = accounts.map((account) => ({
      ...account,
      codeSalt: account.codeSalt ?? randomBytes(16),
      phone: account.phone && toInternational(account.phone, account.country),
      contacts: account.contacts.map((contact) => ({
        ...contact,
        phone: contact.phone && toInternational(contact.phone, account.country),
      })),
    }));
    const added = await queries.insertAccounts(tx, ready);
    const searchable = ready.map((account, place) => ({
      ...account,
      contacts: account.contacts.map((contact, at) => ({
        ...contact,
        contactId: added[place]?.contactIds[at] ?? 0,
      })),
    }));
    await queries.insertIdentifiers(
      tx,
      searchable.flatMap((account, place) =>
        identifiersOf(account).map((identifier) => ({
          ...identifier,
          accountId: added[place]?.accountId ?? 0,
        })),
      ),
    );
    await this.#fullText.put(
      tx,
      searchable.map((account, place) => ({
        accountId: added[place]?.accountId ?? 0,
        words: wordsOfAccount(account),
      })),
    );
    return added;
  }
}
