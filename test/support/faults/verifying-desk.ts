import { setTimeout as pause } from 'node:timers/promises';
import type { Desk } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import type { NetworkDesk } from '../team/network-desk.ts';
import { openAccount } from '../test-desk.ts';
import type { ContactToVerify } from './contacts-to-verify.ts';
import type { LoadJournal } from './load-journal.ts';

/** Throws what a call was refused for. */
class Refused extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

interface Parts {
  readonly desk: NetworkDesk;
  /** The server it is at, by its place in the list; while that is away it goes to the other. */
  readonly home: number;
  readonly channel: 'phone' | 'chat';
  readonly contacts: readonly ContactToVerify[];
  readonly journal: LoadJournal;
  /** Has a supervisor lift this agent's limit. */
  readonly lift: () => Promise<void>;
}

const pauseMs = 50;
/** One verification in so many begins with a wrong code. */
const wrongEvery = 5;

/** A desk at work: verifies its callers one after the other, and notes each verdict that it hears. */
export class VerifyingDesk {
  readonly #parts: Parts;
  readonly #opened = new Map<string, { accountId: number; contactId: number }>();
  #at: number;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#at = parts.home;
  }

  /** Works until it is told to stop, and ends with what is under way. */
  async work(stop: AbortSignal): Promise<void> {
    const { contacts, journal, home, lift } = this.#parts;
    for (let turn = 0; !stop.aborted; turn++) {
      const contact = contacts[turn % contacts.length];
      if (!contact) return;
      try {
        await this.#verify(contact, turn % wrongEvery === 0);
        this.#at = home;
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        journal.refused(this.#at, error.code, error.message);
        if (error.code === 'not_found') this.#opened.delete(contact.clientId);
        if (error.code === 'limit_reached') await lift();
        this.#at = error.code === 'server_away' && this.#at === home ? 1 - home : home;
        await pause(pauseMs);
      }
    }
  }

  async #verify(contact: ContactToVerify, wrongFirst: boolean): Promise<void> {
    const { channel, desk: network, journal } = this.#parts;
    const server = this.#at;
    const desk = network.by[server];
    if (!desk) throw new Error('No such server');
    const ids = this.#opened.get(contact.clientId) ?? (await open(desk, contact));
    this.#opened.set(contact.clientId, ids);
    const { verificationId } = take(
      await desk.verification.begin({ ...ids, channel, requestId: 'technical-support' }),
    );
    const attempt = async (code: string) => {
      const answer = await desk.verification.attempt({ verificationId, code, pasted: false });
      const kind = take(answer).verdict?.kind ?? 'none';
      journal.acknowledged({ server, verificationId, kind, right: code === contact.code });
    };
    if (wrongFirst) await attempt('certainly not the code');
    await attempt(contact.code);
    take(await desk.verification.end({ verificationId }));
  }
}

async function open(desk: Desk, { clientId, name }: ContactToVerify) {
  const calls: Desk = {
    ...desk,
    accounts: {
      ...desk.accounts,
      search: async (input) => ({ ok: true, value: take(await desk.accounts.search(input)) }),
      open: async (input) => ({ ok: true, value: take(await desk.accounts.open(input)) }),
    },
  };
  const { account, contact } = await openAccount(calls, clientId);
  return { accountId: account.accountId, contactId: contact(name).contactId };
}

function take<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Refused(result.error.code, result.error.message);
  return result.value;
}
