import {
  type ContactPart,
  contactNumbers,
  contactParts,
  type Mapping,
  type TargetField,
  targetFields,
} from './import-mapping.ts';

export const billingSystems = ['whmcs', 'blesta', 'hostbill', 'ubersmith'] as const;
export type BillingSystem = (typeof billingSystems)[number];

/** Names of columns for a target, the best first, as `plainHeading` makes them. */
type Names = Readonly<Partial<Record<TargetField, readonly string[]>>>;

interface System {
  /** Null: this program. */
  readonly system: BillingSystem | null;
  /** Columns that its exports have and the others' lack: all of one of these rows. */
  readonly marks: readonly (readonly string[])[];
  /** What its exports call things where that is not what everybody does. */
  readonly names: Names;
}

/**
 * By what columns a billing system's client export is known. The first that fits wins, so the order
 * matters: HostBill took its names from WHMCS.
 */
const systems: readonly System[] = [
  {
    // Our own export as JSON Lines (accounts/export-text.ts): the owner is the first of the contacts,
    // and `name` is what the account is called.
    system: null,
    marks: [['clientid', 'username', 'customersince', 'contacts1kind']],
    names: {
      name: ['contacts1name'],
      ...{ address1: ['addressaddress1'], address2: ['addressaddress2'], city: ['addresscity'] },
      ...{ postalCode: ['addresspostalcode'], region: ['addressregion'] },
      country: ['addresscountry'],
      ...Object.fromEntries(
        contactNumbers.flatMap((number) =>
          contactParts.map((part) => [
            `contact${number}${part}`,
            [`contacts${number + 1}${part.toLowerCase()}`],
          ]),
        ),
      ),
    },
  },
  {
    // As its API gives a client: api2.hostbillapp.com/clients/getClientDetails.html. There
    // `company` is a mark (0 or 1) that the client is one, and `companyname` its name.
    system: 'hostbill',
    marks: [
      ['firstname', 'lastname', 'companyname', 'parentid'],
      ['firstname', 'lastname', 'companyname', 'countryname'],
    ],
    names: { clientId: ['clientid', 'id'], customerSince: ['datecreated'] },
  },
  {
    // The table `tblclients` and the API: developers.whmcs.com/api-reference/getclientsdetails; and
    // the report "Clients", whose columns have names for people: First Name, Postcode, Phone Number.
    system: 'whmcs',
    marks: [
      ['firstname', 'lastname', 'companyname', 'phonenumber'],
      ['firstname', 'lastname', 'companyname', 'postcode'],
    ],
    names: {
      clientId: ['id', 'clientid', 'userid'],
      customerSince: ['datecreated', 'creationdate'],
    },
  },
  {
    // What its importer takes is what it knows: docs.blesta.com/display/user/CSV; and its API's
    // Clients.get, where `id_code` is the number that clients see and `id` is not.
    system: 'blesta',
    marks: [
      ['firstname', 'lastname', 'statecode', 'countrycode'],
      ['idcode', 'firstname', 'lastname'],
      ['idvalue', 'firstname', 'lastname'],
    ],
    names: { clientId: ['idcode', 'idvalue', 'id'], customerSince: ['dateadded'] },
  },
  {
    // As its API gives a client (client.get, client.list): github.com/jasonkeene/python-ubersmith,
    // ubersmith/calls/client.py; and the fields of docs.ubersmith.com, "Adding Clients".
    system: 'ubersmith',
    marks: [
      ['clientid', 'first', 'last'],
      ['first', 'last', 'company', 'zip'],
      ['clientid', 'fullname', 'listedcompany'],
    ],
    names: {
      clientId: ['clientid'],
      firstName: ['first'],
      lastName: ['last'],
      username: ['login'],
      company: ['company', 'listedcompany'],
      status: ['active'],
      customerSince: ['created'],
    },
  },
];

/** What columns are called anywhere, and by this program's own export. */
const common: Names = {
  clientId: ['clientid', 'clientnumber', 'clientno', 'customerid', 'customernumber', 'customerno'],
  username: ['username', 'login', 'loginname', 'userlogin'],
  name: ['name', 'fullname', 'clientname', 'ownername', 'owner', 'contactname', 'customername'],
  firstName: ['firstname', 'givenname', 'forename'],
  lastName: ['lastname', 'surname', 'familyname'],
  company: ['companyname', 'company', 'organisation', 'organization', 'organizationname'],
  email: ['email', 'emailaddress', 'mail'],
  phone: ['phonenumber', 'phone', 'telephone', 'phoneno', 'tel', 'mobile', 'mobilephone'],
  country: ['country', 'countrycode', 'countryname'],
  address1: ['address1', 'address', 'street', 'streetaddress', 'addressline1', 'street1'],
  address2: ['address2', 'addressline2', 'street2'],
  postalCode: ['postcode', 'postalcode', 'zip', 'zipcode', 'zippostalcode', 'zippostcode'],
  city: ['city', 'town', 'towncity'],
  region: ['state', 'region', 'stateregion', 'statecode', 'province', 'stateprovince', 'county'],
  status: ['status', 'clientstatus', 'accountstatus'],
  customerSince: [
    ...['customersince', 'clientsince', 'signupdate', 'datecreated', 'creationdate', 'createdat'],
    ...['dateadded', 'created'],
  ],
  mainCode: ['securitycode', 'maincode', 'mainsecuritycode'],
  // Custom fields of the billing systems, under the names that the security code had before.
  oldCode: ['phonechatcode', 'chatcode', 'phonecode', 'pin', 'securitypin', 'supportpin'],
};

const contactNames: Readonly<Record<ContactPart, readonly string[]>> = {
  Name: ['name', 'fullname'],
  Email: ['email', 'emailaddress'],
  Phone: ['phone', 'phonenumber', 'telephone'],
  Permissions: ['permissions', 'mayaskfor'],
  ViewingAccess: ['viewingaccess', 'maincodeaccess'],
  Code: ['code', 'securitycode', 'owncode'],
};

/** A heading by which two that differ in case, spaces and signs are the same: `Phone/Chat Code`. */
export function plainHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * Which system's export has such headings, null for none that is known, and which column probably
 * holds what: each column once, none for what has no column. A guess for a person to confirm.
 */
export function guessMapping(headings: readonly string[]): {
  readonly system: BillingSystem | null;
  readonly mapping: Mapping;
} {
  const columns = new Map<string, number>();
  // Of two columns of one name the first is taken.
  for (const [column, heading] of headings.entries())
    if (!columns.has(plainHeading(heading))) columns.set(plainHeading(heading), column);
  const known = systems.find(({ marks }) =>
    marks.some((names) => names.every((name) => columns.has(name))),
  );
  const mapping: Partial<Record<TargetField, number>> = {};
  const used = new Set<number>();
  for (const target of targetFields) {
    const names = known?.names[target] ?? common[target] ?? contactHeadings(target);
    const column = names.map((name) => columns.get(name)).find((one) => one !== undefined);
    if (column === undefined || used.has(column)) continue;
    used.add(column);
    mapping[target] = column;
  }
  return { system: known?.system ?? null, mapping: withoutDoubles(mapping) };
}

/** A person's name is in one column or in two, not in three. */
function withoutDoubles({ name, ...mapping }: Mapping): Mapping {
  const inTwo = mapping.firstName !== undefined && mapping.lastName !== undefined;
  return inTwo || name === undefined ? mapping : { ...mapping, name };
}

/** `Contact 1 Name`, and `contacts.1.name` of JSON Lines. */
function contactHeadings(target: TargetField): readonly string[] {
  for (const number of contactNumbers) {
    const part = target.replace(`contact${number}`, '');
    if (part === target || !Object.hasOwn(contactNames, part)) continue;
    return contactNames[part as ContactPart].flatMap((name) => [
      `contact${number}${name}`,
      `contacts${number}${name}`,
    ]);
  }
  return [];
}
