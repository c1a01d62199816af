import { domainToUnicode } from 'node:url';
import { fold, foldedSpellings, indexWords, nameKeys } from '#shared/rules/folding.ts';
import type { IdentifierKind } from '../platform/database/schema/account-tables.ts';
import { phoneKeys } from './phone-numbers.ts';

/** What look-up knows an account by. */
export interface SearchableAccount {
  readonly clientId: string;
  readonly username: string;
  readonly name: string;
  readonly company: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly country: string;
  readonly services: readonly { readonly name: string; readonly domain: string | null }[];
  readonly contacts: readonly SearchableContact[];
}

export interface SearchableContact {
  readonly contactId: number;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  /** 0: the account itself. */
  readonly contactId: number;
}

/** An identifier without case, accents and spaces. */
export function compact(text: string): string {
  return fold(text).replaceAll(' ', '');
}

/** A domain's folded spellings, from a domain, a host name or an address of a page. */
export function domainKeys(text: string): readonly string[] {
  const host = text
    .trim()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#:].*$/, '')
    .replace(/^www\./i, '')
    .replace(/\.$/, '');
  const readable = /xn--/i.test(host) ? domainToUnicode(host) || host : host;
  return foldedSpellings(readable).map(compact).filter(Boolean);
}

/** The identifiers of an account and its contacts, each once. */
export function identifiersOf(account: SearchableAccount): readonly Identifier[] {
  const found = new Map<string, Identifier>();
  const put = (kind: IdentifierKind, values: readonly string[], contactId = 0) => {
    for (const value of values)
      if (value) found.set(`${kind} ${contactId} ${value}`, { kind, value, contactId });
  };
  const putPhone = (phone: string | null, contactId: number) => {
    if (!phone) return;
    const keys = phoneKeys(phone, account.country);
    put('phone', [keys.end], contactId);
    put('phone_start', keys.starts, contactId);
  };
  put('client_id', [compact(account.clientId)]);
  put('username', [compact(account.username)]);
  put('email', [compact(account.email)]);
  putPhone(account.phone, 0);
  put('name', nameKeys(account.name));
  put('company', nameKeys(account.company ?? ''));
  for (const { domain } of account.services) if (domain) put('domain', domainKeys(domain));
  for (const { contactId, name, email, phone } of account.contacts) {
    put('contact', nameKeys(name), contactId);
    if (email) put('email', [compact(email)], contactId);
    putPhone(phone, contactId);
  }
  return [...found.values()];
}

/** Every text of an account that look-up by words reads, with what it is. */
export function textsOf(account: SearchableAccount): readonly SearchableText[] {
  return [
    { kind: 'name', text: account.name, contactId: null },
    { kind: 'company', text: account.company ?? '', contactId: null },
    ...account.contacts.map(
      ({ contactId, name }): SearchableText => ({ kind: 'contact', text: name, contactId }),
    ),
    ...account.services.flatMap(({ name, domain }): SearchableText[] => [
      { kind: 'domain', text: domain ?? '', contactId: null },
      { kind: 'service', text: name, contactId: null },
    ]),
    { kind: 'client_id', text: account.clientId, contactId: null },
    { kind: 'username', text: account.username, contactId: null },
    { kind: 'email', text: account.email, contactId: null },
    ...account.contacts.map(
      ({ contactId, email }): SearchableText => ({ kind: 'email', text: email ?? '', contactId }),
    ),
  ];
}

export interface SearchableText {
  readonly kind:
    | 'name'
    | 'company'
    | 'contact'
    | 'domain'
    | 'service'
    | 'client_id'
    | 'username'
    | 'email';
  readonly text: string;
  readonly contactId: number | null;
}

/** The words an account is found by. */
export function wordsOfAccount(account: SearchableAccount): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { kind, text } of textsOf(account))
    for (const word of wordsOfText(kind, text)) words.add(word);
  return words;
}

/** The words of one of an account's texts; a domain in Punycode is read first. */
export function wordsOfText(kind: SearchableText['kind'], text: string): ReadonlySet<string> {
  if (kind !== 'domain') return indexWords(text);
  return new Set(domainKeys(text).flatMap((key) => [...indexWords(key)]));
}
