import { type Handlers, signedIn } from '../platform/call.ts';
import type { PortalHelpService } from './portal-help.service.ts';
import type { PortalPasswordsService } from './portal-passwords.service.ts';

/** The Portal room's channels. */
export function portalHandlers(
  help: PortalHelpService,
  passwords: PortalPasswordsService,
): Handlers<'portal'> {
  return {
    tellUsername: async ({ accountId, leave }, context) =>
      help.tellUsername(signedIn(context), accountId, leave),
    startReset: async ({ accountId, named, leave }, context) => ({
      mail: await help.startReset(signedIn(context), accountId, named, leave),
    }),
    sendSetPassword: async ({ accountId, leave }, context) => ({
      mail: await help.sendSetPassword(signedIn(context), accountId, leave),
    }),
    redeem: async ({ code, password }, { actor }) => ({
      kind: await passwords.redeem(actor, code, password),
    }),
    checkPassword: async ({ name, password }, { actor }) => passwords.check(actor, name, password),
  };
}
