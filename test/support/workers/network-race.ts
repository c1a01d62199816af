import { setTimeout as pause } from 'node:timers/promises';
import type { Desk } from '#shared/contract/index.ts';
import type { Result } from '#shared/result.ts';
import { networkDesk } from '../team/network-desk.ts';
import { must, openAccount } from '../test-desk.ts';

/** What this process is told, as JSON. */
export interface RaceOrder {
  readonly addresses: readonly string[];
  readonly certificate: string;
  readonly username: string;
  readonly password: string;
  readonly channel: 'phone' | 'chat';
  readonly clients: number;
  readonly clientId: string;
  readonly contact: string;
  readonly code: string;
}

/*
 * Several clients of a race in one process, each with a device, a session and a verification of its
 * own, at the servers in turn. Says `ready`; then each line says how many tries every client makes,
 * as fast as it can, and is answered by one JSON line: how many verdicts of each kind.
 */
const order = JSON.parse(process.argv[2] ?? '') as RaceOrder;
const { addresses, certificate, username, password } = order;

/** A server can be busy: it says so, nothing was changed, and they try again. */
async function patiently<Value>(call: () => Promise<Result<Value>>): Promise<Result<Value>> {
  for (;;) {
    const result = await call();
    if (result.ok || result.error.code !== 'store_unavailable') return result;
    await pause(20);
  }
}

class Client {
  readonly desk: Desk;
  readonly close: () => Promise<void>;
  readonly #begin: () => Promise<number>;
  #verificationId = 0;

  private constructor(desk: Desk, close: () => Promise<void>, begin: () => Promise<number>) {
    this.desk = desk;
    this.close = close;
    this.#begin = begin;
  }

  static async open(at: number): Promise<Client> {
    const all = networkDesk([addresses[at % addresses.length] ?? ''], certificate);
    await all.signIn({ username, password });
    const [desk] = all.by;
    if (!desk) throw new Error('No server');
    const { account, contact } = await openAccount(desk, order.clientId);
    const begin = async () =>
      must(
        await patiently(() =>
          desk.verification.begin({
            accountId: account.accountId,
            contactId: contact(order.contact).contactId,
            channel: order.channel,
            requestId: 'technical-support',
          }),
        ),
      ).verificationId;
    const client = new Client(desk, all.close, begin);
    client.#verificationId = await begin();
    return client;
  }

  /** One try that came to a verdict on the contact, whatever it took; returns its kind. */
  async attempt(): Promise<string> {
    for (;;) {
      const verificationId = this.#verificationId;
      const { verdict } = must(
        await patiently(() =>
          this.desk.verification.attempt({ verificationId, code: order.code, pasted: false }),
        ),
      );
      if (verdict?.kind !== 'spent') return verdict?.kind ?? 'none';
      this.#verificationId = await this.#begin();
    }
  }
}

const clients: Client[] = [];
for (let count = 0; count < order.clients; count++) clients.push(await Client.open(count));
process.stdout.write('ready\n');
for await (const line of process.stdin) {
  const kinds: Record<string, number> = {};
  const race = async (client: Client) => {
    for (let tries = Number(line); tries > 0; tries--) {
      const kind = await client.attempt();
      kinds[kind] = (kinds[kind] ?? 0) + 1;
    }
  };
  await Promise.all(clients.map(race));
  process.stdout.write(`${JSON.stringify(kinds)}\n`);
}
for (const client of clients) await client.close();
