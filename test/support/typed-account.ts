import type { AccountFields } from '#shared/rules/account-fields.ts';

/** A new account as an agent types it, with nothing wrong. */
export const typedAccount: AccountFields = {
  ...{ name: 'Nora Vik', company: '', email: 'nora@vik.example', phone: '+47 22 41 50 60' },
  ...{ country: 'NO', address1: 'Storgata 1', address2: '', postalCode: '0155', city: 'Oslo' },
  ...{ region: '', username: 'noravik', clientId: '' },
};
