import type { AccountView, ContactView } from '#shared/contract/accounts.contract.ts';

/** What every change of a contact is handed. */
export interface ContactChangeProps {
  account: AccountView;
  contact: ContactView;
  /** Looks at the account again: somebody changed it meanwhile. */
  look: () => Promise<void>;
  /** It is done: says so, and closes the dialogue or goes on to what comes next. */
  done: (told: string) => Promise<void>;
}
