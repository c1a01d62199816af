import { type Handlers, signedIn } from '../platform/call.ts';
import type { AccountStatusService } from './account-status.service.ts';
import type { AccountsService } from './accounts.service.ts';
import type { ContactsService } from './contacts.service.ts';
import type { EditAccountService } from './edit-account.service.ts';
import type { ExportService } from './export.service.ts';
import type { NewAccountService } from './new-account.service.ts';
import type { OwnerTransferService } from './owner-transfer.service.ts';

interface Services {
  readonly accounts: AccountsService;
  readonly newAccounts: NewAccountService;
  readonly edits: EditAccountService;
  readonly statuses: AccountStatusService;
  readonly contacts: ContactsService;
  readonly owners: OwnerTransferService;
  readonly exports: ExportService;
}

/** The accounts room's channels. */
export function accountsHandlers(services: Services): Handlers<'accounts'> {
  const { accounts, newAccounts, edits, statuses, contacts, owners, exports } = services;
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
    addContact: (asked, context) => contacts.add(signedIn(context), asked),
    changeContact: (asked, context) => contacts.change(signedIn(context), asked),
    removeContact: (asked, context) => contacts.remove(signedIn(context), asked),
    transferOwner: (asked, context) => owners.transfer(signedIn(context), asked),
    openToEdit: (input, context) => edits.open(signedIn(context), input),
    edit: (input, context) => edits.edit(signedIn(context), input),
    setStatus: (input, context) => statuses.set(signedIn(context), input),
  };
}
