import { mayUseMainCode } from '#shared/rules/code-access.ts';
import { encode, type StoredHash, sameSetting } from '../platform/crypto/secret-hasher.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { Claimant } from './code-match.ts';
import { isUsable } from './code-standing.ts';
import * as queries from './codes.queries.ts';
import { type CodeKeys, type HashedCode, hashCode } from './hashed-code.ts';
import { openCode } from './sealed-codes.ts';
import { settleWaiting } from './settle-waiting.ts';

/** What the other rooms have changed of stored codes; the codes themselves are never read. */
export class StoredCodesService {
  readonly #keys: CodeKeys;

  constructor(keys: CodeKeys) {
    this.#keys = keys;
  }

  /** As it is stored, under the current setting. */
  encodeCurrent(hashed: HashedCode): StoredHash {
    const current = this.#keys.hasher.currentSetting(hashed.salt);
    const found = hashed.tags.find(({ setting }) => sameSetting(setting, current));
    if (!found) throw new Error('A code was hashed without the current setting');
    return encode(current, found.tag);
  }

  /**
   * Stores the matched code under the current setting, from the tag that is already computed; one
   * that waited is settled by it. Returns since when another one is due, Unix milliseconds; null: none
   * is.
   */
  async rehash(tx: Tx, codeId: number, hashed: HashedCode, now: number): Promise<number | null> {
    const row = await queries.findCode(tx, codeId);
    if (!row) throw new Error('A code that matched is not there to be hashed');
    const stored = this.encodeCurrent(hashed);
    if (row.sealed === null) {
      await queries.putHash(tx, codeId, stored);
      return row.must_change_at;
    }
    await settleWaiting(tx, this.#keys, row, { stored, name: hashed.name }, now);
    return (await queries.findCode(tx, codeId))?.must_change_at ?? null;
  }

  /** Hashes a holder's code that waits, so that it can be kept as a past one. */
  async hashWaiting(store: Store, holder: queries.Holder, now: number): Promise<void> {
    const { hasher, seal } = this.#keys;
    const account = await queries.findAccount(store, holder.accountId);
    const row = await queries.codeOf(store, holder);
    const code = row ? openCode(seal, row) : null;
    if (!account || !row || code === null) return;
    const hashed = await hashCode(hasher, account.code_salt, [], code);
    const { name } = hashed;
    const stored = this.encodeCurrent(hashed);
    await store
      .transaction()
      .execute((tx) => settleWaiting(tx, this.#keys, row, { stored, name }, now));
  }

  /** Has the claimant's code verify again, if it is disabled: their own, else the main code. */
  async enable(tx: Tx, claimant: Claimant): Promise<'own' | 'main' | null> {
    const { accountId, contactId } = claimant;
    const rows = await queries.codesOf(tx, accountId);
    const codeOf = (holder: number | null) => rows.find(({ contact_id }) => contact_id === holder);
    const own = contactId === null ? undefined : codeOf(contactId);
    const theirs = own ?? (mayUseMainCode(claimant) ? codeOf(null) : undefined);
    if (!theirs) return null;
    if (!isUsable(theirs))
      await queries.flag(tx, theirs.id, { disabled_at: null, must_change_used_at: null });
    return theirs === own ? 'own' : 'main';
  }

  /** Notes what a match has shown of a code: that it was used while another is due, or is weak. */
  async noteMatch(
    tx: Tx,
    codeId: number,
    shown: Partial<Pick<queries.CodeRow, 'must_change_used_at' | 'weak'>>,
  ): Promise<void> {
    await queries.flag(tx, codeId, shown);
  }

  /** A contact is on the account no more: their own code and those it replaced are gone for good. */
  async forget(tx: Tx, accountId: number, contactId: number): Promise<void> {
    await queries.deleteAllOf(tx, accountId, contactId);
  }

  /**
   * The main code, if there is one, verifies once more, for what tier 1 allows. One whose use is spent
   * stays so: decision 0029 leaves those who use it one call so that a transfer does not take their
   * code away at once, and a code that verifies nobody already takes nothing from them. A use given
   * back would be the former owner's as much as theirs.
   */
  async requireMainChange(tx: Tx, accountId: number, now: number): Promise<void> {
    const main = await queries.codeOf(tx, { accountId, contactId: null });
    if (main && main.must_change_at === null)
      await queries.flag(tx, main.id, { must_change_at: now });
  }

  /** The code stood in a chat transcript: whoever reads that can say it. */
  async markExposed(tx: Tx, codeId: number, now: number): Promise<void> {
    await tx
      .updateTable('security_code')
      .set({ exposed_at: now })
      .where('id', '=', codeId)
      .where('exposed_at', 'is', null)
      .execute();
  }
}
