import { nameKeys } from '#shared/rules/folding.ts';
import { compact, domainKeys } from './account-words.ts';
import type { IdentifierRange } from './look-up.queries.ts';
import { askedPhone, endOf } from './phone-numbers.ts';

/** One step of a look-up: identifiers of a kind. */
export interface Tier extends IdentifierRange {
  /** What it finds is the whole of what was asked for. */
  readonly exact: boolean;
}

/**
 * The steps a query goes through before its words are looked up, best first: whole identifiers,
 * then beginnings of identifiers and of names. A query of letters alone is taken for a name before
 * it is taken for the beginning of a username.
 */
export function tiersOf(query: string): readonly Tier[] {
  const starts = startsOf(query);
  const names = namesOf(query);
  const likeIdentifier = /[\d@._]/.test(query);
  return [...wholesOf(query), ...(likeIdentifier ? [...starts, ...names] : [...names, ...starts])];
}

/** Only figures are read across spaces: several words are no username. */
function identifierIn(query: string): string {
  return /\S\s+\S/.test(query) && !/^[#\d\s]+$/.test(query) ? '' : compact(query);
}

function wholesOf(query: string): readonly Tier[] {
  const text = identifierIn(query);
  const whole = (kind: Tier['kind'], start: string): Tier => ({
    kind,
    start,
    whole: true,
    exact: true,
  });
  const phones = (askedPhone(query) ?? []).map(endOf);
  return [
    whole('client_id', text.replace(/^#/, '')),
    whole('username', text),
    whole('email', text),
    ...phones
      .filter(({ longest }) => longest !== null)
      .map(({ end, longest }): Tier => {
        return { kind: 'phone', start: end, whole: false, longest, exact: true };
      }),
    ...domainsIn(query).map((domain) => whole('domain', domain)),
  ].filter(({ start }) => start !== '');
}

function startsOf(query: string): readonly Tier[] {
  const text = identifierIn(query);
  const phones = askedPhone(query) ?? [];
  return [
    begins('client_id', text.replace(/^#/, '')),
    begins('username', text),
    begins('email', text),
    ...phones.map((digits) => begins('phone', endOf(digits).end)),
    ...phones.map((digits) => begins('phone_start', digits)),
    ...domainsIn(query).map((domain) => begins('domain', domain)),
  ].filter(({ start }) => start !== '');
}

function namesOf(query: string): readonly Tier[] {
  const keys = nameKeys(query);
  return (['name', 'company', 'contact'] as const).flatMap((kind) =>
    keys.map((key) => begins(kind, key)),
  );
}

function begins(kind: Tier['kind'], start: string): Tier {
  return { kind, start, whole: false, exact: false };
}

const domainsIn = (query: string) => (identifierIn(query) ? domainKeys(query) : []);
