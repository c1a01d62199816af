import { type Places, prepared } from '../platform/database/prepared.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import {
  type CandidateCode,
  type Claimant,
  type CodeMatch,
  type CodeStanding,
  type Codes,
  type CodesOf,
  matchOf,
  standingOf,
} from './code-match.ts';
import { isUsable } from './code-standing.ts';
import * as queries from './codes.queries.ts';
import {
  type CodeKeys,
  type HashedCode,
  hashCode,
  matches,
  type StoredCode,
  storedCodeOf,
} from './hashed-code.ts';

/**
 * Stored security codes: compared, never read. All codes of an account share its salt, so one
 * argon2 computation tells the contact's own code, the account's main code and neither apart, and
 * every attempt costs the same whatever there is to compare with (decision 0004).
 */
export class CompareCodesService {
  readonly #keys: CodeKeys;

  constructor(keys: CodeKeys) {
    this.#keys = keys;
  }

  /**
   * Hashes a canonical code that somebody says: always under the current setting, and besides under
   * an older one where a stored code still has it. The slow part; call it outside transactions.
   */
  async hash(store: Store, of: CodesOf, canonicalCode: string): Promise<HashedCode> {
    const [account] = await saltOf(store, of);
    if (!account) throw new Error('A code was said for an account that is not there');
    const { code_salt: salt } = account;
    const { own, main } = await this.#codes(store, of);
    return hashCode(
      this.#keys.hasher,
      salt,
      [own, main].filter((stored) => stored !== null),
      canonicalCode,
    );
  }

  /**
   * The same for a code that is to be set: under every setting that a code or a replaced code of
   * anybody on the account has, so that it can be told from all of them.
   */
  async hashForSetting(
    store: Store,
    accountId: number,
    canonicalCode: string,
  ): Promise<HashedCode> {
    const account = await queries.findAccount(store, accountId);
    if (!account) throw new Error('A code was to be set for an account that is not there');
    const stored = await this.#everOn(store, accountId);
    return hashCode(this.#keys.hasher, account.code_salt, stored, canonicalCode);
  }

  /** Whether anybody on the account has this code, or had it as one of their last. */
  async isOnAccount(store: Store, accountId: number, hashed: HashedCode): Promise<boolean> {
    const stored = await this.#everOn(store, accountId);
    return stored.filter((one) => matches(one, hashed)).length > 0;
  }

  async #everOn(store: Store, accountId: number): Promise<StoredCode[]> {
    const now = await queries.codesOf(store, accountId);
    const past = await queries.pastHashesOf(store, accountId);
    return [
      ...now.map((row) => storedCodeOf(this.#keys, row)),
      ...past.map((one) => ({ ...one, waits: null })),
    ];
  }

  /**
   * Compares with the codes as they are stored at this moment of the transaction, and says by which
   * of them the claimant can be verified at all.
   */
  async compare(
    tx: Tx,
    claimant: Claimant,
    hashed: HashedCode,
  ): Promise<{ match: CodeMatch; standing: CodeStanding }> {
    const codes = await this.#codes(tx, claimant);
    const current = this.#keys.hasher.currentSetting(hashed.salt);
    return {
      match: matchOf(codes, claimant, hashed, current),
      standing: standingOf(claimant, codes),
    };
  }

  /** By which code this claimant can be verified (an own code is named before the main code). */
  async standing(store: Store, claimant: Claimant): Promise<CodeStanding> {
    return standingOf(claimant, await this.#codes(store, claimant));
  }

  async #codes(store: Store, { accountId, contactId }: CodesOf): Promise<Codes> {
    const rows = await codesFor(store, { accountId, contactId });
    const pick = (own: boolean): CandidateCode | null => {
      const row = rows.find(({ contact_id }) => (contact_id !== null) === own);
      return row
        ? {
            id: row.id,
            ...storedCodeOf(this.#keys, { ...row, account_id: accountId }),
            strength: row.strength,
            exposedAt: row.exposed_at,
            mustChangeAt: row.must_change_at,
            weak: row.weak === 1,
            usable: isUsable(row),
          }
        : null;
    };
    return { own: pick(true), main: pick(false) };
  }
}

const saltOf = prepared((store, value: Places<CodesOf>) =>
  store.selectFrom('account').select('code_salt').where('id', '=', value('accountId')),
);

/** The main code, and the contact's own. */
const codesFor = prepared((store, value: Places<CodesOf>) =>
  store
    .selectFrom('security_code')
    .select([
      ...(['id', 'contact_id', 'hash', 'pepper_id', 'strength', 'exposed_at'] as const),
      ...(['must_change_at', 'must_change_used_at', 'weak', 'disabled_at'] as const),
      ...(['sealed', 'seal_key_id'] as const),
    ])
    .where('account_id', '=', value('accountId'))
    .where((eb) =>
      eb.or([eb('contact_id', 'is', null), eb('contact_id', '=', value('contactId'))]),
    ),
);
