import type { Permission } from '#shared/contract/fields.ts';
import type { ContactField, FieldProblemKind } from '#shared/rules/account-fields.ts';
import { fieldForms, fieldProblems } from './new-account.ts';

/** What can be done about a contact. */
export type ContactAction = 'change' | 'giveAccess' | 'takeAccess' | 'makeOwner' | 'remove';

export const whoVerifiesStrings = {
  heading: 'Who can be verified, and how',
  option1: 'Option 1: the main code, shared',
  option1Who: 'The owner, and whoever has viewing access to it:',
  option2: 'Option 2: a code of their own',
  option2None: 'Nobody has one.',
  none: 'Cannot be verified',
  noneHelp: (main: boolean) =>
    main
      ? 'Give them viewing access to the main code, or set a code of their own.'
      : 'Set a main code that the owner can share, or a code of their own.',
  owner: 'owner',
  contact: (name: string) => `${name}: change this contact`,
  giveCode: (name: string) => `${name}: give them a code`,
  add: 'Add a contact',
} as const;

export const recentCallsStrings = {
  heading: 'Recent calls',
  none: 'Nobody has called for this account yet.',
  notListed: 'somebody not listed',
  takenBy: (request: string, agent: string) => `${request} · ${agent}`,
  channels: { phone: 'phone', chat: 'chat' },
  outcomes: {
    verified: 'verified',
    not_verified: 'not verified',
    not_tried: 'no code said',
  },
  inProgress: 'in progress',
  more: (count: number) => `Show ${count} more`,
  fewer: 'Show fewer',
} as const;

export const contactsStrings = {
  title: (account: string) => `Contacts of ${account}`,
  key: 'Add, change or remove a contact',
  bar: 'contacts',
  who: 'Who',
  someoneNew: 'Somebody new',
  someoneNewDetail: 'an authorized contact is added',
  gone: 'This contact is not on the account any more.',
  what: 'What to do',
  actions: {
    change: 'Change details and permissions',
    giveAccess: 'Give viewing access to the main code',
    takeAccess: 'Take viewing access to the main code',
    makeOwner: 'Make them the owner',
    remove: 'Remove them',
  } as const satisfies Record<ContactAction, string>,
  labels: { name: 'Name', email: 'E-mail', phone: 'Phone' } as const satisfies Record<
    ContactField,
    string
  >,
  phoneHelp: 'They are called back on it. A notice goes to the account’s e-mail on file.',
  masked: 'Masked. It stays unless you change it.',
  permissions: 'What they may ask about',
  permissionsHelp: 'Without any: general requests and support only.',
  permissionOf: {
    billing: 'Billing',
    technical: 'Technical',
    security: 'Security',
    owner: 'The owner’s rights',
  } as const satisfies Record<Permission, string>,
  permissionDetail: {
    billing: 'invoices, orders, plans, address',
    technical: 'DNS, mailboxes, servers, backups',
    security: 'codes, contacts, e-mail and phone on file',
    owner: 'viewing access, cancelling, moving domains',
  } as const satisfies Record<Permission, string>,
  notGivable: 'The caller does not have this, so they can’t give it.',
  ownerMay: 'The owner may ask for everything.',
  add: 'Add the contact',
  change: 'Save the changes',
  unchanged: 'Nothing is changed yet.',
  added: (name: string) => `${name} is on the account, and can’t be verified yet.`,
  addedNext: 'Everybody who calls needs a code they may use. Ask the owner which it is to be:',
  byMain: 'Option 1: viewing access to the main code',
  byOwn: 'Option 2: a code of their own',
  later: 'Later',
  changed: (name: string) => `${name} is changed.`,
  removeEffect: (name: string) =>
    `${name} can’t call for this account any more. Their own code is gone for good; if they know the main code, set another one.`,
  remove: 'Remove the contact',
  removed: (name: string) => `${name} is removed.`,
  ownerEffect: (name: string, former: string) =>
    `${name} becomes the owner and may ask for everything. ${former} stays as an authorized contact, with what you tick here.`,
  ownerAfter:
    'The main code has to be changed at the next call, for the former owner knows it. E-mail and phone on file stay, and so does the Portal password: change e-mail and phone, then start a password reset. A notice goes to the e-mail on file, which is the former owner’s.',
  formerPermissions: (former: string) => `What ${former} may ask about`,
  formerCode: 'By which code they can be verified',
  formerAccess: 'Viewing access to the main code',
  formerAccessDetail: 'to the new one, too',
  makeOwner: 'Make them the owner',
  madeOwner: (name: string) => `${name} is the owner now.`,
  ownerNext:
    'E-mail and phone on file are still the former owner’s: letters and password codes go to that address. The former owner knows the main code, too. Change all three with the new owner:',
  ownerEmail: 'E-mail and phone on file',
  ownerCode: 'The main code',
  conflict:
    'Somebody changed this account meanwhile. What you typed is kept: look at it, then send it again.',
  conflictFields: (fields: string) => `Changed by them: ${fields}.`,
  changedField: {
    name: 'name',
    email: 'e-mail',
    phone: 'phone',
    permissions: 'permissions',
  },
  problem: (field: ContactField, problem: FieldProblemKind): string =>
    problem === 'form' ? forms[field] : problems[problem],
} as const;

const problems: Readonly<Record<FieldProblemKind, string>> = {
  ...fieldProblems,
  taken: 'Somebody on this account is called that already. Add what tells them apart.',
};

const forms: Readonly<Record<ContactField, string>> = {
  ...fieldForms,
  name: 'A name has letters in it.',
};
