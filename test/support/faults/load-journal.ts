import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '#main/platform/database/schema.ts';

/** A verdict that a desk has heard. */
interface Acknowledged {
  readonly server: number;
  readonly verificationId: number;
  readonly kind: string;
  /** Whether the code was the right one. */
  readonly right: boolean;
}

interface Refusal {
  readonly server: number;
  readonly message: string;
}

/** What a fault may do to a call. Any other refusal is a defect. */
const expected: readonly string[] = ['store_unavailable', 'server_away', 'limit_reached'];
/** Whatever has not healed after so many milliseconds will not. */
const patienceMs = 120_000;

/** What the desks of a load have heard: each verdict, and each refusal in its words. */
export class LoadJournal {
  readonly #acknowledged: Acknowledged[] = [];
  readonly #refusals: Refusal[] = [];
  /** What no fault explains: refusals for other reasons, and wrong verdicts. */
  readonly unexpected: string[] = [];

  get verdicts(): number {
    return this.#acknowledged.length;
  }

  get refusals(): number {
    return this.#refusals.length;
  }

  /** The refusals' words, each once. */
  get words(): readonly string[] {
    return [...new Set(this.#refusals.map(({ message }) => message))];
  }

  acknowledged(verdict: Acknowledged): void {
    this.#acknowledged.push(verdict);
    const { right, kind } = verdict;
    if (kind !== 'wait' && kind !== (right ? 'verified' : 'not_verified'))
      this.unexpected.push(`${kind} for a code that was ${right ? 'right' : 'wrong'}`);
  }

  refused(server: number, code: string, message: string): void {
    this.#refusals.push({ server, message });
    if (!expected.includes(code)) this.unexpected.push(`${code}: ${message}`);
  }

  /** Waits until a server has acknowledged another verdict. */
  async goesOn(server: number): Promise<void> {
    const from = this.#acknowledged.length;
    const refused = this.#refusals.length;
    await until(
      () => this.#acknowledged.slice(from).some((verdict) => verdict.server === server),
      () => {
        const words = new Set(this.#refusals.slice(refused).map(({ message }) => message));
        return `server ${server} goes on; it was heard: ${[...words].join(' | ')}`;
      },
    );
  }

  /** Waits until a server refuses in words like these. */
  async refuses(server: number, words: RegExp): Promise<void> {
    const from = this.#refusals.length;
    await until(
      () =>
        this.#refusals
          .slice(from)
          .some((refusal) => refusal.server === server && words.test(refusal.message)),
      () => `server ${server} refuses: ${words}`,
    );
  }

  /** How many of the verdicts are not in the store and the log as they were heard. */
  async lost(store: Store): Promise<number> {
    const log = await store
      .selectFrom('audit_log')
      .select(['verification_id', 'outcome'])
      .where('action', '=', 'verification.attempted')
      .execute();
    const attempts = await store
      .selectFrom('attempt')
      .select(['verification_id', 'outcome'])
      .where('settled_at', 'is not', null)
      .execute();
    const logged = Map.groupBy(log, ({ verification_id }) => verification_id);
    const stored = Map.groupBy(attempts, ({ verification_id }) => verification_id);
    const heard = Map.groupBy(
      this.#acknowledged,
      ({ verificationId, kind }) => `${verificationId} ${kind}`,
    );
    let lost = 0;
    for (const [{ verificationId, kind }, ...more] of heard.values() as Iterable<
      [Acknowledged, ...Acknowledged[]]
    >) {
      const of = (rows: readonly { outcome: string }[] = []) =>
        rows.filter(({ outcome }) => outcome === kind).length;
      const inLog = of(logged.get(verificationId));
      const kept = kind === 'wait' ? inLog : Math.min(inLog, of(stored.get(verificationId)));
      lost += Math.max(0, 1 + more.length - kept);
    }
    return lost;
  }
}

async function until(holds: () => boolean, what: () => string): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Waited in vain: ${what()}`);
    await pause(10);
  }
}
