import { randomBytes } from 'node:crypto';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { codeStrength } from '#shared/rules/code-strength.ts';
import { failuresUntilDisabled } from '#shared/rules/throttle-schedule.ts';
import type { AddedAccount, NewAccount } from '../accounts/new-account.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { HashCost } from '../platform/crypto/hash-cost.ts';
import type { StoredHash } from '../platform/crypto/secret-hasher.ts';
import { inParts } from '../platform/database/many-rows.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { DemoAccount, DemoCode } from './demo-data.ts';

/**
 * The codes of the demo are public, so hashing them dearly would guard nothing and take minutes.
 * Each is hashed anew at the full cost when it first verifies somebody.
 */
const demoHashCost: HashCost = { memory: 256, passes: 1, lanes: 1 };

/** What the demo needs of the other rooms. */
export interface DemoParts {
  readonly store: Store;
  readonly audit: AuditWriter;
  readonly hasher: {
    hash(secret: string, salt: Uint8Array, cost: HashCost): Promise<StoredHash>;
  };
  readonly accounts: {
    add(tx: Tx, accounts: readonly NewAccount[]): Promise<readonly AddedAccount[]>;
  };
  /** The key under which the throttle counts a contact. */
  readonly contactKey: (accountId: number, contactId: number) => string;
  readonly now: number;
  readonly actor: Actor;
}

interface HashedCode extends StoredHash {
  readonly code: DemoCode;
}

/** An account whose codes are hashed; `contactCodes` in the order of its contacts. */
interface ReadyAccount extends DemoAccount {
  readonly codeSalt: Uint8Array;
  readonly mainHash: HashedCode | null;
  readonly contactHashes: readonly (HashedCode | null)[];
}

/** Loads demo accounts with their codes, in one transaction with its audit record. */
export async function loadDemo(parts: DemoParts, accounts: readonly DemoAccount[]): Promise<void> {
  // Hashed before the transaction: nothing slow happens while the store is locked.
  const ready = await Promise.all(accounts.map((account) => withHashes(parts, account)));
  await parts.store.transaction().execute(async (tx) => {
    const added = await parts.accounts.add(tx, ready);
    await insertCodes(tx, parts, ready, added);
    await insertDisabled(tx, parts, ready, added);
    await parts.audit.append(tx, {
      actor: parts.actor,
      action: 'store.demo_loaded',
      outcome: 'done',
      details: { accounts: accounts.length },
    });
  });
}

async function withHashes({ hasher }: DemoParts, account: DemoAccount): Promise<ReadyAccount> {
  const codeSalt = randomBytes(16);
  const hashed = async (code: DemoCode | undefined): Promise<HashedCode | null> =>
    code ? { code, ...(await hasher.hash(canonicalCode(code.say), codeSalt, demoHashCost)) } : null;
  return {
    ...account,
    codeSalt,
    mainHash: await hashed(account.mainCode),
    contactHashes: await Promise.all(account.contacts.map(({ ownCode }) => hashed(ownCode))),
  };
}

async function insertCodes(
  tx: Tx,
  { now }: DemoParts,
  ready: readonly ReadyAccount[],
  added: readonly AddedAccount[],
): Promise<void> {
  const rows = ready.flatMap(({ mainHash, contactHashes, createdAt }, place) => {
    const { accountId = 0, contactIds = [] } = added[place] ?? {};
    const hashes: [number | null, HashedCode | null][] = [
      [null, mainHash],
      ...contactHashes.map((hash, at): [number, HashedCode | null] => [contactIds[at] ?? 0, hash]),
    ];
    return hashes.flatMap(([contactId, hashed]) => {
      if (!hashed) return [];
      const { code, hash, pepperId } = hashed;
      return {
        account_id: accountId,
        contact_id: contactId,
        hash,
        pepper_id: pepperId,
        strength: codeStrength(canonicalCode(code.say), code.generated === true),
        from_old_code: code.old ? (1 as const) : (0 as const),
        exposed_at: code.exposed ? now : null,
        set_at: createdAt,
      };
    });
  });
  for (const some of inParts(rows)) await tx.insertInto('security_code').values(some).execute();
}

async function insertDisabled(
  tx: Tx,
  { contactKey, now }: DemoParts,
  ready: readonly ReadyAccount[],
  added: readonly AddedAccount[],
): Promise<void> {
  const keys = ready.flatMap(({ contacts }, place) =>
    contacts.flatMap(({ disabled }, at) =>
      disabled ? contactKey(added[place]?.accountId ?? 0, added[place]?.contactIds[at] ?? 0) : [],
    ),
  );
  if (keys.length === 0) return;
  await tx
    .insertInto('throttle')
    .values(
      keys.map((key) => ({
        scope: 'contact' as const,
        key,
        charged: failuresUntilDisabled,
        forgiven: 0,
        last_charged_at: now,
        failed_at: null,
        aged_at: null,
      })),
    )
    .execute();
}
