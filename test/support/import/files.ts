/** A row of the files that tests import. */
export interface FileRow {
  readonly clientId: string;
  readonly username: string;
  readonly name: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly country: string;
  readonly address: string;
  readonly postalCode: string;
  readonly city: string;
  readonly status: string;
  readonly code: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactPermissions: string;
  readonly contactCode: string;
}

const headings: Readonly<Record<keyof FileRow, string>> = {
  clientId: 'Client ID',
  username: 'Username',
  name: 'Name',
  company: 'Company',
  email: 'Email',
  phone: 'Phone',
  country: 'Country',
  address: 'Address 1',
  postalCode: 'Postal code',
  city: 'City',
  status: 'Status',
  code: 'Phone/Chat Code',
  contactName: 'Contact 1 Name',
  contactEmail: 'Contact 1 Email',
  contactPermissions: 'Contact 1 Permissions',
  contactCode: 'Contact 1 Code',
};

/** A row with everything in it that an account needs, and a contact beside its owner. */
export function person(given: Partial<FileRow> & Pick<FileRow, 'clientId'>): FileRow {
  const { clientId } = given;
  return {
    username: `client.${clientId}`,
    name: `Nora Vik ${letters(clientId)}`,
    company: '',
    email: `nora${clientId}@vik.example`,
    phone: '+47 22 41 50 60',
    country: 'NO',
    address: 'Storgata 1',
    postalCode: '0155',
    city: 'Oslo',
    status: 'Active',
    code: 'velvet tractor nine clouds',
    contactName: 'Jon Berg',
    contactEmail: 'jon@vik.example',
    contactPermissions: 'billing',
    contactCode: 'copper lantern on ice',
    ...given,
  };
}

/** Figures as letters: a name has none. */
const letters = (figures: string) =>
  figures.replace(/\d/g, (figure) => 'abcdefghij'[Number(figure)] ?? '');

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Rows as a CSV file. */
export function csv(rows: readonly FileRow[]): string {
  const fields = Object.keys(headings) as (keyof FileRow)[];
  const lines = [
    fields.map((field) => headings[field]),
    ...rows.map((row) => fields.map((field) => row[field])),
  ];
  return lines.map((cells) => cells.map(cell).join(',')).join('\r\n');
}
