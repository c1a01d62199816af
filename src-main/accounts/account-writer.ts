import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../platform/database/schema.ts';
import type { FullText } from '../platform/database/word-index/word-index.ts';
import { countVersion } from './account-version.ts';
import { identifiersOf, wordsOfAccount } from './account-words.ts';
import * as queries from './account-writer.queries.ts';
import { type FoundAccount, loadFound } from './look-up.queries.ts';
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

  /**
   * Changes an account that is still as `version` left it. `write` changes its row, its contacts and
   * its services, phone numbers in E.164; what look-up reads is brought in step with all of them.
   * Refuses `conflict` for another version. Rejects when a Client ID or a username is taken.
   */
  async change(
    tx: Tx,
    accountId: number,
    version: number,
    write: () => Promise<void>,
  ): Promise<void> {
    await countVersion(tx, accountId, version);
    const before = await this.#found(tx, accountId);
    await write();
    await this.#index(tx, before, await this.#found(tx, accountId));
  }

  /**
   * Makes an account one that never was, at `now`: nothing finds it, and its personal data and its
   * codes are gone. Its row and its contacts' stay, for the log names them. Rejects for one that is
   * removed already.
   */
  async remove(tx: Tx, accountId: number, now: number): Promise<void> {
    await this.#found(tx, accountId);
    await queries.deleteIdentifiers(tx, accountId);
    await this.#fullText.put(tx, [{ accountId, words: new Set() }]);
    await queries.deleteCodes(tx, accountId);
    await queries.emptyContacts(tx, accountId, now);
    await queries.emptyAccount(tx, accountId, now);
  }

  async #found(tx: Tx, accountId: number): Promise<FoundAccount> {
    const found = (await loadFound(tx, [accountId])).get(accountId);
    if (!found) throw new Error(`There is no account ${accountId}`);
    return found;
  }

  /** Puts what an account is found by now in place of what it was found by. */
  async #index(tx: Tx, before: FoundAccount, now: FoundAccount): Promise<void> {
    const { accountId } = now;
    const identifiers = identifiersOf(now);
    if (!isDeepStrictEqual(identifiers, identifiersOf(before))) {
      await queries.deleteIdentifiers(tx, accountId);
      await queries.insertIdentifiers(
        tx,
        identifiers.map((identifier) => ({ ...identifier, accountId })),
      );
    }
    const words = wordsOfAccount(now);
    if (!isDeepStrictEqual(words, wordsOfAccount(before)))
      await this.#fullText.put(tx, [{ accountId, words }]);
  }
}
