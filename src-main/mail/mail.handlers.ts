import { type Handlers, signedIn } from '../platform/call.ts';
import type { MailSettingsService } from './mail-settings.service.ts';
import type { OutboxService } from './outbox.service.ts';

/** The mail room's channels. */
export function mailHandlers(
  outbox: OutboxService,
  settings: MailSettingsService,
): Handlers<'mail'> {
  return {
    list: async ({ before }) => outbox.list(before),
    read: async ({ mailId, reason }, context) => outbox.read(signedIn(context), mailId, reason),
    retry: async ({ mailId }, context) => {
      await outbox.retry(signedIn(context), mailId);
      return {};
    },
    settings: async () => ({ settings: await settings.view() }),
    setSettings: async (input, context) => settings.set(signedIn(context), input),
    test: async ({ to }, context) => {
      const error = await settings.test(signedIn(context), to);
      return error === null ? { kind: 'sent' } : { kind: 'failed', error };
    },
  };
}
