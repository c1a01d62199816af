import pLimit from 'p-limit';
import type { SetupStatus } from '#shared/contract/setup.contract.ts';
import type { Result } from '#shared/result.ts';
import { type Backend, type BackendConfig, createBackend } from './backend.ts';
import { connectionHandlers } from './connection/connection.handlers.ts';
import { ConnectionService } from './connection/connection.service.ts';
import { type Connection, ConnectionFile } from './connection/connection-file.ts';
import { RemoteBackend } from './connection/remote-backend.ts';
import { ServerLine } from './connection/server-line.ts';
import { knownAuthorities } from './connection/server-trust.ts';
import { UnusableConnection } from './connection/unusable-connection.ts';
import type { Caller } from './platform/call.ts';
import { Dispatcher, type RoomHandlers } from './platform/dispatcher.ts';
import { type Logger, stderrLogger } from './platform/logger.ts';
import { Refusal } from './platform/refusal.ts';

export interface DeskBackendConfig extends BackendConfig {
  /** The authorities this computer knows, PEM; its own when left out. Tests bring theirs. */
  readonly authorities?: readonly string[];
}

/**
 * The desktop app's backend: the store in the data folder, or a team's server, as connection.json
 * says. It is switched while it runs; who may do that, src-main/connection decides.
 */
export async function createDeskBackend(config: DeskBackendConfig): Promise<Backend> {
  const desk = new DeskBackend(config);
  await desk.open();
  return desk;
}

class DeskBackend implements Backend {
  readonly #config: DeskBackendConfig;
  readonly #logger: Logger;
  readonly #file: ConnectionFile;
  readonly #connectionRoom: Dispatcher<never>;
  readonly #oneAtATime = pLimit(1);
  readonly #closing = new Set<Promise<void>>();
  /** Whoever is signed in at this desk: a switch signs them out. */
  readonly #signedIn = new Set<Caller>();
  #authorities: readonly string[] | null;
  #inForce: Backend | null = null;
  /** The connection in force, and the only one that is written to the data folder. */
  #connection: Connection | null = null;

  constructor(config: DeskBackendConfig) {
    this.#config = config;
    this.#logger = config.logger ?? stderrLogger;
    this.#authorities = config.authorities ?? null;
    this.#file = new ConnectionFile(config.dataFolder, config.protector);
    this.#connectionRoom = this.#buildConnectionRoom();
  }

  /** Puts in force what the data folder says. */
  open(): Promise<void> {
    return this.#oneAtATime(() => this.#open());
  }

  async call(channel: string, input: unknown, caller: Caller): Promise<Result<unknown>> {
    if (channel.startsWith('connection.')) return this.#connectionRoom.call(channel, input, caller);
    if (channel === 'setup.status' && this.#inForce instanceof UnusableConnection)
      await this.open();
    const result = await this.#carry(channel, input, caller);
    return channel.startsWith('setup.') ? whichMayConnect(result) : result;
  }

  /** A session belongs to the backend that opened it: no other one is ever told its token. */
  async #carry(channel: string, input: unknown, caller: Caller): Promise<Result<unknown>> {
    const backend = this.#backend;
    const before = caller.token;
    const own = { ...caller };
    const result = await backend.call(channel, input, own);
    if (own.token === before || backend !== this.#inForce) return result;
    // A reply that comes when somebody else has signed in meanwhile says nothing of them.
    if (caller.token !== before) return result;
    caller.token = own.token;
    if (own.token === null) this.#signedIn.delete(caller);
    else this.#signedIn.add(caller);
    return result;
  }

  watch: Backend['watch'] = (caller, after, listener) =>
    this.#backend.watch(caller, after, listener);

  now(): number {
    return this.#backend.now();
  }

  async close(): Promise<void> {
    await this.#oneAtATime(async () => {
      await this.#inForce?.close();
      await Promise.all(this.#closing);
    });
  }

  get #backend(): Backend {
    if (this.#inForce === null) throw new Error('The desk was not opened');
    return this.#inForce;
  }

  #buildConnectionRoom(): Dispatcher<never> {
    const connections = new ConnectionService({
      logger: this.#logger,
      authorities: () => this.#known(),
      current: () => this.#connection,
      call: (channel, input, caller) => this.#carry(channel, input, caller),
      switchTo: (connection) => this.#oneAtATime(() => this.#switchTo(connection)),
    });
    const handlers = connectionHandlers(connections, () => this.#status());
    const target = {
      // Typed by the room's contract; the dispatcher parses before it calls.
      handlers: async () => handlers as unknown as RoomHandlers,
      session: async () => null,
      touch: async () => {},
      noteRoleRefused: async () => {},
      noteCardRefused: async () => {},
    };
    return new Dispatcher<never>(target, this.#logger);
  }

  async #status(): Promise<SetupStatus> {
    const nobody: Caller = { door: 'desktop', token: null, operator: false };
    const result = await this.call('setup.status', {}, nobody);
    if (!result.ok) throw new Refusal(result.error.code, result.error.message);
    return result.value as SetupStatus;
  }

  async #open(): Promise<void> {
    const { dataFolder, appVersion, protector } = this.#config;
    try {
      this.#connection = await this.#file.load();
      this.#inForce = await this.#build(this.#connection);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const keyProtection = { kind: protector.kind, warning: null };
      const place = { kind: 'local', dataFolder, keyProtection } as const;
      this.#inForce = new UnusableConnection(error, { place, appVersion });
    }
  }

  /** A backend for a connection, or for the data folder's own store. */
  async #build(connection: Connection | null): Promise<Backend> {
    // An earlier one on the same store closes it first, and signs the end of its log.
    if (connection === null) await Promise.all(this.#closing);
    return connection === null ? createBackend(this.#config) : this.#remote(connection);
  }

  #remote(connection: Connection): RemoteBackend {
    const { address, pin, deviceKey, token } = connection;
    const authorities = pin === null ? this.#known() : [];
    return new RemoteBackend({
      line: new ServerLine({ address, pin, authorities }),
      deviceKey,
      token,
      keepToken: async (newToken) => {
        // One that was switched away from has nothing to keep any more.
        if (this.#connection === connection)
          await this.#file.save({ ...connection, token: newToken });
      },
      keyProtection: async () => {
        const { protector } = this.#config;
        return { kind: protector.kind, warning: await protector.warning() };
      },
      appVersion: this.#config.appVersion,
      logger: this.#logger,
    });
  }

  async #switchTo(connection: Connection | null): Promise<void> {
    const before = this.#connection;
    this.#connection = connection;
    try {
      await (connection === null ? this.#file.remove() : this.#file.save(connection));
    } catch {
      this.#connection = before;
      throw new Refusal(
        'store_unavailable',
        'The connection could not be kept: the disk is full, the data folder may not be written, or the password store of this computer does not answer. Nothing was changed.',
      );
    }
    const old = this.#backend;
    this.#inForce = await this.#build(connection);
    const closing = this.#leave(old).finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }

  /** Signs everybody out of a backend that is no longer in force, and closes it. */
  async #leave(old: Backend): Promise<void> {
    const callers = [...this.#signedIn].map((caller) => {
      const leaving = { ...caller };
      caller.token = null;
      return leaving;
    });
    this.#signedIn.clear();
    await Promise.all(callers.map((caller) => old.call('session.signOut', {}, caller)));
    await old.close();
  }

  #known(): readonly string[] {
    this.#authorities ??= knownAuthorities();
    return this.#authorities;
  }
}

/** How the store stands, and that this program can be connected elsewhere. */
function whichMayConnect(result: Result<unknown>): Result<unknown> {
  if (!result.ok || !isStatus(result.value)) return result;
  return { ok: true, value: { ...result.value, mayConnect: true } };
}

function isStatus(value: unknown): value is SetupStatus {
  return typeof value === 'object' && value !== null && 'mayConnect' in value;
}
