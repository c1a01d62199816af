import { timingSafeEqual } from 'node:crypto';
import type { CodeAccess } from '#shared/contract/accounts.contract.ts';
import { codeAccessOf, mayUseMainCode } from '#shared/rules/code-access.ts';
import {
  encode,
  type HashSetting,
  type SecretHasher,
  type StoredHash,
  sameSetting,
  settingOf,
  tagOf,
} from '../platform/crypto/secret-hasher.ts';
import { type Places, prepared } from '../platform/database/prepared.ts';
import type { AttemptWhy } from '../platform/database/schema/call-tables.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { isUsable } from './code-standing.ts';
import * as queries from './codes.queries.ts';
import { type MayWait, openCode } from './sealed-codes.ts';

/** Whose codes could match what somebody says. */
interface CodesOf {
  readonly accountId: number;
  /** Null: somebody who is not on the account. */
  readonly contactId: number | null;
}

/** Who says a code, as far as the codes that could verify them go. */
export interface Claimant extends CodesOf {
  readonly owner: boolean;
  readonly viewingAccess: boolean;
}

/** A stored code: hashed, or (with a name, and no hash) still waiting to be. */
export interface StoredCode extends StoredHash {
  /** Of the code that waits, as `SecretHasher.keyedName` makes it; null once it is hashed. */
  readonly waits: string | null;
}

interface CodeRow extends StoredCode {
  readonly id: number;
  readonly strength: 'standard' | 'strong';
  readonly exposedAt: number | null;
  readonly mustChangeAt: number | null;
  readonly weak: boolean;
  /** False for one that is disabled, or used up while another one is due. */
  readonly usable: boolean;
}

/** By which code somebody can be verified, and whether one that is there is disabled. */
export interface CodeStanding {
  readonly access: CodeAccess;
  readonly disabled: boolean;
}

/** The codes an attempt is held against: what the claimant says may be either, or neither. */
interface Codes {
  readonly own: CodeRow | null;
  readonly main: CodeRow | null;
}

/** A code as said, hashed under every setting that could matter. Holds tags, never the code. */
export interface HashedCode {
  readonly salt: Buffer;
  /** Its keyed name, by which it is told from codes that wait to be hashed. */
  readonly name: string;
  readonly tags: readonly { readonly setting: HashSetting; readonly tag: Buffer }[];
}

/** How a hashed code compares with what is stored now. */
export type CodeMatch =
  | {
      readonly match: true;
      readonly codeId: number;
      readonly strength: 'standard' | 'strong';
      readonly which: 'own' | 'main';
      /** Since when it stands in a chat transcript, Unix milliseconds; null: in none. */
      readonly exposedAt: number | null;
      /** Since when another one is due, Unix milliseconds; null: none is. */
      readonly mustChangeAt: number | null;
      /** Whether it is known to be one that the policy refuses. */
      readonly weak: boolean;
      readonly stale: boolean;
    }
  | {
      readonly match: false;
      readonly why: Exclude<AttemptWhy, 'match' | 'call_ended'>;
      /** The code that was said all the same, by somebody who may not use it. */
      readonly codeId: number | null;
    };

/**
 * Stored security codes: compared, never read. All codes of an account share its salt, so one
 * argon2 computation tells the contact's own code, the account's main code and neither apart, and
 * every attempt costs the same whatever there is to compare with (decision 0004).
 */
export class CodesService {
  readonly #hasher: SecretHasher;
  readonly #seal: StoreSeal;

  constructor(hasher: SecretHasher, seal: StoreSeal) {
    this.#hasher = hasher;
    this.#seal = seal;
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
    return this.#tags(
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
    return this.#tags(account.code_salt, stored, canonicalCode);
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
      ...now.map((row) => this.#stored(row)),
      ...past.map((one) => ({ ...one, waits: null })),
    ];
  }

  #stored(row: MayWait & { readonly hash: string; readonly pepper_id: string }): StoredCode {
    const code = openCode(this.#seal, row);
    const waits = code === null ? null : this.#hasher.keyedName(code);
    return { hash: row.hash, pepperId: row.pepper_id, waits };
  }

  /** Hashes a holder's code that waits, so that it can be kept as a past one. */
  async hashWaiting(store: Store, { accountId, contactId }: CodesOf): Promise<void> {
    const account = await queries.findAccount(store, accountId);
    const rows = await queries.codesOf(store, accountId);
    const row = rows.find(({ contact_id }) => contact_id === contactId);
    const code = row && openCode(this.#seal, row);
    if (!account || !row || code === null || code === undefined) return;
    const hashed = await this.#tags(account.code_salt, [], code);
    await store.transaction().execute((tx) => this.rehash(tx, row.id, hashed));
  }

  /** As it is stored, under the current setting. */
  encodeCurrent(hashed: HashedCode): StoredHash {
    const current = this.#hasher.currentSetting(hashed.salt);
    const found = hashed.tags.find(({ setting }) => sameSetting(setting, current));
    if (!found) throw new Error('A code was hashed without the current setting');
    return encode(current, found.tag);
  }

  async #tags(
    salt: Uint8Array,
    stored: readonly StoredCode[],
    canonicalCode: string,
  ): Promise<HashedCode> {
    const settings = [this.#hasher.currentSetting(salt)];
    for (const one of stored) {
      if (one.waits !== null) continue;
      const setting = settingOf(one);
      if (!settings.some((known) => sameSetting(known, setting))) settings.push(setting);
    }
    const tags = [];
    for (const setting of settings)
      tags.push({ setting, tag: await this.#hasher.tag(canonicalCode, setting) });
    return { salt: Buffer.from(salt), name: this.#hasher.keyedName(canonicalCode), tags };
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
    return { match: this.#match(codes, claimant, hashed), standing: standingOf(claimant, codes) };
  }

  #match({ own, main }: Codes, claimant: Claimant, hashed: HashedCode): CodeMatch {
    const ownMatches = own !== null && matches(own, hashed);
    const mainMatches = main !== null && matches(main, hashed);
    const mayUseMain = mayUseMainCode(claimant);
    if (own?.usable && ownMatches) return this.#found(own, 'own', hashed);
    if (main?.usable && mainMatches && mayUseMain) return this.#found(main, 'main', hashed);
    const said = own && ownMatches ? own : main && mainMatches ? main : null;
    const codeId = said?.id ?? null;
    if (claimant.contactId === null) return { match: false, why: 'unknown_caller', codeId };
    if (mainMatches && !mayUseMain)
      return { match: false, why: 'main_code_without_access', codeId };
    const usable = own?.usable || (main?.usable && mayUseMain);
    return { match: false, why: usable ? 'no_match' : 'no_code_to_use', codeId };
  }

  /** Stores the matched code under the current setting, from the tag that is already computed. */
  async rehash(tx: Tx, codeId: number, hashed: HashedCode): Promise<void> {
    await queries.putHash(tx, codeId, this.encodeCurrent(hashed));
  }

  /** By which code this claimant can be verified (an own code is named before the main code). */
  async standing(store: Store, claimant: Claimant): Promise<CodeStanding> {
    return standingOf(claimant, await this.#codes(store, claimant));
  }

  /** Has the claimant's code verify again, if it is disabled: their own, else the main code. */
  async enable(tx: Tx, claimant: Claimant): Promise<'own' | 'main' | null> {
    const { own, main } = await this.#codes(tx, claimant);
    const theirs = own ?? (mayUseMainCode(claimant) ? main : null);
    if (!theirs) return null;
    if (!theirs.usable)
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
    const { main } = await this.#codes(tx, { accountId, contactId: null });
    if (main && main.mustChangeAt === null)
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

  #found(row: CodeRow, which: 'own' | 'main', hashed: HashedCode): CodeMatch {
    return {
      match: true,
      codeId: row.id,
      strength: row.strength,
      which,
      exposedAt: row.exposedAt,
      mustChangeAt: row.mustChangeAt,
      weak: row.weak,
      // One that waited is stored as a hash from then on.
      stale:
        row.waits !== null ||
        !sameSetting(settingOf(row), this.#hasher.currentSetting(hashed.salt)),
    };
  }

  async #codes(store: Store, { accountId, contactId }: CodesOf): Promise<Codes> {
    const rows = await codesFor(store, { accountId, contactId });
    const pick = (own: boolean): CodeRow | null => {
      const row = rows.find(({ contact_id }) => (contact_id !== null) === own);
      return row
        ? {
            id: row.id,
            ...this.#stored({ ...row, account_id: accountId }),
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

function standingOf(claimant: Claimant, { own, main }: Codes): CodeStanding {
  const access = codeAccessOf(claimant, { own: own?.usable ?? false, main: main?.usable ?? false });
  const theirs = own ?? (mayUseMainCode(claimant) ? main : null);
  return { access, disabled: access === 'none' && theirs !== null };
}

/** By its hash; a code that waits by its name, which costs as good as nothing (decision 0034). */
function matches(stored: StoredCode, hashed: HashedCode): boolean {
  if (stored.waits !== null)
    return timingSafeEqual(Buffer.from(stored.waits), Buffer.from(hashed.name));
  const setting = settingOf(stored);
  const found = hashed.tags.find((candidate) => sameSetting(candidate.setting, setting));
  return found !== undefined && timingSafeEqual(found.tag, tagOf(stored));
}
