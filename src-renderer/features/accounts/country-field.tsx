import { countries } from '#shared/rules/countries.ts';
import { newAccountStrings as words } from '../../strings/new-account.ts';
import { ComboBox } from '../../ui/combo-box.tsx';
import { countryName } from '../../ui/country-name.ts';
import type { FieldWords } from '../../ui/field-parts.tsx';

const sections = [
  {
    id: 'countries',
    title: words.countries,
    options: countries
      .map((id) => ({ id, label: countryName(id) }))
      .sort((one, other) => one.label.localeCompare(other.label, 'en')),
  },
];

interface CountryFieldProps extends FieldWords {
  /** ISO 3166, two letters; empty for none. */
  value: string;
  onChange: (country: string) => void;
  onLeave: () => void;
}

/** One of the world's countries, found by typing any part of its name. */
export function CountryField({ value, ...rest }: CountryFieldProps) {
  return (
    <ComboBox
      {...rest}
      sections={sections}
      value={value === '' ? null : value}
      placeholder={words.countryPlaceholder}
      noMatch={words.noCountry}
    />
  );
}
