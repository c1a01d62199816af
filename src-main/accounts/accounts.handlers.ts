import { type Handlers, signedIn } from '../platform/call.ts';
import type { AccountsService } from './accounts.service.ts';
import type { ExportService } from './export.service.ts';
import type { NewAccountService } from './new-account.service.ts';

/** The accounts room's channels. */
export function accountsHandlers(
  accounts: AccountsService,
  newAccounts: NewAccountService,
  exports: ExportService,
): Handlers<'accounts'> {
  return {
    search: ({ query, limit }) => accounts.search(query, limit),
    open: ({ accountId }, context) => accounts.open(signedIn(context), accountId),
    view: ({ accountId }, context) => accounts.view(signedIn(context), accountId),
    checkNew: (typed) => newAccounts.check(typed),
    create: (typed, context) => newAccounts.create(signedIn(context), typed),
    export: (asked, { actor }) =>
      asked.page === 'first'
        ? exports.begin(actor, asked.format, asked.reason)
        : exports.goOn(actor, asked.next),
  };
}
