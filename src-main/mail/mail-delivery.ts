import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Worker } from '../platform/background/workers.ts';
import type { Actor } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { type Mailer, MailFailure } from '../platform/mailer.ts';
import { endMail } from './end-mail.ts';
import { letterText } from './letters.ts';
import * as queries from './mail.queries.ts';
import type { MailSettingsService } from './mail-settings.service.ts';
import { readableWords } from './sealed-mail.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly seal: StoreSeal;
  readonly settings: Pick<MailSettingsService, 'route'>;
  readonly mailer: Mailer;
}

const mostTries = 10;
const firstPauseMs = 30_000;
const longestPauseMs = 3_600_000;
/** So many mails are ended in one transaction, which every other writer waits for. */
const expiredAtOnce = 50;

const system: Actor = { staffId: null, role: 'system' };

/** How long to wait after so many tries, in milliseconds: 30 seconds, and twice as long each time. */
export function pauseAfter(tries: number): number {
  return Math.min(firstPauseMs * 2 ** (tries - 1), longestPauseMs);
}

/**
 * Delivers the outbox, one mail a step. A try is charged before it is made, so that a process that
 * dies in the midst of one leaves it for later; the server may have taken it, and then gets it once
 * more under the same Message-ID.
 */
export function mailDelivery(parts: Parts): Worker {
  const { store, clock } = parts;
  return {
    name: 'mail',
    due: () => queries.isAnythingDue(store, clock.now()),
    async step() {
      const row = await store.transaction().execute(async (tx) => {
        const now = clock.now();
        await endExpired(parts, tx, now);
        return chargeNext(tx, now);
      });
      if (row) await tryToDeliver(parts, row);
    },
  };
}

async function endExpired({ audit }: Parts, tx: Tx, now: number): Promise<void> {
  for (const row of await queries.mailsRunOut(tx, now, expiredAtOnce))
    await endMail(audit, tx, row);
}

async function chargeNext(tx: Tx, now: number): Promise<queries.MailRow | null> {
  const row = await queries.nextDue(tx, now);
  if (!row) return null;
  const tries = row.tries + 1;
  await queries.change(tx, row.id, { tries, next_try_at: now + pauseAfter(tries) });
  return { ...row, tries };
}

async function tryToDeliver(parts: Parts, row: queries.MailRow): Promise<void> {
  const failure = await deliver(parts, row);
  const { store, clock, audit } = parts;
  await store.transaction().execute(async (tx) => {
    const now = clock.now();
    // Another process may have done the same, after this one hung for longer than its lease.
    if ((await queries.findMail(tx, row.id))?.state !== 'waiting') return;
    const final = failure !== null && (failure.permanent || row.tries >= mostTries);
    if (failure === null) {
      await queries.noteSent(tx, row.id, now);
      await queries.tryAllNow(tx, now);
    } else {
      const { error } = failure;
      const ended = final ? { state: 'failed' as const, next_try_at: null } : {};
      await queries.change(tx, row.id, { last_error: error, ...ended });
    }
    if (failure !== null && !final) return;
    await audit.append(tx, {
      actor: system,
      action: failure === null ? 'mail.sent' : 'mail.failed',
      outcome: failure === null ? 'done' : 'failed',
      accountId: row.account_id,
      details: {
        mailId: row.id,
        kind: row.kind,
        tries: row.tries,
        ...(failure ? { error: failure.error } : {}),
      },
    });
  });
}

/** Null when the server has taken the mail. */
async function deliver(parts: Parts, row: queries.MailRow): Promise<MailFailure | null> {
  const { settings, seal, mailer } = parts;
  try {
    const route = await settings.route();
    if (!route) return new MailFailure('other');
    // What can't be opened never will be: the row was changed from outside.
    const words = readableWords(seal, row);
    if (!words) return new MailFailure('other', true);
    const { from } = route.server;
    const messageId = `<${words.number}@${from.address.split('@')[1]}>`;
    const letter = letterText(words.letter, route.portalAddress);
    await mailer.deliver({ messageId, to: words.to, ...letter }, route.server);
    return null;
  } catch (error) {
    return error instanceof MailFailure ? error : new MailFailure('other');
  }
}
