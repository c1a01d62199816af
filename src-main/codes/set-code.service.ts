import type { CodeRefusal, codesChannels } from '#shared/contract/codes.contract.ts';
import type { OutputOf, ParsedInputOf } from '#shared/contract/index.ts';
import type { CodeFacts } from '#shared/rules/account-details.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { codeProblems } from '#shared/rules/code-policy.ts';
import { codeStrength } from '#shared/rules/code-strength.ts';
import type { CodeForm } from '#shared/rules/spoken-code.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { LeaveService, TakenLeave } from '../leave/leave.service.ts';
import { LeaveRefusal } from '../leave/leave-refusal.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { type Count, contactKey, type ThrottleService } from '../throttle/throttle.service.ts';
import type { CodeSources } from './code-sources.ts';
import type { CodeTickets } from './code-tickets.ts';
import * as queries from './codes.queries.ts';
import { type AccountVersions, assertHolder, codesViewOf } from './codes-view.ts';
import type { CompareCodesService } from './compare-codes.service.ts';
import type { HashedCode } from './hashed-code.ts';
import { onceHashed } from './once-hashed.ts';
import type { StoredCodesService } from './stored-codes.service.ts';
import type { TellOfCode } from './tell-of-code.ts';

/** What every change of a code goes through. */
export interface CodeChangeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly comparing: CompareCodesService;
  readonly stored: StoredCodesService;
  readonly leaves: LeaveService;
  readonly throttle: ThrottleService;
  readonly versions: AccountVersions;
  readonly tellOfCode: TellOfCode;
}

interface Parts extends CodeChangeParts {
  readonly sources: CodeSources;
  readonly tickets: CodeTickets;
  /** What is on file about the account and its contacts, which no code may be made of. */
  readonly factsOf: (store: Store, accountId: number) => Promise<CodeFacts>;
}

type Asked<Name extends keyof typeof codesChannels> = ParsedInputOf<(typeof codesChannels)[Name]>;
type SetOutcome = OutputOf<(typeof codesChannels)['set']>;
type Refused = Extract<SetOutcome, { kind: 'refused' }>;
/** What the policy took, before it is known whether it can be used on this account. */
interface Admitted {
  readonly kind: 'admitted';
  readonly strength: 'standard' | 'strong';
  readonly how: 'typed' | 'generated';
}

/**
 * Sets codes: admit (a transaction: leave, policy, charge), hash (none), store (a transaction). What
 * can't be used on this account is charged as a failed try is: otherwise setting would be a way to
 * find out what somebody else's code is.
 */
export class SetCodeService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What the policy says of a code. Refuses as leave does, and `not_found`. */
  async check(who: SignedIn, { accountId, contactId, code, leave }: Asked<'check'>) {
    const { store, leaves } = this.#parts;
    await leaves.check(store, who, accountId, changeOf(contactId), leave, contactId);
    await assertHolder(store, { accountId, contactId });
    const problems = await this.#problems(store, accountId, code);
    return { problems: [...problems], strength: codeStrength(canonicalCode(code), false) };
  }

  /** Draws a code that the policy accepts, and keeps it nowhere. Refuses as `check` does. */
  async generate(
    who: SignedIn,
    { accountId, contactId, form, leave }: Asked<'generate'> & { readonly form: CodeForm },
  ) {
    const { store, clock, audit, leaves, sources, tickets, factsOf } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const had = await leaves.check(tx, who, accountId, changeOf(contactId), leave, contactId);
      await assertHolder(tx, { accountId, contactId });
      const facts = await factsOf(tx, accountId);
      const code = sources.draw(
        form,
        (drawn) => codeProblems(drawn, facts, sources.isBlocklisted).length === 0,
      );
      await audit.append(tx, {
        ...about(who, { accountId, contactId }, had),
        action: 'code.generated',
        outcome: 'done',
        details: { which: whichOf(contactId), form, ...had.auditDetails },
      });
      const canonical = canonicalCode(code);
      return { code, ticket: tickets.issue({ accountId, contactId, canonical }, clock.now()) };
    });
  }

  /**
   * Sets or replaces a code. Refuses as leave does, `not_found`, `conflict` for another version or
   * a drawn code older than ten minutes, `limit_reached` after three that could not be used.
   */
  async set(who: SignedIn, asked: Asked<'set'>): Promise<SetOutcome> {
    const { store, comparing } = this.#parts;
    const canonical = canonicalCode(asked.code);
    const admitted = await store
      .transaction()
      .execute((tx) => this.#admit(tx, who, asked, canonical));
    if (admitted.kind === 'refused') return admitted;
    const hashed = await comparing.hashForSetting(store, asked.accountId, canonical);
    return onceHashed(this.#parts, asked, () =>
      store.transaction().execute((tx) => this.#store(tx, who, asked, admitted, hashed)),
    );
  }

  async #admit(
    tx: Tx,
    who: SignedIn,
    asked: Asked<'set'>,
    canonical: string,
  ): Promise<Admitted | Refused> {
    const { clock, leaves, throttle, tickets, versions } = this.#parts;
    const { accountId, contactId, repeated, ticket } = asked;
    const now = clock.now();
    const had = await leaves.check(tx, who, accountId, changeOf(contactId), asked.leave, contactId);
    await versions.assert(tx, accountId, asked.version);
    await assertHolder(tx, { accountId, contactId });
    const drawn =
      ticket !== null && tickets.holds(ticket, { accountId, contactId, canonical }, now);
    if (ticket !== null && !drawn)
      throw new Refusal('conflict', 'This code was drawn over ten minutes ago. Draw another one.');
    if (!drawn && (repeated === null || canonicalCode(repeated) !== canonical))
      return { kind: 'refused', problems: ['differs'] };
    const problems = await this.#problems(tx, accountId, asked.code);
    if (problems.length > 0) return this.#refused(tx, who, asked, had, [...problems]);
    const charge = await throttle.charge(tx, countOf(accountId), now);
    if (!charge.charged)
      throw new Refusal(
        'limit_reached',
        'Too many codes were tried that can’t be used on this account. Wait before the next one.',
        charge.state.kind === 'wait' ? { until: charge.state.until } : {},
      );
    return {
      kind: 'admitted',
      strength: codeStrength(canonical, drawn),
      how: drawn ? 'generated' : 'typed',
    };
  }

  /** Judges and stores by what is there now: leave and version may be others than before hashing. */
  async #store(
    tx: Tx,
    who: SignedIn,
    asked: Asked<'set'>,
    { strength, how }: Admitted,
    hashed: HashedCode,
  ): Promise<SetOutcome> {
    const { clock, audit, comparing, stored, leaves, throttle, versions, tellOfCode } = this.#parts;
    const { accountId, contactId, mustChange } = asked;
    const change = changeOf(contactId);
    const taken = await leaves.take(tx, who, accountId, change, asked.leave, contactId);
    await versions.assert(tx, accountId, asked.version);
    const replaced = await queries.codeOf(tx, { accountId, contactId });
    if (taken.by === 'creation' && replaced)
      throw new LeaveRefusal({
        who,
        accountId,
        verificationId: null,
        change,
        need: 'verification',
      });
    if (await comparing.isOnAccount(tx, accountId, hashed))
      return this.#refused(tx, who, asked, taken, ['not_usable']);
    await versions.count(tx, accountId, asked.version);
    const now = clock.now();
    if (replaced) await queries.keepPast(tx, replaced, now);
    // What a client and an agent say to each other in a chat stands in its transcript.
    const exposed = taken.channel === 'chat';
    const code = { ...stored.encodeCurrent(hashed), strength, how, mustChange, exposed };
    await queries.putCode(tx, { accountId, contactId }, replaced, {
      ...code,
      by: who.staffId,
      now,
    });
    await throttle.takeBack(tx, countOf(accountId));
    if (contactId !== null)
      await throttle.forgiveAll(tx, { scope: 'contact', key: contactKey(accountId, contactId) });
    const facts = { which: whichOf(contactId), how, strength, mustChange, exposed };
    await audit.append(tx, {
      ...about(who, { accountId, contactId }, taken),
      action: 'code.set',
      outcome: 'done',
      details: { ...facts, replaced: replaced !== undefined, ...taken.auditDetails },
    });
    // What an account is made with is no change of it.
    if (taken.by !== 'creation')
      await tellOfCode(tx, accountId, {
        actor: { staffId: who.staffId, role: who.role },
        verificationId: taken.verificationId,
        changed: `${whichOf(contactId)}_code_${replaced ? 'replaced' : 'set'}`,
      });
    return { kind: 'set', strength, codes: await codesViewOf(tx, accountId) };
  }

  async #refused(
    tx: Tx,
    who: SignedIn,
    { accountId, contactId }: Asked<'set'>,
    leave: TakenLeave,
    problems: CodeRefusal[],
  ): Promise<Refused> {
    await this.#parts.audit.append(tx, {
      ...about(who, { accountId, contactId }, leave),
      action: 'code.set_refused',
      outcome: 'refused',
      details: { which: whichOf(contactId), problems: problems.join(','), ...leave.auditDetails },
    });
    return { kind: 'refused', problems };
  }

  async #problems(store: Store, accountId: number, code: string) {
    const facts = await this.#parts.factsOf(store, accountId);
    return codeProblems(code, facts, this.#parts.sources.isBlocklisted);
  }
}

const countOf = (accountId: number): Count => ({ scope: 'code_set', key: String(accountId) });
const changeOf = (contactId: number | null) => (contactId === null ? 'code.main' : 'code.own');

/** Which code, as the log names it. */
export function whichOf(contactId: number | null): 'main' | 'own' {
  return contactId === null ? 'main' : 'own';
}

/** Whom a record about a code is about, and by whose leave. */
export function about(
  who: SignedIn,
  { accountId, contactId }: queries.Holder,
  { verificationId, channel }: TakenLeave,
) {
  const actor = { staffId: who.staffId, role: who.role };
  return { actor, accountId, contactId, verificationId, channel } as const;
}
