import type { z } from 'zod';
import type {
  DeliveryError,
  MailSettingsView,
  mailChannels,
} from '#shared/contract/mail.contract.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { Actor, SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/database/schema.ts';
import type { StoreSeal } from '../platform/keystore/store-seal.ts';
import { type Mailer, MailFailure, type MailServer } from '../platform/mailer.ts';
import { Refusal } from '../platform/refusal.ts';
import { testLetter } from './letters.ts';
import * as queries from './mail.queries.ts';
import { newMessageId } from './message-id.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly seal: StoreSeal;
  readonly mailer: Mailer;
}

/** Where mail goes by the settings in force. */
export interface MailRoute {
  readonly server: MailServer;
  readonly portalAddress: string;
}

type NewSettings = z.output<(typeof mailChannels)['setSettings']['input']>;

const passwordPurpose = 'mail-settings';

/** The server that takes the mail, as supervisors enter it. Its password is never shown again. */
export class MailSettingsService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The settings without the password; null before any were entered. */
  async view(): Promise<MailSettingsView | null> {
    const row = await queries.findSettings(this.#parts.store);
    return row ? viewOf(row) : null;
  }

  /** Whether there is a server to hand mail to. */
  async areThere(store: Store): Promise<boolean> {
    return (await queries.findSettings(store)) !== undefined;
  }

  /** Where mail goes now, with the password; null before any settings were entered. */
  async route(): Promise<MailRoute | null> {
    const row = await queries.findSettings(this.#parts.store);
    if (!row) return null;
    return {
      portalAddress: row.portal_address,
      server: {
        host: row.host,
        port: row.port,
        security: row.security,
        from: { name: row.from_name, address: row.from_address },
        signIn:
          row.username === null
            ? null
            : { username: row.username, password: this.#passwordOf(row) ?? '' },
      },
    };
  }

  /**
   * Enters the settings and lets go what was held for want of them. Refuses `conflict` when others
   * were entered meanwhile, and `invalid_input` for a password that is to be kept for another server
   * or username: it would be told to whoever runs that one.
   */
  async set(supervisor: SignedIn, input: NewSettings): Promise<MailSettingsView> {
    const { store, clock, audit, seal } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const before = await queries.findSettings(tx);
      if ((before?.version ?? 0) !== input.version)
        throw new Refusal(
          'conflict',
          'Somebody has changed these settings meanwhile. Look at them again.',
        );
      const password = this.#passwordFor(input, before);
      const sealed = password === null ? null : seal.seal(passwordPurpose, Buffer.from(password));
      const now = clock.now();
      const row = {
        host: input.host,
        port: input.port,
        security: input.security,
        username: input.username,
        sealed_password: sealed?.bytes ?? null,
        seal_key_id: sealed?.keyId ?? null,
        from_name: input.fromName,
        from_address: input.fromAddress,
        portal_address: input.portalAddress,
        version: input.version + 1,
        changed_at: now,
        changed_by: supervisor.staffId,
      };
      await queries.putSettings(tx, row);
      await queries.releaseHeld(tx, now);
      await queries.tryAllNow(tx, now);
      await audit.append(tx, {
        actor: actorOf(supervisor),
        action: 'mail.settings_changed',
        outcome: 'done',
        details: { hasPassword: sealed !== null },
      });
      return viewOf(row);
    });
  }

  /** Sends a test mail at once, and says whether the server took it. Refuses `conflict` without settings. */
  async test(supervisor: SignedIn, to: string): Promise<DeliveryError | null> {
    const { store, audit, mailer } = this.#parts;
    const route = await this.route();
    if (!route) throw new Refusal('conflict', 'Enter the settings first.');
    const messageId = newMessageId(route.server.from.address);
    const error = await mailer.deliver({ messageId, to, ...testLetter }, route.server).then(
      () => null,
      (failure: unknown) => {
        if (!(failure instanceof MailFailure)) throw failure;
        return failure.error;
      },
    );
    await store.transaction().execute((tx) =>
      audit.append(tx, {
        actor: actorOf(supervisor),
        action: 'mail.tested',
        outcome: error === null ? 'done' : 'failed',
        details: error === null ? {} : { error },
      }),
    );
    return error;
  }

  #passwordFor(input: NewSettings, before: queries.SettingsRow | undefined): string | null {
    if (input.username === null) return null;
    if (input.password !== null) return input.password;
    const kept = before ? this.#passwordOf(before) : null;
    const same =
      before?.host === input.host &&
      before.port === input.port &&
      before.security === input.security &&
      before.username === input.username;
    if (kept !== null && same) return kept;
    throw new Refusal(
      'invalid_input',
      'Type the password of the mail server: the one before was for another server or username.',
      { field: 'password' },
    );
  }

  #passwordOf(row: queries.SettingsRow): string | null {
    if (row.sealed_password === null || row.seal_key_id === null) return null;
    const sealed = { keyId: row.seal_key_id, bytes: row.sealed_password };
    return this.#parts.seal.unseal(passwordPurpose, sealed).toString();
  }
}

function viewOf(row: Omit<queries.SettingsRow, 'id'>): MailSettingsView {
  return {
    host: row.host,
    port: row.port,
    security: row.security,
    username: row.username,
    hasPassword: row.sealed_password !== null,
    fromName: row.from_name,
    fromAddress: row.from_address,
    portalAddress: row.portal_address,
    version: row.version,
  };
}

const actorOf = ({ staffId, role }: SignedIn): Actor => ({ staffId, role });
