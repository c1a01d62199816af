const names = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'code' });

/** A country's name for its two-letter code; what is no code stays as it is. */
export function countryName(country: string): string {
  return /^[A-Z]{2}$/.test(country) ? (names.of(country) ?? country) : country;
}
