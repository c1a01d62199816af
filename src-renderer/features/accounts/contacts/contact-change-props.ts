import type { AccountView, ContactView } from '#shared/contract/accounts.contract.ts';

/** What every change of a contact is handed. */
export interface ContactChangeProps {
  account: AccountView;
  contact: ContactView;
  /** Looks at the account again: somebody changed it meanwhile. */
  look: () => Promise<void>;
  /** It is done: closes the dialogue and says so. */
  done: (told: string) => Promise<void>;
}
