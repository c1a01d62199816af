import { timingSafeEqual } from 'node:crypto';
import {
  type HashSetting,
  type SecretHasher,
  type StoredHash,
  sameSetting,
  settingOf,
  tagOf,
} from '../platform/crypto/secret-hasher.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { type MayWait, openCode } from './sealed-codes.ts';

/** A stored code: hashed, or (with a name, and no hash) still waiting to be. */
export interface StoredCode extends StoredHash {
  /** Of the code that waits, as `SecretHasher.keyedName` makes it; null once it is hashed. */
  readonly waits: string | null;
}

/** A code as said, hashed under every setting that could matter. Holds tags, never the code. */
export interface HashedCode {
  readonly salt: Buffer;
  /** Its keyed name, by which it is told from codes that wait to be hashed. */
  readonly name: string;
  readonly tags: readonly { readonly setting: HashSetting; readonly tag: Buffer }[];
}

/** What stored codes are read by. */
export interface CodeKeys {
  readonly hasher: SecretHasher;
  readonly seal: StoreSeal;
}

/** A code's row as it is compared. */
export function storedCodeOf(
  { hasher, seal }: CodeKeys,
  row: MayWait & { readonly hash: string; readonly pepper_id: string },
): StoredCode {
  const code = openCode(seal, row);
  const waits = code === null ? null : hasher.keyedName(code);
  return { hash: row.hash, pepperId: row.pepper_id, waits };
}

/** Hashes a canonical code under the current setting, and under each that one of `stored` has. */
export async function hashCode(
  hasher: SecretHasher,
  salt: Uint8Array,
  stored: readonly StoredCode[],
  canonicalCode: string,
): Promise<HashedCode> {
  const settings = [hasher.currentSetting(salt)];
  for (const one of stored) {
    if (one.waits !== null) continue;
    const setting = settingOf(one);
    if (!settings.some((known) => sameSetting(known, setting))) settings.push(setting);
  }
  const tags = [];
  for (const setting of settings)
    tags.push({ setting, tag: await hasher.tag(canonicalCode, setting) });
  return { salt: Buffer.from(salt), name: hasher.keyedName(canonicalCode), tags };
}

/** By its hash; a code that waits by its name, which costs as good as nothing (decision 0034). */
export function matches(stored: StoredCode, hashed: HashedCode): boolean {
  if (stored.waits !== null)
    return timingSafeEqual(Buffer.from(stored.waits), Buffer.from(hashed.name));
  const setting = settingOf(stored);
  const found = hashed.tags.find((candidate) => sameSetting(candidate.setting, setting));
  return found !== undefined && timingSafeEqual(found.tag, tagOf(stored));
}
