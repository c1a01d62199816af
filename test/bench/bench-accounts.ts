import { allFakers, type PersonEntryDefinition } from '@faker-js/faker';
import type { NewAccount, NewContact } from '#main/accounts/new-account.ts';
import { fold } from '#shared/rules/folding.ts';

/*
 * A million accounts are too many for faker to invent one by one, so names are drawn from its
 * lists. Company forms and endings of domains go with the country: words that are broad alone and
 * never meet are the hardest a look-up is asked for.
 */
const countries = [
  { locale: 'de', code: 'DE', dial: '+4930', forms: ['GmbH', 'AG', 'UG'], ending: 'de' },
  { locale: 'da', code: 'DK', dial: '+4532', forms: ['ApS', 'A/S'], ending: 'dk' },
  { locale: 'en_US', code: 'US', dial: '+1212', forms: ['Inc', 'LLC'], ending: 'com' },
  { locale: 'fr', code: 'FR', dial: '+331', forms: ['SARL', 'SAS'], ending: 'fr' },
  { locale: 'pl', code: 'PL', dial: '+4822', forms: ['Sp. z o.o.'], ending: 'pl' },
  { locale: 'es', code: 'ES', dial: '+3491', forms: ['SL', 'SA'], ending: 'es' },
  { locale: 'en_GB', code: 'GB', dial: '+4420', forms: ['Ltd', 'plc'], ending: 'co.uk' },
  { locale: 'nb_NO', code: 'NO', dial: '+47', forms: ['AS', 'ASA'], ending: 'no' },
] as const;

const trades = ['Hosting', 'Consulting', 'International', 'Media', 'Design', 'Software', 'Data'];
const services = ['Web hosting', 'Managed server', 'Mail', 'Backup', 'Domain'];

const pools = countries.map(({ locale }) => {
  const { first_name: first, last_name: last } = allFakers[locale].rawDefinitions.person ?? {};
  return { first: listOf(first), last: listOf(last) };
});

/** Account number `index` (from 1), always the same; two contacts each. */
export function benchAccount(index: number): NewAccount {
  const draw = drawing(index);
  // Popular countries and names are popular indeed: the square makes the first ones common.
  const place = Math.floor(draw() ** 2 * countries.length);
  const country = countries[place] ?? countries[0];
  const pool = pools[place] ?? { first: ['Anna'], last: ['Larsen'] };
  const pick = (list: readonly string[]) => list[Math.floor(draw() ** 2 * list.length)] ?? 'Anna';
  const person = () => `${pick(pool.first)} ${pick(pool.last)}`;
  const owner = person();
  const founder = pick(pool.last);
  const isCompany = draw() < 0.6;
  const company = isCompany ? `${founder} ${pick(trades)} ${pick(country.forms)}` : null;
  const domain = `${plain(founder)}${plain(pick(trades))}${index % 9973}.${country.ending}`;
  const number = (offset: number) =>
    country.dial + String((index * 7919 + offset) % 100_000_000).padStart(8, '0');
  const contact = (kind: NewContact['kind'], name: string, offset: number): NewContact => ({
    kind,
    name,
    email: `${plain(name)}@${domain}`,
    phone: draw() < 0.5 ? number(offset) : null,
    permissions: [],
    viewingAccess: kind === 'authorized',
  });
  return {
    clientId: String(100_000 + index),
    username: `${plain(owner).slice(0, 30)}${index}`,
    name: company ?? owner,
    company,
    email: `${plain(owner)}.${index}@${draw() < 0.3 ? 'gmail.com' : domain}`,
    phone: number(0),
    country: country.code,
    status: 'active',
    createdAt: 1_600_000_000_000 + index,
    services: [
      { kind: 'hosting', name: pick(services), domain },
      { kind: 'addon', name: pick(services), domain: null },
    ],
    contacts: [contact('owner', owner, 31), contact('authorized', person(), 62)],
  };
}

/** Numbers from 0 up to 1, always the same for an index (mulberry32). */
export function drawing(index: number): () => number {
  let state = Math.imul(index, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const plain = (text: string) => fold(text).replace(/[^a-z0-9]/g, '');

function listOf(lists: PersonEntryDefinition<string> | null | undefined): readonly string[] {
  const all = [...(lists?.generic ?? []), ...(lists?.female ?? []), ...(lists?.male ?? [])];
  return [...new Set(all)];
}
