import type { EditField } from '#shared/rules/account-fields.ts';

const ofAddress: ReadonlySet<string> = new Set([
  ...(['address1', 'address2', 'postalCode', 'city', 'region'] as const),
]);

/** Fields of an account as records name them, each once. */
export function fieldWords(fields: readonly EditField[]): string[] {
  return [...new Set(fields.map((field) => (ofAddress.has(field) ? 'address' : field)))];
}
