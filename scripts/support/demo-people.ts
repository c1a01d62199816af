import { allFakers, type Faker } from '@faker-js/faker';
import { isValidPhoneNumber } from 'libphonenumber-js';
import { fold } from '#shared/rules/folding.ts';

/** Where the demo's clients are: how often, and what their domains end in. */
const countries = [
  { locale: 'en_US', country: 'US', weight: 24, endings: ['com', 'net', 'org', 'io'] },
  { locale: 'en_GB', country: 'GB', weight: 12, endings: ['co.uk', 'com', 'uk'] },
  { locale: 'de', country: 'DE', weight: 12, endings: ['de', 'com'] },
  { locale: 'en_CA', country: 'CA', weight: 6, endings: ['ca', 'com'] },
  { locale: 'fr', country: 'FR', weight: 7, endings: ['fr', 'com'] },
  { locale: 'es', country: 'ES', weight: 6, endings: ['es', 'com'] },
  { locale: 'it', country: 'IT', weight: 5, endings: ['it', 'com'] },
  { locale: 'nl', country: 'NL', weight: 5, endings: ['nl', 'com'] },
  { locale: 'nb_NO', country: 'NO', weight: 5, endings: ['no'] },
  { locale: 'sv', country: 'SE', weight: 5, endings: ['se', 'nu'] },
  { locale: 'da', country: 'DK', weight: 3, endings: ['dk'] },
  { locale: 'pl', country: 'PL', weight: 4, endings: ['pl', 'com.pl'] },
  { locale: 'cs_CZ', country: 'CZ', weight: 2, endings: ['cz'] },
  { locale: 'pt_PT', country: 'PT', weight: 2, endings: ['pt'] },
  { locale: 'en_AU', country: 'AU', weight: 2, endings: ['com.au'] },
] as const;

export type Country = (typeof countries)[number];

/** Seeds every country's inventor, each another way: each run invents the same people. */
export function seedAll(seed: number): Faker {
  for (const [place, { locale }] of countries.entries()) allFakers[locale].seed(seed + place + 1);
  const chance = allFakers.en;
  chance.seed(seed);
  return chance;
}

export function someCountry(chance: Faker): Country {
  return chance.helpers.weightedArrayElement(
    countries.map((value) => ({ value, weight: value.weight })),
  );
}

export const inventorOf = ({ locale }: Country): Faker => allFakers[locale];

export function personName(inventor: Faker): string {
  return `${inventor.person.firstName()} ${inventor.person.lastName()}`;
}

/** A number that could be dialled, in E.164. */
export function phoneNumber(country: Country): string {
  for (;;) {
    const number = inventorOf(country).phone.number({ style: 'international' });
    if (isValidPhoneNumber(number, country.country)) return number;
  }
}

/** Letters and digits only, for domains and usernames: words joined by `joint`. */
export function slug(text: string, joint: string): string {
  return (
    fold(text)
      .replaceAll("'", '')
      .match(/[a-z0-9]+/g) ?? []
  ).join(joint);
}
