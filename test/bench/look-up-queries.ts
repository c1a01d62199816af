import { wordsOfAccount } from '#main/accounts/account-words.ts';
import type { NewAccount } from '#main/accounts/new-account.ts';
import { benchAccount, drawing } from './bench-accounts.ts';

type Draw = () => number;

/** Queries of one kind. Each is about the account it is given, so that there is something to find. */
export interface QueryClass {
  readonly name: string;
  readonly breadth: 'narrow' | 'broad';
  query(account: NewAccount, draw: Draw): string;
}

const letters = 'abcdefghijklmnopqrstuvwxyz';
const common = [
  ...['gmbh', 'inc', 'aps', 'sarl', 'ltd', 'as', 'sl', 'de', 'com', 'dk', 'gmail'],
  ...['hosting', 'consulting', 'international', 'managed', 'backup', 'mail', 'server', 'web'],
];

const one = <T>(from: ArrayLike<T>, draw: Draw): T => from[Math.floor(draw() * from.length)] as T;
const some = (count: number, pick: () => string) => Array.from({ length: count }, pick).join(' ');
const wordsOf = (account: NewAccount) => [...wordsOfAccount(searchable(account))];
const rare = (account: NewAccount, draw: Draw) =>
  one(
    wordsOf(account).filter((word) => word.length > 4 && !common.includes(word)),
    draw,
  ) ?? account.clientId;

/** Every kind of query that an agent types, and the worst that anybody can. */
export const queryClasses: readonly QueryClass[] = [
  narrow('Client ID', ({ clientId }) => clientId),
  narrow('username', ({ username }) => username),
  narrow('e-mail', ({ email }) => email),
  narrow('phone, international', ({ phone }) => `00${phone?.slice(1, 4)} ${phone?.slice(4)}`),
  narrow('phone, last six digits', ({ phone }) => phone?.slice(-6) ?? ''),
  narrow('domain', ({ services }) => services[0]?.domain ?? ''),
  narrow('account name', ({ name }) => name),
  narrow("contact's name, turned round", ({ contacts }) =>
    (contacts[1]?.name ?? '').split(' ').reverse().join(' '),
  ),
  narrow('all words of an account', (account) => wordsOf(account).join(' ').slice(0, 200)),
  broad('one letter', (_account, draw) => one(letters, draw)),
  broad('two letters', (account) => account.name.slice(0, 2)),
  broad('three letters', ({ contacts }) => contacts[0]?.name.slice(0, 3) ?? ''),
  broad('a common word', (_account, draw) => one(common, draw)),
  broad('two single letters', (_account, draw) => some(2, () => one(letters, draw))),
  broad('two common words', (_account, draw) => some(2, () => one(common, draw))),
  broad('three common words', (_account, draw) => some(3, () => one(common, draw))),
  broad(
    'a long word nearly right',
    (_account, draw) =>
      `${one(['internationale', 'consultings', 'internationally'], draw)} ${one(common, draw)}`,
  ),
  broad(
    'a letter and a rare word',
    (account, draw) => `${one(letters, draw)} ${rare(account, draw)}`,
  ),
  broad(
    'a common and a rare word',
    (account, draw) => `${one(common, draw)} ${rare(account, draw)}`,
  ),
  broad('five to twenty single letters', (_account, draw) =>
    some(5 + Math.floor(draw() * 16), () => one(letters, draw)),
  ),
  broad('the alphabet', () => [...letters].join(' ')),
  broad('sixty two-letter words', (_account, draw) =>
    some(60, () => one(letters, draw) + one(letters, draw)),
  ),
  broad('200 characters of noise', (_account, draw) =>
    Array.from({ length: 200 }, () => String.fromCodePoint(33 + Math.floor(draw() * 600))).join(''),
  ),
  broad(
    'operators and quotes',
    (account, draw) =>
      one(['" OR *', 'NEAR(a b)', "' or 1=1 --", '%_%', 'words:*', '^a AND NOT b'], draw) +
      account.name.slice(0, 2),
  ),
];

/** A query of this class about one of so many accounts; always the same for a `round`. */
export function queryOf(kind: QueryClass, round: number, accounts: number): string {
  const draw = drawing(round * 7_919 + queryClasses.indexOf(kind));
  return kind.query(benchAccount(1 + Math.floor(draw() * accounts)), draw);
}

function narrow(name: string, query: QueryClass['query']): QueryClass {
  return { name, breadth: 'narrow', query };
}

function broad(name: string, query: QueryClass['query']): QueryClass {
  return { name, breadth: 'broad', query };
}

function searchable(account: NewAccount) {
  return {
    ...account,
    contacts: account.contacts.map((contact, place) => ({ ...contact, contactId: place + 1 })),
  };
}
