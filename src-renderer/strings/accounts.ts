import type { MatchKind } from '#shared/contract/accounts.contract.ts';
import type { AccountStatus, Permission } from '#shared/contract/fields.ts';

export const lookupStrings = {
  label: 'Look up an account',
  placeholder: 'Look up: name, Client ID, phone, domain…',
  results: 'Results',
  count: (count: number, more: boolean) => {
    if (more) return `The best ${count}; there are more`;
    return count === 1 ? '1 account' : `${count} accounts`;
  },
  more: 'There are more. Another word, or a Client ID, narrows them down.',
  startTitle: 'Who is on the line?',
  start:
    'Ask for a name, Client ID, username, phone, e‑mail, domain or service, and type any part of it.',
  none: (query: string) => `Nothing matches “${query}”`,
  noneHelp:
    'Try fewer words, the domain, or the Client ID. A phone number needs at least four digits.',
  matched: {
    client_id: 'Client ID',
    username: 'username',
    email: 'e-mail',
    phone: 'phone',
    domain: 'domain',
    service: 'service',
    name: 'name',
    company: 'company',
    contact: 'contact',
    words: 'words in',
  } as const satisfies Record<MatchKind, string>,
  matchedLine: 'matched',
  exactly: 'exactly',
} as const;

export const accountStrings = {
  panel: 'Account',
  emptyTitle: 'No account open',
  empty: 'Choose a result to see the account and who may call for it.',
  opening: 'Opening the account…',
  clientId: (id: string) => `#${id}`,
  statuses: {
    active: 'Active',
    suspended: 'Suspended',
    closed: 'Closed',
  } as const satisfies Record<AccountStatus, string>,
  /** What it means for this call that an account is not active. */
  statusMeans: {
    suspended:
      'This account is suspended. Callers are verified as always and may ask for everything, so that they can settle it.',
    closed:
      'This account is closed. Callers are verified as always, but may only ask about it, or have it opened again.',
  } as const satisfies Record<Exclude<AccountStatus, 'active'>, string>,
  services: (count: number) => (count === 1 ? '1 service' : `${count} services`),
  noServices: 'no services',
  moreDomains: (count: number) => `and ${count} more`,
  since: 'customer since',
  username: 'Username',
  email: 'E-mail',
  phone: 'Phone',
  address: 'Address',
  country: 'Country',
  servicesHeading: 'Services',
  masked: 'Personal details are masked until the caller is verified.',
  unmasked: 'Shown in full while the caller is verified.',
  details: 'Details on file',
  none: 'none',
} as const;

export const callerStrings = {
  question: 'Who is calling?',
  filter: 'Find a contact',
  filterPlaceholder: 'Find a contact by name',
  noMatch: (text: string) => `No contact is called “${text}”`,
  contacts: (count: number) => (count === 1 ? '1 contact' : `${count} contacts`),
  kinds: { owner: 'Owner', authorized: 'Authorized contact' },
  notListed: 'Somebody not listed',
  notListedDetail: 'They are checked like anyone else, and can’t be verified.',
  access: { main: 'main code', own: 'own code', none: 'cannot' },
  accessLong: {
    main: 'Verifies by the main code',
    own: 'Verifies by an own code',
    none: 'Has no code to verify by',
  },
  strong: 'strong',
  badges: {
    oldCode: 'old code',
    exposed: 'exposed',
    disabled: 'disabled',
    waiting: (time: string) => `waits until ${time}`,
  },
  badgeHelp: {
    oldCode: 'Formerly the Phone/Chat Code. It is the same thing under its old name.',
    exposed: 'The code stood in a chat transcript: ask them to set a new one.',
    disabled: 'Ten codes in a row did not match. The call shows the way back.',
    waiting: 'The next code can be checked then.',
  },
  oldCodeNote: '“Old code”: formerly called the Phone/Chat Code. It is the same thing.',
  permissions: {
    billing: 'billing',
    technical: 'technical',
    security: 'security',
    owner: 'ownership',
  } as const satisfies Record<Permission, string>,
  mayAsk: (list: string) => `may ask about ${list}`,
  mayAskAll: 'may ask for everything',
  mayAskNothing: 'general requests only',
} as const;
