import { onTestFinished } from 'vitest';
import type { CodeLetter } from '#main/mail/letters.ts';
import { mailDelivery } from '#main/mail/mail-delivery.ts';
import { MailSettingsService } from '#main/mail/mail-settings.service.ts';
import { OutboxService } from '#main/mail/outbox.service.ts';
import { StoreSeal } from '#main/platform/keystore/store-seal.ts';
import { smtpMailer } from '#main/platform/smtp-mailer.ts';
import { newDesk } from '../call-desk.ts';
import { demo } from '../demo-people.ts';
import { must, openAccount, openStoreOf, signIn } from '../test-desk.ts';

export const secretCode = 'QQ7X-2222-3333-4444-5555-6666-7777-8888';
export const serverPassword = 'a password of the mail server';
const minute = 60_000;

/** The settings for a stand on this computer, as a supervisor enters them. */
export function settingsFor(port: number, changed = {}) {
  return {
    host: '127.0.0.1',
    port,
    security: 'starttls' as const,
    username: null,
    password: null,
    fromName: 'Example Hosting',
    fromAddress: 'portal@hosting.example',
    portalAddress: 'https://portal.hosting.example',
    version: 0,
    ...changed,
  };
}

/** A desk on demo data, and the mail room's parts on its store, with a mailer that soon gives up. */
export async function newMailRoom() {
  const desk = await newDesk();
  const { clock, supervisor, folder, backend } = desk;
  const opened = await openStoreOf(folder);
  onTestFinished(() => opened.close());
  const { store, audit, secrets } = opened;
  const mailer = smtpMailer({ times: { silent: 300, whole: 1_000 } });
  const parts = { store, clock, audit, seal: new StoreSeal(secrets), mailer };
  const settings = new MailSettingsService(parts);
  const outbox = new OutboxService({ ...parts, settings });
  const { account } = await openAccount(supervisor.desk, demo.larsen.clientId);
  const { accountId } = account;
  const { username, password } = demo.supervisor;
  /** The supervisor's desk, signed in anew: much time passes in these tests. */
  const signedInAgain = async () => (await signIn(backend, username, password)).desk;
  return {
    ...desk,
    signedInAgain,
    store,
    audit,
    secrets,
    outbox,
    accountId,
    delivery: mailDelivery({ ...parts, settings }),
    /** So many notices at once, as an import queues them. */
    queueNotices: (count: number) =>
      store.transaction().execute((tx) =>
        outbox.queueAll(
          tx,
          Array.from({ length: count }, () => ({
            actor: { staffId: null, role: 'system' } as const,
            ...{ accountId, verificationId: null, to: 'anna@larsen.example' },
            letter: {
              ...{ kind: 'notice', name: 'Anna Larsen', clientId: demo.larsen.clientId },
              ...{ changed: ['email'], changedAt: clock.now() },
            } as const,
          })),
        ),
      ),
    set: async (port: number, changed = {}) =>
      must(await (await signedInAgain()).mail.setSettings(settingsFor(port, changed))),
    queue: (kind: CodeLetter['kind'] = 'reset', minutes = 10) =>
      store.transaction().execute((tx) =>
        outbox.queue(tx, {
          actor: { staffId: null, role: 'system' },
          accountId,
          verificationId: null,
          to: 'anna@larsen.example',
          letter: {
            kind,
            name: 'Anna Larsen',
            username: 'larsendata',
            clientId: demo.larsen.clientId,
            code: secretCode,
            codeUntil: clock.now() + minutes * minute,
          },
        }),
      ),
    /** The outbox as a supervisor sees it, newest first. */
    list: async () => (await outbox.list(null)).mails,
    /** What the log says of mail, in order. */
    recorded: async () =>
      (await store.selectFrom('audit_log').select(['action', 'details']).orderBy('seq').execute())
        .filter(({ action }) => action.startsWith('mail.'))
        .map(({ action, details }) => ({ action, ...JSON.parse(details) })),
    /** Everything that the store holds of mail, as bytes. */
    storedBytes: async () => {
      const rows = await store.selectFrom('mail_message').selectAll().execute();
      const settingsRows = await store.selectFrom('mail_settings').selectAll().execute();
      const log = await store.selectFrom('audit_log').selectAll().execute();
      return [...rows, ...settingsRows, ...log]
        .flatMap((row) => Object.values(row))
        .map((value) => (value instanceof Uint8Array ? Buffer.from(value) : String(value)))
        .map(String)
        .join('\n');
    },
  };
}
