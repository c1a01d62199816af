import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Faker } from '@faker-js/faker';
import { loadBlocklist } from '#main/codes/blocklist.ts';
import type { DemoAccount, DemoCode, DemoContact } from '#main/demo/demo-data.ts';
import type { CodeFacts } from '#shared/rules/account-details.ts';
import {
  drawCharacters,
  drawWords,
  generateCode,
  parseWordList,
} from '#shared/rules/code-generator.ts';
import { codeProblems } from '#shared/rules/code-policy.ts';

const assets = join(import.meta.dirname, '../../assets');
const words = parseWordList(readFileSync(join(assets, 'eff-large-wordlist.txt'), 'utf8'));
const isBlocklisted = loadBlocklist(join(assets, 'blocklist.txt'));

/** How an account's codes are set up. */
export type SetUp = 'main_only' | 'shared' | 'own' | 'mixed' | 'old' | 'none';

/** Codes as clients have them: chosen, drawn by the program, or from the old Phone/Chat Code. */
export class DemoCodes {
  readonly #chance: Faker;

  constructor(chance: Faker) {
    this.#chance = chance;
  }

  /** The account with its codes set up so; one caller in sixty has tried too often. */
  setUp(account: DemoAccount, setUp: SetUp): DemoAccount {
    const facts = factsOf(account);
    const hasMain = setUp !== 'own' && setUp !== 'none';
    const contacts = account.contacts.map((contact): DemoContact => {
      const own = setUp === 'own' || (setUp === 'mixed' && this.#chance.datatype.boolean(0.4));
      const viewing =
        setUp === 'shared' ||
        ((setUp === 'mixed' || setUp === 'old') && this.#chance.datatype.boolean(0.5));
      return {
        ...contact,
        viewingAccess: contact.kind === 'authorized' && hasMain && viewing,
        ...(own ? { ownCode: this.#some(facts) } : {}),
        ...(this.#chance.number.float() < 1 / 60 ? { disabled: true } : {}),
      };
    });
    if (!hasMain) return { ...account, contacts };
    return { ...account, mainCode: setUp === 'old' ? this.#old() : this.#some(facts), contacts };
  }

  /** A code that today's rules accept. */
  #some(facts: CodeFacts): DemoCode {
    const kind = this.#chance.number.float();
    if (kind < 0.2) return { say: this.#accepted(facts, () => this.#drawn()), generated: true };
    if (kind < 0.25) return { say: this.#accepted(facts, () => this.#chosen()), exposed: true };
    return { say: this.#accepted(facts, () => this.#chosen()) };
  }

  /** A Phone/Chat Code: a word and a figure, or four to six figures. Rules came later. */
  #old(): DemoCode {
    const say = this.#chance.datatype.boolean(0.6)
      ? `${this.#word()}${this.#chance.number.int(9)}`
      : this.#chance.string.numeric({ length: { min: 4, max: 6 } });
    return { say, old: true };
  }

  #accepted(facts: CodeFacts, draw: () => string): string {
    return generateCode(draw, (code) => codeProblems(code, facts, isBlocklisted).length === 0);
  }

  #drawn(): string {
    const randomInt = (max: number) => this.#chance.number.int(max - 1);
    return this.#chance.datatype.boolean()
      ? drawWords(words, randomInt)
      : drawCharacters(randomInt);
  }

  #chosen(): string {
    const two = `${this.#word()} ${this.#word()}`;
    return this.#chance.helpers.arrayElement([
      `${two} ${this.#word()}`,
      `${two} ${this.#chance.number.int({ min: 10, max: 99 })}`,
      two,
    ]);
  }

  #word(): string {
    return this.#chance.helpers.arrayElement(words);
  }
}

function factsOf(account: DemoAccount): CodeFacts {
  const { contacts, services } = account;
  return {
    names: [account.name, ...contacts.map(({ name }) => name)],
    usernames: [account.username, account.clientId],
    emails: [account.email, ...contacts.flatMap(({ email }) => email ?? [])],
    phones: [account, ...contacts].flatMap(({ phone }) => phone ?? []),
    domains: services.flatMap(({ domain }) => domain ?? []),
  };
}
