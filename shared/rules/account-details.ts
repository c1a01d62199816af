import { canonicalCode } from './canonical-code.ts';
import { foldedSpellings } from './folding.ts';

/** What is on file about an account and the contact a code is for. */
export interface CodeFacts {
  /** People's and companies' names. */
  readonly names: readonly string[];
  /** Usernames, and other identifiers such as the Client ID. */
  readonly usernames: readonly string[];
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly domains: readonly string[];
}

export const noFacts: CodeFacts = { names: [], usernames: [], emails: [], phones: [], domains: [] };

/** Shorter details ('Li', 'com') are in too many words to tell anything. */
const shortestDetail = 4;

/** The whole, its words, and in each word the letters and the figures apart. */
function words(text: string): string[] {
  return [
    text,
    ...(text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []),
    ...(text.match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []),
  ];
}

/** The name with and without its last label, and each label but the last. */
function domainWords(domain: string): string[] {
  const labels = domain.split('.').filter((label) => label.length > 0);
  const named = labels.slice(0, -1);
  return [domain, named.join('.'), ...named.flatMap(words)];
}

function emailWords(email: string): string[] {
  const at = email.lastIndexOf('@');
  return [email, ...words(email.slice(0, Math.max(at, 0))), ...domainWords(email.slice(at + 1))];
}

/** The number from each of its digits on: with and without country and area. */
function phoneEndings(phone: string): string[] {
  const digits = phone.replace(/\D/g, '');
  return Array.from(digits, (_, at) => digits.slice(at));
}

/**
 * The ways a text may be written by somebody who drops its accents or its script, canonical and
 * the text's own first: 'Müller' is also 'muller' and 'mueller'.
 */
export function spellingsOf(text: string): readonly string[] {
  return [...new Set([text, ...foldedSpellings(text)].map(canonicalCode))];
}

/** The pieces that give an account away, canonical, at least four characters each. */
export function detailsOf(facts: CodeFacts): readonly string[] {
  const pieces = [
    ...facts.names.flatMap(words),
    ...facts.usernames.flatMap(words),
    ...facts.emails.flatMap(emailWords),
    ...facts.phones.flatMap(phoneEndings),
    ...facts.domains.flatMap(domainWords),
  ];
  const known = new Set<string>();
  for (const piece of new Set(pieces)) {
    for (const spelling of spellingsOf(piece)) {
      if (spelling.length >= shortestDetail) known.add(spelling);
    }
  }
  return [...known];
}

/**
 * What is left of a canonical code once every detail in it is struck out, overlaps included; null
 * when there is none in it. A code that is itself a part of a detail leaves nothing.
 */
export function withoutDetails(canonical: string, details: readonly string[]): string | null {
  if (canonical.length === 0) return null;
  const struck = new Set<number>();
  for (const detail of details) {
    if (detail.includes(canonical)) return '';
    for (let at = canonical.indexOf(detail); at >= 0; at = canonical.indexOf(detail, at + 1)) {
      for (let index = at; index < at + detail.length; index++) struck.add(index);
    }
  }
  if (struck.size === 0) return null;
  return canonical
    .split('')
    .filter((_, index) => !struck.has(index))
    .join('');
}
