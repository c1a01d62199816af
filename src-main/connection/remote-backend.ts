import type { SetupStatus } from '#shared/contract/setup.contract.ts';
import type { Result } from '#shared/result.ts';
import type { Caller } from '../platform/call.ts';
import type { Logger } from '../platform/logger.ts';
import { Refusal } from '../platform/refusal.ts';
import { DeviceKey } from './device-key.ts';
import { leavesOpen, OwedCalls } from './owed-calls.ts';
import { type Door, leaveWithinMs, ProvedCalls } from './proved-calls.ts';
import { RemoteWatch, type WatchListener } from './remote-watch.ts';
import { ServerClock } from './server-clock.ts';
import type { ServerLine } from './server-line.ts';
import {
  askStatus,
  type KeyProtection,
  setUpThere,
  statusHere,
  statusWithout,
} from './server-status.ts';
import { nameOf, ToldFailures } from './told-failures.ts';

export interface RemoteConfig {
  readonly line: ServerLine;
  /** PKCS #8 DER. */
  readonly deviceKey: Buffer;
  /** The session that this desk was left in, if it did not end: its first caller goes on in it. */
  readonly token: string | null;
  /** Keeps the session's token for a start after a crash. */
  readonly keepToken: (token: string | null) => Promise<void>;
  /** How this machine guards the device's key. */
  readonly keyProtection: () => Promise<KeyProtection>;
  readonly appVersion: string;
  readonly logger: Logger;
}

/**
 * A team's server as a backend: the same calls, carried over TLS. Nothing is decided here. A call
 * that may have reached the server is never sent again: an attempt that was charged twice would
 * cost the caller a try. See decision 0021.
 */
export class RemoteBackend {
  readonly #config: RemoteConfig;
  readonly #device: DeviceKey;
  readonly #clock = new ServerClock();
  readonly #calls: ProvedCalls;
  readonly #failures: ToldFailures;
  readonly #owed: OwedCalls;
  readonly #underWay = new Set<Promise<unknown>>();
  readonly #watches = new Set<RemoteWatch>();
  /** Sessions that were left here, which the server could not be told: nobody goes on in them. */
  readonly #forsaken = new Set<string>();
  #leftIn: string | null;
  /** A lock is owed, or was: the token of a session that goes on is not kept. */
  #unkept = false;

  constructor(config: RemoteConfig) {
    this.#config = config;
    this.#device = new DeviceKey(config.deviceKey);
    this.#leftIn = config.token;
    const { line } = config;
    this.#failures = new ToldFailures(line.address, config.logger);
    this.#calls = new ProvedCalls({
      ...{ line, device: this.#device, clock: this.#clock },
      take: (door, token) => this.#take(door, token),
    });
    this.#owed = new OwedCalls({
      send: ({ channel, token }) => this.#send(channel, {}, { token }),
      giveUp: ({ channel, token }) => {
        config.logger.error('connection.leaving_given_up', { channel });
        this.#forsaken.add(token);
      },
    });
  }

  /** Carries one call. Never throws: a server that can't be asked is `server_away`. */
  call(channel: string, input: unknown, caller: Caller): Promise<Result<unknown>> {
    const result = this.#call(channel, input, caller).catch((error) =>
      this.#failures.refused(error),
    );
    this.#underWay.add(result);
    return result.finally(() => this.#underWay.delete(result));
  }

  /**
   * Tells when to look again, as the server says it; see `Backend.watch`. Refuses `not_signed_in`,
   * `other_version`, and `server_away` when it can't begin now. A line that breaks later mends
   * itself.
   */
  async watch(
    caller: Caller,
    after: number | null,
    listener: WatchListener,
  ): Promise<Result<{ seq: number; stop(): void }>> {
    this.#goOn(caller);
    const { token } = caller;
    if (token === null)
      return { ok: false, error: { code: 'not_signed_in', message: 'Sign in first.' } };
    const watch: RemoteWatch = new RemoteWatch(
      {
        line: this.#config.line,
        token,
        listener,
        prove: () => ({
          device: this.#device.publicKey,
          proof: this.#device.prove('events', '', this.now()),
        }),
        learnTime: () =>
          this.#askStatus().then(
            () => {},
            () => {},
          ),
        over: () => this.#watches.delete(watch),
      },
      after,
    );
    this.#watches.add(watch);
    return watch.start();
  }

  /** The server's time, in Unix milliseconds. */
  now(): number {
    return this.#clock.now();
  }

  /** Waits for calls under way, but not for a server that does not answer, and hangs up. */
  async close(): Promise<void> {
    for (const watch of this.#watches) watch.stop();
    const patience = new Promise((over) => setTimeout(over, leaveWithinMs).unref());
    await Promise.race([Promise.all(this.#underWay), patience]);
    await this.#config.line.close();
  }

  async #call(channel: string, input: unknown, caller: Caller): Promise<Result<unknown>> {
    if (channel === 'setup.status') return { ok: true, value: await this.#status() };
    if (channel.startsWith('setup.')) throw new Refusal('not_allowed', setUpThere);
    this.#goOn(caller);
    const unpaid = await this.#owed.pay();
    if (caller.token !== null && this.#forsaken.has(caller.token)) await this.#take(caller, null);
    const { token } = caller;
    const result = unpaid ?? (await this.#send(channel, input, caller));
    if (channel === 'session.unlock' && result.ok && this.#unkept) await this.#keep(caller.token);
    if (token === null || !leavesOpen(result)) return result;
    if (channel === 'session.lock') {
      this.#owed.add({ channel, token });
      // What is owed ends with the program, and the next start must not go on as if unlocked.
      await this.#keep(null);
      this.#unkept = true;
    }
    if (channel !== 'session.signOut') return result;
    this.#owed.add({ channel, token });
    await this.#take(caller, null);
    return { ok: true, value: {} };
  }

  /** The first caller takes up the session that this desk was left in. */
  #goOn(caller: Caller): void {
    caller.token ??= this.#leftIn;
    this.#leftIn = null;
  }

  async #send(channel: string, input: unknown, door: Door): Promise<Result<unknown>> {
    try {
      return await this.#calls.send(channel, input, door);
    } catch (error) {
      for (const watch of this.#watches) watch.doubt();
      return this.#failures.refused(error);
    }
  }

  async #status(): Promise<SetupStatus> {
    const { appVersion, line } = this.#config;
    const keyProtection = await this.#config.keyProtection();
    const here = { address: line.address, appVersion, keyProtection };
    try {
      return statusHere(await this.#askStatus(), here);
    } catch (error) {
      return statusWithout(this.#failures.explain(error), here, this.now());
    }
  }

  /** Asks how the server stands. It is told nothing: no session, no key. */
  async #askStatus(): Promise<SetupStatus> {
    const status = await askStatus(this.#config.line);
    this.#clock.sync(status.now);
    return status;
  }

  async #take(door: Door, token: string | null): Promise<void> {
    door.token = token;
    await this.#keep(token);
  }

  async #keep(token: string | null): Promise<void> {
    this.#unkept = false;
    // A disk that is full costs the session after a crash, not now.
    await this.#config.keepToken(token).catch((error: unknown) => {
      this.#config.logger.error('connection.token_not_kept', { error: nameOf(error) });
    });
  }
}
