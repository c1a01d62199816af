import { timingSafeEqual } from 'node:crypto';
import type { SecretHasher } from '../platform/crypto/secret-hasher.ts';

/** How long a drawn code may be set as a drawn one, in milliseconds. */
const ticketMs = 10 * 60 * 1000;

interface Drawn {
  readonly accountId: number;
  /** Null: for the account's main code. */
  readonly contactId: number | null;
  readonly canonical: string;
}

/** Says that the program drew a code, without keeping it: a keyed hash over code, holder and end. */
export class CodeTickets {
  readonly #hasher: SecretHasher;

  constructor(hasher: SecretHasher) {
    this.#hasher = hasher;
  }

  issue(drawn: Drawn, now: number): string {
    const until = now + ticketMs;
    return `${until}.${this.#sign(drawn, until)}`;
  }

  /** Whether the ticket was issued for this very code and holder, within the last ten minutes. */
  holds(ticket: string, drawn: Drawn, now: number): boolean {
    const [end = '', given = ''] = ticket.split('.');
    const until = Number(end);
    if (!Number.isSafeInteger(until) || until <= now || until > now + ticketMs) return false;
    const expected = Buffer.from(this.#sign(drawn, until));
    const signature = Buffer.from(given);
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  }

  #sign({ accountId, contactId, canonical }: Drawn, until: number): string {
    return this.#hasher.keyedName(
      JSON.stringify(['drawn code', accountId, contactId, until, canonical]),
    );
  }
}
