import { foldCase } from '#shared/rules/canonical-code.ts';
import { compact } from '../accounts/account-words.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { SecretHasher } from '../platform/crypto/secret-hasher.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { PasswordsService } from '../staff/passwords.service.ts';
import type { Count, ThrottleService } from '../throttle/throttle.service.ts';
import * as queries from './portal.queries.ts';
import type { PortalCodesService } from './portal-codes.service.ts';
import { codeName, readPortalCode } from './portal-codes.ts';
import type { PortalRefusals } from './portal-refusals.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly hasher: Pick<SecretHasher, 'keyedName'>;
  /** The Portal's password rules are those of staff, and so is the hash. */
  readonly passwords: Pick<PasswordsService, 'prepare' | 'check'>;
  readonly throttle: Pick<ThrottleService, 'charge' | 'forgive' | 'noteFailed'>;
  readonly codes: Pick<PortalCodesService, 'endCodes'>;
  readonly refusals: Pick<PortalRefusals, 'note'>;
}

export type PasswordVerdict =
  | { readonly kind: 'match'; readonly clientId: string }
  | { readonly kind: 'no_match' }
  | { readonly kind: 'wait'; readonly until: number };

/** A password that is tried: for which account (null: nobody's), and on which count. */
interface TriedPassword {
  readonly actor: Actor;
  readonly accountId: number | null;
  readonly count: Count;
}

/** The clients' Portal passwords, for the Portal's server: set by a mailed code, and checked. */
export class PortalPasswordsService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Sets the password of the account that a code was mailed to, and spends the code. No count of
   * failures is touched. Refuses `invalid_input` for a password against the rules, which leaves the
   * code as it is.
   */
  async redeem(actor: Actor, typed: string, password: string): Promise<'set' | 'no_code'> {
    const { store, clock, audit, hasher, passwords, codes, refusals } = this.#parts;
    const code = readPortalCode(typed);
    const codeHash = code === null ? '' : hasher.keyedName(codeName(code));
    const found = await queries.findCode(store, codeHash);
    const usable = found !== undefined && isUsable(found, clock.now());
    const hash = usable ? await passwords.prepare(found.username, password) : null;
    return store.transaction().execute(async (tx) => {
      const now = clock.now();
      const accountId = found?.account_id ?? null;
      const about = { actor, accountId, details: { kind: found?.kind ?? null } };
      // Of two that come with one code at once, the second finds it spent.
      const still = found && (await queries.findCode(tx, codeHash));
      if (!hash || !still || still.username !== found.username || !isUsable(still, now)) {
        const refused = { action: 'portal.code_refused', outcome: 'refused' } as const;
        await refusals.note(tx, { ...about, ...refused }, now);
        return 'no_code';
      }
      await queries.noteUsed(tx, still.id, now);
      await codes.endCodes(tx, still.account_id);
      await queries.putPassword(tx, still.account_id, hash, now);
      await audit.append(tx, { ...about, action: 'portal.password_set', outcome: 'done' });
      return 'set';
    });
  }

  /**
   * Whether this is the password of the account with that username or Client ID. A try is charged
   * before it is hashed, on the account or, where there is none, on the name; after three that
   * failed in a row each next one waits. An account that is closed has no password. What failed is put
   * on record, never the name that was typed.
   */
  async check(actor: Actor, name: string, password: string): Promise<PasswordVerdict> {
    const { store, clock, passwords, throttle } = this.#parts;
    const account = await this.#accountCalled(name);
    const count = this.#countOf(name, account?.id);
    const tried = { actor, accountId: account?.id ?? null, count };
    const charge = await store.transaction().execute(async (tx) => {
      const now = clock.now();
      const charged = await throttle.charge(tx, count, now);
      if (!charged.charged) await this.#noteRefused(tx, { ...tried, outcome: 'wait' }, now);
      return charged;
    });
    if (!charge.charged) return charge.state.kind === 'wait' ? charge.state : { kind: 'no_match' };
    const stored = account ? await queries.storedPassword(store, account.id) : null;
    const { match, fresh } = await passwords.check(password, stored);
    return store.transaction().execute(async (tx): Promise<PasswordVerdict> => {
      const now = clock.now();
      // It may have been changed while it was hashed.
      const still = account ? await queries.storedPassword(tx, account.id) : null;
      const isStill = still?.hash === stored?.hash;
      if (!match || !account || account.status === 'closed' || !isStill) {
        await this.#noteRefused(tx, { ...tried, outcome: 'failed' }, now);
        return { kind: 'no_match' };
      }
      await throttle.forgive(tx, count, charge.charge);
      if (fresh) await queries.putPassword(tx, account.id, fresh, now);
      return { kind: 'match', clientId: account.client_id };
    });
  }

  async #noteRefused(
    tx: Tx,
    { count, ...tried }: TriedPassword & { readonly outcome: 'failed' | 'wait' },
    now: number,
  ): Promise<void> {
    const { throttle, refusals } = this.#parts;
    // Written whether or not there is a record: how long a commit takes must not tell which names are.
    await throttle.noteFailed(tx, count, now);
    const details = { known: tried.accountId !== null, checked: tried.outcome === 'failed' };
    await refusals.note(tx, { ...tried, action: 'portal.password_refused', details }, now);
  }

  async #accountCalled(name: string) {
    const called = foldCase(name.normalize('NFC'));
    const same = (other: string) => foldCase(other.normalize('NFC')) === called;
    const all = await queries.accountsCalled(this.#parts.store, compact(name));
    // A username wins over another account's Client ID of the same characters.
    return (
      all.find(({ username }) => username === name) ??
      all.find(({ username }) => same(username)) ??
      all.find(({ client_id }) => same(client_id))
    );
  }

  /** Keyed, so that a password typed into the wrong box is kept nowhere. */
  #countOf(name: string, accountId: number | undefined): Count {
    const whose = accountId === undefined ? `name ${compact(name)}` : `account ${accountId}`;
    return { scope: 'portal', key: this.#parts.hasher.keyedName(`portal ${whose}`) };
  }
}

type FoundCode = NonNullable<Awaited<ReturnType<typeof queries.findCode>>>;

/** A clock that has gone back before the code was issued gives it no longer life. */
function isUsable(code: FoundCode, now: number): boolean {
  const { issued_at, expires_at, used_at, ended_at, status } = code;
  const lives = issued_at <= now && now < expires_at;
  return lives && used_at === null && ended_at === null && status !== 'closed';
}
