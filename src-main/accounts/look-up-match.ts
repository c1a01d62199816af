import type { SearchResult } from '#shared/contract/accounts.contract.ts';
import { maskEmail, maskPhone, maskUsername } from '#shared/rules/masking.ts';
import type { AskedWord } from '../platform/database/word-index/word-index.ts';
import { domainKeys, type SearchableText, textsOf, wordsOfText } from './account-words.ts';
import type { FoundAccount, IdentifierRow } from './look-up.queries.ts';
import type { Tier } from './look-up-tiers.ts';

type Match = SearchResult['match'];

/** Between the texts of a match that no single text explains. */
const separator = ' · ';

/** Why an identifier found this account; what is personal is masked. */
export function explainIdentifier(account: FoundAccount, tier: Tier, row: IdentifierRow): Match {
  const contact = account.contacts.find(({ contactId }) => contactId === row.contact_id);
  const { email, phone } = contact ?? account;
  const contactId = contact?.contactId ?? null;
  const exact = tier.exact || row.value === tier.start;
  switch (tier.kind) {
    case 'client_id':
      return { kind: 'client_id', text: account.clientId, exact, contactId };
    case 'username':
      return { kind: 'username', text: maskUsername(account.username), exact, contactId };
    case 'email':
      return { kind: 'email', text: maskEmail(email ?? ''), exact, contactId };
    case 'phone':
    case 'phone_start':
      return { kind: 'phone', text: maskPhone(phone ?? ''), exact: tier.exact, contactId };
    case 'domain':
      return { kind: 'domain', text: domainOf(account, row.value), exact, contactId };
    case 'name':
      return { kind: 'name', text: account.name, exact, contactId };
    case 'company':
      return { kind: 'company', text: account.company ?? '', exact, contactId };
    case 'contact':
      return { kind: 'contact', text: contact?.name ?? '', exact, contactId };
  }
}

/**
 * Why words found this account: the first text that has them all, or else the texts that have them
 * between them.
 */
export function explainWords(account: FoundAccount, asked: readonly AskedWord[]): Match {
  const texts = textsOf(account).map((text) => ({ text, has: wordsIn(text, asked) }));
  const whole = texts.find(({ has }) => has.size === asked.length);
  if (whole) return { ...shown(whole.text), exact: false };
  const missing = new Set(asked);
  const parts: string[] = [];
  for (const { text, has } of texts) {
    const helps = [...has].filter((word) => missing.delete(word));
    if (helps.length > 0) parts.push(shown(text).text);
  }
  return {
    kind: 'words',
    text: [...new Set(parts)].join(separator),
    exact: false,
    contactId: null,
  };
}

function wordsIn({ kind, text }: SearchableText, asked: readonly AskedWord[]): Set<AskedWord> {
  const words = [...wordsOfText(kind, text)];
  return new Set(
    asked.filter((spellings) =>
      spellings.some((spelling) => words.some((word) => word.startsWith(spelling))),
    ),
  );
}

function shown({ kind, text, contactId }: SearchableText): Omit<Match, 'exact'> {
  if (kind === 'email') return { kind, text: maskEmail(text), contactId };
  if (kind === 'username') return { kind, text: maskUsername(text), contactId };
  return { kind, text, contactId };
}

function domainOf({ services }: FoundAccount, key: string): string {
  const service = services.find(({ domain }) => domain && domainKeys(domain).includes(key));
  return service?.domain ?? key;
}
