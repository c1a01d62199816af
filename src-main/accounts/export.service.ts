import { setImmediate } from 'node:timers/promises';
import type { ExportedPage, ExportFormat } from '#shared/contract/accounts-export.contract.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { countAccounts, lastAccountId, wholeAccounts } from './export.queries.ts';
import type { ExportCursors, ExportPlace } from './export-cursors.ts';
import { exportHead, exportLines } from './export-text.ts';

/** An export must be finished this long after it was begun (milliseconds). */
const finishedWithin = 3_600_000;
/** Accounts in a page: SQLite reads them on the thread that answers the desk. */
const pageLength = 500;
/** Ids that are counted at once, for the same reason. */
const countedAtOnce = 10_000;

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly cursors: ExportCursors;
}

/** Gives all accounts away, a page at a time, without anything of their codes. */
export class ExportService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Records that an export is begun, and why; gives its first page. */
  async begin(actor: Actor, format: ExportFormat, reason: string): Promise<ExportedPage> {
    const { store, clock, audit } = this.#parts;
    const upTo = await lastAccountId(store);
    const of = await this.#count(upTo);
    await store.transaction().execute(async (tx) =>
      audit.append(tx, {
        actor,
        action: 'accounts.exported',
        outcome: 'done',
        details: { count: of, format, reasonId: await audit.keepReason(tx, reason) },
      }),
    );
    const until = clock.now() + finishedWithin;
    const page = await this.#page({ format, staffId: actor.staffId, until, of, after: 0, upTo });
    return { ...page, text: exportHead(format) + page.text };
  }

  /** The page behind an earlier one. Refuses `conflict` for a cursor of an hour ago, or of others. */
  async goOn(actor: Actor, cursor: string): Promise<ExportedPage> {
    const place = this.#parts.cursors.read(cursor);
    if (place?.staffId !== actor.staffId || place.until <= this.#parts.clock.now())
      throw new Refusal('conflict', 'This export can’t go on. Begin it again.');
    return this.#page(place);
  }

  async #page(place: ExportPlace): Promise<ExportedPage> {
    const { format, after, upTo, of } = place;
    const accounts = await wholeAccounts(this.#parts.store, after, upTo, pageLength);
    const last = accounts.at(-1)?.account.id;
    const more = last !== undefined && accounts.length === pageLength && last < upTo;
    return {
      text: exportLines(format, accounts),
      accounts: accounts.length,
      of,
      next: more ? this.#parts.cursors.write({ ...place, after: last }) : null,
    };
  }

  async #count(upTo: number): Promise<number> {
    let count = 0;
    for (let after = 0; after < upTo; after += countedAtOnce) {
      const end = Math.min(after + countedAtOnce, upTo);
      count += await countAccounts(this.#parts.store, after, end);
      await setImmediate();
    }
    return count;
  }
}
