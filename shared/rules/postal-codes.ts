const three = /^\d{3}$/;
const four = /^\d{4}$/;
const five = /^\d{5}$/;
const six = /^\d{6}$/;
const unitedStates = /^\d{5}(-\d{4})?$/;
const unitedKingdom = /^(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/;

/**
 * The form of postal codes, in capitals, where everybody has one (Universal Postal Union, addressing
 * by country). Spaces and dashes may be left out.
 */
const forms: Readonly<Record<string, RegExp>> = {
  AR: /^([A-Z]\d{4}[A-Z]{3}|\d{4})$/,
  AT: four,
  AU: four,
  BE: four,
  BG: four,
  BR: /^\d{5}-?\d{3}$/,
  CA: /^[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d$/,
  CH: four,
  CN: six,
  CY: four,
  CZ: /^\d{3} ?\d{2}$/,
  DE: five,
  DK: four,
  EE: five,
  ES: five,
  FI: five,
  FR: five,
  GB: unitedKingdom,
  GG: unitedKingdom,
  GR: /^\d{3} ?\d{2}$/,
  HR: five,
  HU: four,
  ID: five,
  IL: /^(\d{5}|\d{7})$/,
  IM: unitedKingdom,
  IN: /^\d{3} ?\d{3}$/,
  IS: three,
  IT: five,
  JE: unitedKingdom,
  JP: /^\d{3}-?\d{4}$/,
  KR: five,
  LI: four,
  LT: /^(LT-?)?\d{5}$/,
  LU: /^(L-?)?\d{4}$/,
  LV: /^(LV-?)?\d{4}$/,
  MC: five,
  MT: /^[A-Z]{3} ?\d{2,4}$/,
  MX: five,
  MY: five,
  NL: /^[1-9]\d{3} ?[A-Z]{2}$/,
  NO: four,
  NZ: four,
  PH: four,
  PL: /^\d{2}-?\d{3}$/,
  PR: unitedStates,
  PT: /^\d{4}-?\d{3}$/,
  RO: six,
  RS: five,
  RU: six,
  SE: /^\d{3} ?\d{2}$/,
  SG: six,
  SI: /^(SI-?)?\d{4}$/,
  SK: /^\d{3} ?\d{2}$/,
  TH: five,
  TR: five,
  TW: /^\d{3}(\d{2,3})?$/,
  UA: five,
  US: unitedStates,
  ZA: four,
};

/** Anywhere else: letters and digits, spaces and dashes between them. */
const anyForm = /^[A-Z\d](?:[A-Z\d -]{0,10}[A-Z\d])?$/;

/** Whether everybody in a country has a postal code. */
export const needsPostalCode = (country: string) => Object.hasOwn(forms, country);

/** Whether a text can be a postal code of a country (ISO 3166, two letters), in capitals or not. */
export function isPostalCode(text: string, country: string): boolean {
  const form = needsPostalCode(country) ? forms[country] : anyForm;
  return form?.test(text.toUpperCase()) ?? false;
}
