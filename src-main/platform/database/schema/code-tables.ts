import type { Generated } from 'kysely';
import type { Fixed, Flag } from './columns.ts';

export interface SecurityCodeTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  /** Null: the account's main code. Otherwise this contact's own code. */
  contact_id: Fixed<number | null>;
  /**
   * argon2id in PHC form over HMAC-SHA-256(pepper, canonical code), salted by `code_salt`. Empty, and
   * without a pepper, while it waits.
   */
  hash: string;
  pepper_id: string;
  strength: 'standard' | 'strong';
  from_old_code: Flag;
  exposed_at: number | null;
  set_at: number;
  /** Since when the client must choose another one; it still verifies once, for tier 1. */
  must_change_at: number | null;
  /** When it verified that once. */
  must_change_used_at: number | null;
  /** Taken over although the policy refuses it. */
  weak: Generated<Flag>;
  /** Since when it verifies nobody; null: it does. */
  disabled_at: number | null;
  set_how: Generated<'typed' | 'generated' | 'imported'>;
  /** The colleague who set it at the desk; null where it came otherwise. */
  set_by: number | null;
  /** The canonical code under the keystore's key, while it waits to be hashed; null once it is. */
  sealed: Uint8Array | null;
  seal_key_id: string | null;
  /** The import that brought it. */
  import_run_id: number | null;
}

/** A code that was replaced: kept so that it can't come back, at most five for each holder. */
export interface PastCodeTable {
  id: Generated<number>;
  account_id: Fixed<number>;
  /** Null: it was the account's main code. */
  contact_id: Fixed<number | null>;
  hash: Fixed<string>;
  pepper_id: Fixed<string>;
  replaced_at: Fixed<number>;
}
