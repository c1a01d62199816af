import type { ExportFormat } from '#shared/contract/accounts-export.contract.ts';
import { byteOrderMark, csvLine } from '#shared/rules/delimited-text.ts';
import { type ContactRow, permissionsOf, type ServiceRow } from './accounts.queries.ts';
import type { WholeAccount } from './export.queries.ts';

/** What stands before the first account. */
export function exportHead(format: ExportFormat): string {
  return format === 'csv' ? `${byteOrderMark}${csvLine(columns)}` : '';
}

/** The accounts as lines: nothing in them tells anything of a code or a password. */
export function exportLines(format: ExportFormat, accounts: readonly WholeAccount[]): string {
  return format === 'csv'
    ? accounts.flatMap(personLines).join('')
    : accounts.map((whole) => `${JSON.stringify(objectOf(whole))}\n`).join('');
}

const columns = [
  ...['Client ID', 'Username', 'Account', 'Company', 'Status', 'E-mail', 'Phone'],
  ...['Address 1', 'Address 2', 'Postal code', 'City', 'Region', 'Country'],
  ...['Customer since', 'Services'],
  ...['Contact', 'Kind', 'Contact e-mail', 'Contact phone', 'Permissions', 'Viewing access'],
];

/** A line for each person, with what is on the account at the beginning of each. */
function personLines({ account, contacts, services }: WholeAccount): string[] {
  const first = [
    ...[account.client_id, account.username, account.name, account.company, account.status],
    ...[account.email, account.phone, account.address1, account.address2, account.postal_code],
    ...[account.city, account.region, account.country, isoTime(account.created_at)],
    services.map(serviceWords).join(', '),
  ];
  const people = contacts.length > 0 ? contacts.map(personCells) : [[]];
  return people.map((cells) =>
    csvLine([...first, ...cells, ...Array(6 - cells.length).fill(null)].map((cell) => cell ?? '')),
  );
}

function personCells(contact: ContactRow) {
  return [
    ...[contact.name, contact.kind, contact.email, contact.phone],
    permissionsOf(contact).join(', '),
    contact.kind === 'owner' ? null : contact.viewing_access === 1 ? 'yes' : 'no',
  ];
}

function serviceWords({ kind, name, domain }: ServiceRow): string {
  return `${kind}: ${name}${domain === null ? '' : ` (${domain})`}`;
}

function objectOf({ account, contacts, services }: WholeAccount) {
  const { address1, address2, city, region, country } = account;
  return {
    clientId: account.client_id,
    username: account.username,
    name: account.name,
    company: account.company,
    status: account.status,
    email: account.email,
    phone: account.phone,
    address: { address1, address2, postalCode: account.postal_code, city, region, country },
    customerSince: isoTime(account.created_at),
    services: services.map(({ kind, name, domain }) => ({ kind, name, domain })),
    contacts: contacts.map((contact) => ({
      name: contact.name,
      kind: contact.kind,
      email: contact.email,
      phone: contact.phone,
      permissions: permissionsOf(contact),
      ...(contact.kind === 'authorized' && { viewingAccess: contact.viewing_access === 1 }),
    })),
  };
}

const isoTime = (at: number) => new Date(at).toISOString();
