import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { generateDeviceKey } from '#main/connection/device-key.ts';
import { RemoteBackend } from '#main/connection/remote-backend.ts';
import { ServerLine } from '#main/connection/server-line.ts';
import { pinOf } from '#main/connection/server-trust.ts';
import type { Caller } from '#main/platform/call.ts';
import { fullHashCost } from '#main/platform/crypto/hash-cost.ts';
import { SecretHasher } from '#main/platform/crypto/secret-hasher.ts';
import { openPostgresStore } from '#main/platform/database/postgres/open.ts';
import type { Store } from '#main/platform/database/schema.ts';
import { encodeSecrets } from '#main/platform/keystore/secrets-codec.ts';
import { buildDesk } from '#shared/contract/index.ts';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { demo } from '../demo-people.ts';
import { KeptLog } from '../kept-log.ts';
import { newTeamDatabase, type TeamDatabase } from '../postgres/team-database.ts';
import { startProgram } from '../processes.ts';
import { makeCertificate } from '../team/certificates.ts';
import { must } from '../test-desk.ts';
import { testHashCost } from '../test-hash-cost.ts';
import type { TeamServerConfig } from '../workers/team-server.ts';

const password = demo.phoneAgent.password;
const code = 'marble lantern 4417';

/** A caller that a desk verifies: each desk has one of its own, or their tries would meet. */
interface Verified {
  readonly accountId: number;
  readonly contactId: number;
}

/** A team's server in a process of its own, and desks of this process that work at it. */
export async function startLoadedTeam(desks: number, cost: 'full' | 'test') {
  const database = await newTeamDatabase('demo');
  const callers = await prepare(database, desks, cost);
  const folder = await mkdtemp(join(tmpdir(), 'countersign-load-'));
  const certificate = await makeCertificate({});
  const tls = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  await writeFile(tls.cert, certificate.cert);
  await writeFile(tls.key, certificate.private);
  const server = startProgram(resolve('test/support/workers/team-server.ts'), []);
  const config: TeamServerConfig = {
    database: database.server,
    keys: encodeSecrets(database.keys).toString('base64'),
    ...{ tls, cost },
  };
  server.say(JSON.stringify(config));
  const address = `https://127.0.0.1:${await server.line()}`;
  const pin = pinOf(new X509Certificate(certificate.cert));
  return {
    database,
    /** The server's memory, in bytes. */
    async memory(): Promise<number> {
      server.say('memory');
      return Number(await server.line());
    },
    desk: (place: number) => new LoadDesk(address, pin, place, callers[place] as Verified),
    async close() {
      server.child.stdin?.end();
      await server.ended();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One agent's desk, by the program that a connected desktop app uses. */
export class LoadDesk {
  readonly #remote: RemoteBackend;
  readonly #caller: Caller = { door: 'desktop', token: null, operator: false };
  readonly #username: string;
  readonly #verified: Verified;
  readonly desk;

  constructor(address: string, pin: ReturnType<typeof pinOf>, place: number, verified: Verified) {
    this.#username = usernameOf(place);
    this.#verified = verified;
    this.#remote = new RemoteBackend({
      line: new ServerLine({ address, pin, authorities: [] }),
      deviceKey: generateDeviceKey(),
      token: null,
      keepToken: async () => {},
      keyProtection: async () => ({ kind: 'key-file', warning: null }),
      appVersion: '0.0.0-test',
      logger: new KeptLog(),
    });
    this.desk = buildDesk((channel, input) => this.#remote.call(channel, input, this.#caller));
  }

  async signIn(): Promise<void> {
    const verdict = must(await this.desk.session.signIn({ username: this.#username, password }));
    if (verdict.kind !== 'signed_in') throw new Error(`Sign-in: ${verdict.kind}`);
  }

  /** Listens as the screen does: it takes its pulse at once when it is told to look. */
  async watch(): Promise<void> {
    const look = () => void this.desk.session.pulse({});
    must(await this.#remote.watch(this.#caller, null, { look, ended() {} }));
  }

  /** Verifies its caller; how long the checking of the code took, in milliseconds. */
  async verify(): Promise<number> {
    const { accountId, contactId } = this.#verified;
    must(await this.desk.accounts.open({ accountId }));
    const begun = must(
      await this.desk.verification.begin({
        ...{ accountId, contactId, channel: 'phone', requestId: 'technical-support' },
      }),
    );
    const { verificationId } = begun;
    const from = performance.now();
    const { verdict } = must(
      await this.desk.verification.attempt({ verificationId, code, pasted: false }),
    );
    const taken = performance.now() - from;
    if (verdict?.kind !== 'verified') throw new Error(`Verification: ${verdict?.kind}`);
    must(await this.desk.verification.end({ verificationId }));
    return taken;
  }

  close(): Promise<void> {
    return this.#remote.close();
  }
}

const usernameOf = (place: number) => `load.${place}`;

/** Gives every desk a colleague, and a caller whose code is hashed at the cost that is measured. */
async function prepare(database: TeamDatabase, desks: number, cost: 'full' | 'test') {
  const logger = new KeptLog();
  const { store, close } = await openPostgresStore({ database: database.owner, logger });
  try {
    const { peppers, currentPepperId } = database.keys;
    const hashCost = cost === 'full' ? fullHashCost : testHashCost;
    const hasher = new SecretHasher(peppers, currentPepperId, hashCost);
    const salt = Buffer.alloc(16, 5);
    const stored = await hasher.hash(canonicalCode(code), salt);
    await addColleagues(store, desks, await hasher.hash(password));
    const owners = await store
      .selectFrom('contact')
      .select(['id', 'account_id'])
      .where('kind', '=', 'owner')
      .orderBy('account_id')
      .limit(desks)
      .execute();
    if (owners.length < desks) throw new Error('The demo has too few accounts');
    const accounts = owners.map(({ account_id }) => account_id);
    await store.deleteFrom('security_code').where('account_id', 'in', accounts).execute();
    await store.deleteFrom('throttle').execute();
    await store
      .updateTable('account')
      .set({ code_salt: salt } as never)
      .where('id', 'in', accounts)
      .execute();
    await store
      .insertInto('security_code')
      .values(
        owners.map(({ id, account_id }) => ({
          ...{ account_id, contact_id: id, hash: stored.hash, pepper_id: stored.pepperId },
          ...{ strength: 'strong' as const, from_old_code: 0 as const, exposed_at: null },
          set_at: Date.now(),
        })),
      )
      .execute();
    return owners.map(({ id, account_id }): Verified => ({ accountId: account_id, contactId: id }));
  } finally {
    await close();
  }
}

async function addColleagues(
  store: Store,
  count: number,
  { hash, pepperId }: { readonly hash: string; readonly pepperId: string },
): Promise<void> {
  const row = await store
    .selectFrom('staff')
    .selectAll()
    .where('username', '=', demo.phoneAgent.username)
    .executeTakeFirstOrThrow();
  const { id: _id, ...like } = row;
  await store
    .insertInto('staff')
    .values(
      Array.from({ length: count }, (_, place) => ({
        ...like,
        ...{ username: usernameOf(place), name: `Load ${place}` },
        ...{ password_hash: hash, pepper_id: pepperId, password_change_due: 0 as const },
      })),
    )
    .execute();
}
