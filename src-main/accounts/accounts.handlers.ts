import { type Handlers, signedIn } from '../platform/call.ts';
import type { AccountsService } from './accounts.service.ts';

/** The accounts room's channels. */
export function accountsHandlers(accounts: AccountsService): Handlers<'accounts'> {
  return {
    search: ({ query, limit }) => accounts.search(query, limit),
    open: ({ accountId }, context) => accounts.open(signedIn(context), accountId),
    view: ({ accountId }, context) => accounts.view(signedIn(context), accountId),
  };
}
