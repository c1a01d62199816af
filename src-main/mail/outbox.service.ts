import { randomUUID } from 'node:crypto';
import type { MailStanding, MailView } from '#shared/contract/mail.contract.ts';
import { maskEmail } from '#shared/rules/masking.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor, SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { Refusal } from '../platform/refusal.ts';
import { endMail } from './end-mail.ts';
import { type Letter, letterText, usefulUntil } from './letters.ts';
import * as queries from './mail.queries.ts';
import type { MailSettingsService } from './mail-settings.service.ts';
import { openWords, readableWords, sealWords } from './sealed-mail.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly seal: StoreSeal;
  readonly settings: Pick<MailSettingsService, 'areThere'>;
}

/** A mail to queue: a letter to the address that an account has on file. */
export interface NewMail {
  readonly actor: Actor;
  readonly accountId: number;
  readonly verificationId: number | null;
  readonly to: string;
  readonly letter: Letter;
}

const pageLength = 50;

/**
 * The outbox: mail to clients, sealed in the store until the server has taken it. What queues a
 * mail does so in its own transaction and waits for no server.
 */
export class OutboxService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What becomes of a mail that is queued now, whether or not one is. */
  async standing(store: Store): Promise<MailStanding> {
    return (await this.#parts.settings.areThere(store)) ? 'queued' : 'held';
  }

  /** Queues a mail in the caller's transaction: it is sent if and only if that commits. */
  queue(tx: Tx, mail: NewMail): Promise<MailStanding> {
    return this.queueAll(tx, [mail]);
  }

  /** The same for many at once. */
  async queueAll(tx: Tx, mails: readonly NewMail[]): Promise<MailStanding> {
    const { clock, audit, seal } = this.#parts;
    const standing = await this.standing(tx);
    const held = standing === 'held';
    const now = clock.now();
    const ids = await queries.insertMails(
      tx,
      mails.map(({ accountId, letter }) => ({
        account_id: accountId,
        contact_id: null,
        kind: letter.kind,
        queued_at: now,
        expires_at: usefulUntil(letter),
        state: held ? 'held' : 'waiting',
        next_try_at: held ? null : now,
        sent_at: null,
        last_error: null,
      })),
    );
    const queued = mails.map((mail, place) => ({ ...mail, id: ids[place] ?? 0 }));
    for (const { id, accountId, to, letter } of queued) {
      const words = { to, number: randomUUID(), letter };
      const sealed = sealWords(seal, { id, account_id: accountId }, words);
      await queries.change(tx, id, { sealed: sealed.bytes, seal_key_id: sealed.keyId });
    }
    await audit.appendAll(
      tx,
      queued.map(({ id, actor, accountId, verificationId, letter }) => ({
        ...{ actor, accountId, verificationId },
        ...{ action: 'mail.queued', outcome: 'done' },
        details: { mailId: id, kind: letter.kind, held },
      })),
    );
    return standing;
  }

  /** Takes back the mails with codes for an account that were not sent yet: they work no more. */
  async withdrawCodes(tx: Tx, accountId: number): Promise<void> {
    for (const row of await queries.codesOnTheWay(tx, accountId))
      await endMail(this.#parts.audit, tx, row);
  }

  /** A page of the outbox, newest first; recipients are masked. */
  async list(before: number | null) {
    const { store, settings } = this.#parts;
    const rows = await queries.mailsBefore(store, before, pageLength + 1);
    const shown = rows.slice(0, pageLength);
    return {
      mails: shown.map((row) => this.#viewOf(row)),
      next: rows.length > pageLength ? (shown.at(-1)?.id ?? null) : null,
      hasSettings: await settings.areThere(store),
    };
  }

  /**
   * A held mail in full, for a supervisor who passes it on by other means; logged with the reason.
   * Refuses `not_found`, and `conflict` for one that is delivered by itself or is over.
   */
  async read(supervisor: SignedIn, mailId: number, reason: string) {
    const { store, audit, seal } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const row = await this.#inState(tx, mailId, 'held', 'Only a mail that is held can be read.');
      const words = openWords(seal, row);
      if (!words) throw new Refusal('conflict', 'The words of this mail are gone.');
      await audit.append(tx, {
        actor: { staffId: supervisor.staffId, role: supervisor.role },
        action: 'mail.read',
        outcome: 'done',
        accountId: row.account_id,
        details: { mailId, reasonId: await audit.keepReason(tx, reason) },
      });
      return { recipient: words.to, ...letterText(words.letter, null) };
    });
  }

  /** Has a failed mail tried again, from the first pause on. Refuses `not_found` and `conflict`. */
  async retry(supervisor: SignedIn, mailId: number): Promise<void> {
    const { store, clock, audit } = this.#parts;
    await store.transaction().execute(async (tx) => {
      const row = await this.#inState(
        tx,
        mailId,
        'failed',
        'Only a mail that has failed is tried again.',
      );
      const now = clock.now();
      await queries.change(tx, mailId, { state: 'waiting', tries: 0, next_try_at: now });
      await audit.append(tx, {
        actor: { staffId: supervisor.staffId, role: supervisor.role },
        action: 'mail.retried',
        outcome: 'done',
        accountId: row.account_id,
        details: { mailId, kind: row.kind },
      });
    });
  }

  async #inState(tx: Tx, mailId: number, state: queries.MailRow['state'], otherwise: string) {
    const row = await queries.findMail(tx, mailId);
    if (!row) throw new Refusal('not_found', 'There is no such mail.');
    if (row.state !== state) throw new Refusal('conflict', otherwise);
    return row;
  }

  #viewOf(row: Awaited<ReturnType<typeof queries.mailsBefore>>[number]): MailView {
    const words = readableWords(this.#parts.seal, row);
    return {
      mailId: row.id,
      kind: row.kind,
      state: row.state,
      clientId: row.client_id,
      accountName: row.account_name,
      recipient: words && maskEmail(words.to),
      queuedAt: row.queued_at,
      expiresAt: row.expires_at,
      tries: row.tries,
      nextTryAt: row.next_try_at,
      sentAt: row.sent_at,
      lastError: row.last_error,
    };
  }
}
