import type { Faker } from '@faker-js/faker';
import type { DemoAccount, DemoContact } from '#main/demo/demo-data.ts';
import type { Permission } from '#shared/contract/fields.ts';
import { DemoCodes, type SetUp } from './demo-codes.ts';
import {
  type Country,
  inventorOf,
  personName,
  phoneNumber,
  seedAll,
  slug,
  someCountry,
} from './demo-people.ts';

/** Something and how often it comes. */
const often = <T>(value: T, weight: number) => ({ value, weight });

const setUps = [
  often<SetUp>('main_only', 25),
  often<SetUp>('shared', 25),
  often<SetUp>('own', 15),
  often<SetUp>('mixed', 13),
  often<SetUp>('old', 12),
  often<SetUp>('none', 10),
];
const statuses = [
  often('active' as const, 92),
  often('suspended' as const, 5),
  often('closed' as const, 3),
];
const contactsBesideOwner = [often(0, 20), often(1, 33), often(2, 27), often(3, 13), often(5, 7)];
const plans = ['Starter hosting', 'Business hosting', 'Agency hosting'];
const extras = [
  { kind: 'vps', name: 'Cloud server S' },
  { kind: 'vps', name: 'Cloud server M' },
  { kind: 'server', name: 'Managed server' },
  { kind: 'email', name: 'Business mail' },
  { kind: 'backup', name: 'Daily backup' },
  { kind: 'certificate', name: 'Wildcard certificate' },
];
const mailboxes = ['info', 'office', 'hello', 'admin', 'accounts'];

/** Invents accounts, always the same ones for a seed, beside those that are there. */
export class DemoInventor {
  readonly #chance: Faker;
  readonly #codes: DemoCodes;
  readonly #usernames = new Set<string>();
  readonly #domains = new Set<string>();
  #clientId = 0;

  constructor(seed: number, there: readonly DemoAccount[]) {
    this.#chance = seedAll(seed);
    this.#codes = new DemoCodes(this.#chance);
    for (const { clientId, username, services } of there) {
      this.#clientId = Math.max(this.#clientId, Number(clientId));
      this.#usernames.add(username);
      for (const { domain } of services) if (domain) this.#domains.add(domain);
    }
  }

  account(): DemoAccount {
    const country = someCountry(this.#chance);
    const inventor = inventorOf(country);
    const owner = personName(inventor);
    const company = this.#chance.datatype.boolean(0.72) ? inventor.company.name() : null;
    const domain = this.#domainFor(company ?? owner, country);
    const ownMail = this.#chance.datatype.boolean(0.8);
    const mail = (name: string) => `${slug(name, '.')}@${ownMail ? domain : 'gmail.com'}`;
    const contacts = [this.#contact('owner', owner, mail(owner), country)];
    const beside = this.#chance.helpers.weightedArrayElement(contactsBesideOwner);
    while (contacts.length <= beside) {
      const name = personName(inventor);
      contacts.push(this.#contact('authorized', name, mail(name), country));
    }
    this.#clientId += this.#chance.number.int({ min: 1, max: 41 });
    const account: DemoAccount = {
      clientId: String(this.#clientId),
      username: this.#usernameFor(company ?? owner),
      name: company ?? owner,
      company,
      email:
        company && ownMail
          ? `${this.#chance.helpers.arrayElement(mailboxes)}@${domain}`
          : mail(owner),
      phone: this.#chance.datatype.boolean(0.9) ? phoneNumber(country) : null,
      country: country.country,
      status: this.#chance.helpers.weightedArrayElement(statuses),
      createdAt: this.#chance.date
        .between({ from: '2005-01-01T00:00:00Z', to: '2025-06-30T00:00:00Z' })
        .getTime(),
      services: this.#services(domain, company ?? owner, country),
      contacts,
    };
    return this.#codes.setUp(account, this.#chance.helpers.weightedArrayElement(setUps));
  }

  #contact(kind: DemoContact['kind'], name: string, email: string, country: Country): DemoContact {
    const all: Permission[] = ['billing', 'technical', 'security', 'owner'];
    return {
      kind,
      name,
      email: this.#chance.datatype.boolean(0.93) ? email : null,
      phone: this.#chance.datatype.boolean(0.6) ? phoneNumber(country) : null,
      permissions:
        kind === 'owner'
          ? all
          : this.#chance.helpers.arrayElements(all.slice(0, 3), { min: 0, max: 3 }),
      viewingAccess: false,
    };
  }

  #services(domain: string, name: string, country: Country): DemoAccount['services'] {
    const services = [
      {
        kind: 'hosting',
        name: this.#chance.helpers.arrayElement(plans),
        domain: domain as string | null,
      },
    ];
    for (const extra of this.#chance.helpers.arrayElements(extras, { min: 0, max: 3 }))
      services.push({ ...extra, domain: null });
    if (this.#chance.datatype.boolean(0.25))
      services.push({
        kind: 'domain',
        name: 'Domain registration',
        domain: this.#domainFor(
          `${name} ${this.#chance.helpers.arrayElement(['shop', 'online', 'group'])}`,
          country,
        ),
      });
    return services;
  }

  #usernameFor(name: string): string {
    const base = slug(name, this.#chance.helpers.arrayElement(['', '.'])).slice(0, 24);
    return unused(this.#usernames, base, (again) => `${base}${again}`);
  }

  #domainFor(name: string, { endings }: Country): string {
    const ending = this.#chance.helpers.arrayElement(endings);
    const base = slug(name, this.#chance.helpers.arrayElement(['', '-'])).slice(0, 40);
    const bare = base.replace(/-$/, '');
    return unused(this.#domains, `${bare}.${ending}`, (again) => `${bare}${again}.${ending}`);
  }
}

/** The first of a name's forms that is not taken; it is from then on. */
function unused(taken: Set<string>, first: string, form: (again: number) => string): string {
  let name = first;
  for (let again = 2; taken.has(name); again++) name = form(again);
  taken.add(name);
  return name;
}
