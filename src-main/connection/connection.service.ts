import { X509Certificate } from 'node:crypto';
import pLimit from 'p-limit';
import type { ConnectionView, ServerView } from '#shared/contract/connection.contract.ts';
import type { DeskServer, SessionView } from '#shared/contract/session.contract.ts';
import type { SetupStatus } from '#shared/contract/setup.contract.ts';
import type { Result } from '#shared/result.ts';
import type { Caller } from '../platform/call.ts';
import type { Logger } from '../platform/logger.ts';
import { Refusal } from '../platform/refusal.ts';
import { certificateFacts } from './certificate-facts.ts';
import type { Connection } from './connection-file.ts';
import { generateDeviceKey } from './device-key.ts';
import { lookAtServer, type SeenServer } from './look-at-server.ts';
import { ServerFailure } from './server-failure.ts';
import { ServerLine } from './server-line.ts';
import { askStatus } from './server-status.ts';
import { pinOf } from './server-trust.ts';

interface Parts {
  readonly logger: Logger;
  /** The authorities this computer knows; PEM. */
  readonly authorities: () => readonly string[];
  /** How the desk is connected; null when its store is its own. */
  readonly current: () => Pick<Connection, 'address' | 'pin'> | null;
  /** Asks the backend in force. */
  readonly call: (channel: string, input: unknown, caller: Caller) => Promise<Result<unknown>>;
  /** Puts another backend in force: a server's, or (null) that of the data folder. */
  readonly switchTo: (connection: Connection | null) => Promise<void>;
}

/**
 * Who may connect this desk elsewhere: `anyone` on an empty folder, a `supervisor` who is signed in,
 * or, where nobody can sign in, whoever `types` the server's fingerprint.
 */
type Leave = 'anyone' | 'supervisor' | 'types';

const groundsOf = {
  anyone: 'first',
  supervisor: 'supervisor',
  types: 'typed_fingerprint',
} as const satisfies Record<Leave, string>;

/** The desk's way to a team's server: looking at one, connecting to it, and going back. */
export class ConnectionService {
  readonly #parts: Parts;
  readonly #oneAtATime = pLimit(1);

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** How the desk is connected; see the contract. */
  async view(): Promise<ConnectionView | null> {
    const connection = this.#parts.current();
    if (connection === null) return null;
    const { address, pin } = connection;
    if (pin !== null) {
      const certificate = certificateFacts(new X509Certificate(pin.certificate));
      return { address, trust: 'pinned', certificate };
    }
    const seen = await lookAtServer(address, this.#parts.authorities()).catch(() => null);
    return {
      address,
      trust: 'known_authority',
      certificate: seen?.trust === 'known_authority' ? certificateFacts(seen.certificate) : null,
    };
  }

  /** Looks at a server without telling it anything. Refuses as the contract says. */
  async inspect(address: string, caller: Caller): Promise<ServerView> {
    if ((await this.#leave(caller)) === 'types') throw typeIt();
    const seen = await this.#look(address);
    const facts = { address, trust: seen.trust, certificate: certificateFacts(seen.certificate) };
    try {
      const { appVersion } = await this.#greet(address, seen);
      return { ...facts, fit: { kind: 'fits', appVersion } };
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'other_version')) throw error;
      return { ...facts, fit: { kind: 'other_version', message: error.message } };
    }
  }

  /** Connects to a server from now on. Refuses as the contract says. */
  connect(address: string, fingerprint: string | null, caller: Caller): Promise<void> {
    return this.#oneAtATime(async () => {
      const leave = await this.#leave(caller);
      if (leave === 'types' && fingerprint === null) throw typeIt();
      const seen = await this.#look(address);
      if (fingerprint === null && seen.trust !== 'known_authority')
        throw new Refusal(
          'conflict',
          `No authority that this computer knows vouches for ${address}, so its certificate’s fingerprint has to be compared first.`,
        );
      if (fingerprint !== null && fingerprint !== seen.certificate.fingerprint256)
        throw new Refusal(
          'conflict',
          `${address} shows another certificate than the one with this fingerprint. Nothing was changed. Check the fingerprint with whoever runs the server; if it is right, somebody has put themselves in the server’s place.`,
        );
      await this.#greet(address, seen);
      const pin = seen.trust === 'known_authority' ? null : pinOf(seen.certificate);
      const connection = { address, pin, deviceKey: generateDeviceKey(), token: null };
      await this.#switch(leave, connection, caller);
    });
  }

  /** Goes back to the data folder's own store, or to set-up. Refuses `not_allowed`. */
  disconnect(caller: Caller): Promise<void> {
    return this.#oneAtATime(async () => {
      if (this.#parts.current() === null)
        throw new Refusal('conflict', 'This desk is not connected to a server.');
      if ((await this.#leave(caller)) !== 'supervisor')
        throw new Refusal(
          'not_allowed',
          'Nobody can be signed in at the server now, so it can’t be asked whether you may. If it is gone for good, or its store was moved away, whoever looks after this computer takes the file connection.json out of the data folder.',
        );
      await this.#switch('supervisor', null, caller);
    });
  }

  /**
   * Switches. What a signed-in supervisor does is recorded first, in the log of the store that the
   * desk leaves, and not done where that can't be. This desk's own log names every switch: where
   * nobody is signed in, no store can say who it was.
   */
  async #switch(leave: Leave, connection: Connection | null, caller: Caller): Promise<void> {
    const { current, logger, switchTo } = this.#parts;
    if (leave === 'supervisor') await this.#note(connection, caller);
    const from = hostOf(current());
    await switchTo(connection);
    const grounds = groundsOf[leave];
    logger.info('connection.switched', { grounds, from, to: hostOf(connection) });
  }

  /** On what grounds this caller may change the connection. Refuses `not_allowed`. */
  async #leave(caller: Caller): Promise<Leave> {
    const status = await this.#ask<SetupStatus>('setup.status', caller);
    if (status?.state === 'empty') return 'anyone';
    if (status?.state !== 'ready') return 'types';
    const signedIn = await this.#ask<{ session: SessionView | null }>('session.current', caller);
    if (signedIn === null && this.#parts.current() !== null) return 'types';
    if (signedIn?.session?.role === 'supervisor' && signedIn.session.state === 'active')
      return 'supervisor';
    throw new Refusal(
      'not_allowed',
      'Only a supervisor who is signed in may change where this desk works.',
    );
  }

  async #ask<Value>(channel: string, caller: Caller): Promise<Value | null> {
    const result = await this.#parts.call(channel, {}, caller);
    return result.ok ? (result.value as Value) : null;
  }

  async #look(address: string): Promise<SeenServer> {
    try {
      return await lookAtServer(address, this.#parts.authorities());
    } catch (error) {
      throw asRefusal(error, address);
    }
  }

  /** Asks the server that was looked at, and no other, how it stands. */
  async #greet(address: string, { certificate }: SeenServer): Promise<SetupStatus> {
    const line = new ServerLine({ address, pin: pinOf(certificate), authorities: [] });
    try {
      return await askStatus(line);
    } catch (error) {
      throw asRefusal(error, address);
    } finally {
      await line.close();
    }
  }

  async #note(connection: Connection | null, caller: Caller): Promise<void> {
    const to = connection && inLogWords(connection);
    const noted = await this.#parts.call('session.noteDeskLeaves', { to }, caller);
    if (noted.ok) return;
    const { code, message } = noted.error;
    throw new Refusal(code, message);
  }
}

/** The log takes short plain words alone: of a long host the end, of a fingerprint the beginning. */
function inLogWords({ address, pin }: Connection): DeskServer {
  const server = new URL(address).host.replaceAll(/[[\]]/g, '').slice(-60);
  return { server, certificate: pin?.fingerprint.slice(0, 16 * 3 - 1) ?? null };
}

/** `own` is the data folder's own store. */
function hostOf(connection: Pick<Connection, 'address'> | null): string {
  return connection === null ? 'own' : new URL(connection.address).host;
}

function asRefusal(error: unknown, address: string): unknown {
  if (!(error instanceof ServerFailure)) return error;
  const { code, message } = error.refusal(address);
  return new Refusal(error.kind === 'out_of_date' ? 'conflict' : code, message);
}

function typeIt(): Refusal {
  return new Refusal(
    'not_allowed',
    'Nobody can sign in here now, so the server’s fingerprint has to be typed as its administrator gave it to you.',
  );
}
