import { join } from 'node:path';
import pLimit from 'p-limit';
import type { SetupStatus, StoreState } from '#shared/contract/setup.contract.ts';
import type { Clock } from '../platform/clock.ts';
import { movedRefusal } from '../platform/database/moved.ts';
import {
  openSqliteStore,
  type SqliteStore,
  storeFileName,
} from '../platform/database/sqlite/open.ts';
import { Keystore } from '../platform/keystore/keystore.ts';
import { recoverSecrets } from '../platform/keystore/recovery-file.ts';
import type { Secrets } from '../platform/keystore/secrets.ts';
import type { Logger } from '../platform/logger.ts';
import { Refusal } from '../platform/refusal.ts';
import { type BuildParts, buildStore, type FirstContent } from './build-store.ts';
import { type FirstSupervisor, PendingSetups, type RecoveryWord } from './pending-setup.ts';
import { dataOf } from './store-data.ts';
import { clearBuildFolders, completePlacing, surveyFolder } from './store-folder.ts';
import { emptyFolder, remainsOnly, type Standing, standingOf } from './store-standing.ts';

/** A store that has just been opened. The set-up service closes it. */
export interface OpenedStore {
  readonly opened: SqliteStore;
  readonly secrets: Secrets;
  readonly occasion: 'opened' | 'created' | 'recovered';
  /** Whether it was moved elsewhere, and is kept here to be read: nothing can be written. */
  readonly moved: boolean;
}

export interface SetupParts extends BuildParts {
  readonly appVersion: string;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Throws `invalid_input` for a password against the rules. */
  readonly assertPassword: (username: string, password: string) => void;
  /** Builds what stands on the store. When it rejects, the store is closed again. */
  readonly onReady: (store: OpenedStore) => Promise<void>;
}

/** What can be put right from outside while the program runs. */
const mayHaveHealed: readonly StoreState[] = ['store_unavailable', 'store_damaged', 'newer_store'];

/**
 * Finds, makes and opens the store of the data folder. A store that can't be opened is a state that
 * `status` tells, not an error; and nothing here ever makes a new store where one is or was.
 */
export class SetupService {
  readonly #parts: SetupParts;
  readonly #keystore: Keystore;
  readonly #pending = new PendingSetups();
  readonly #oneAtATime = pLimit(1);
  #standing: Standing = emptyFolder;
  #opened: SqliteStore | null = null;
  #demo = false;

  constructor(parts: SetupParts) {
    this.#parts = parts;
    this.#keystore = new Keystore(parts.dataFolder, parts.protector);
  }

  /** Looks at the data folder and opens the store in it, if there is one. Never rejects. */
  start(): Promise<void> {
    return this.#oneAtATime(() => this.#start());
  }

  /** Whether the store can be worked on: one that another process moves away can't be any more. */
  get usable(): boolean {
    this.#lookWhetherMoved();
    return this.#opened !== null && this.#standing.state === 'ready';
  }

  /** Whether a store is open that was moved elsewhere. */
  get keptToRead(): boolean {
    return this.#opened !== null && this.#standing.state === 'moved';
  }

  /** How the store stands; one that could not be opened is looked at again. */
  async status(): Promise<SetupStatus> {
    this.#lookWhetherMoved();
    if (mayHaveHealed.includes(this.#standing.state)) await this.start();
    const { dataFolder, appVersion, protector, clock } = this.#parts;
    return {
      ...this.#standing,
      demo: this.#demo,
      place: {
        kind: 'local',
        dataFolder,
        keyProtection: { kind: protector.kind, warning: await protector.warning() },
      },
      mayConnect: false,
      appVersion,
      now: clock.now(),
    };
  }

  /**
   * Makes keys and a recovery key for a new store, in memory. Refuses `conflict` when a store is
   * there, `invalid_input` for a password against the rules.
   */
  async begin(supervisor: FirstSupervisor) {
    await this.#oneAtATime(() => this.#assertEmpty());
    this.#parts.assertPassword(supervisor.username, supervisor.password);
    const { setupId, words, confirm } = this.#pending.begin(supervisor, this.#parts.clock.now());
    return { setupId, recoveryWords: [...words], confirm: [...confirm] as [number, number] };
  }

  /** Refuses `not_found` when the set-up has gone, `invalid_input` when a word is not right. */
  confirm(setupId: string, words: readonly RecoveryWord[]): void {
    this.#pending.confirm(setupId, words, this.#parts.clock.now());
  }

  /**
   * Makes the store and opens it. Refuses `not_found` when the set-up has gone, `conflict` when the
   * words are unconfirmed or a store has come to be there, `store_unavailable` and
   * `key_unavailable` when disk or key protection fail; the set-up can then be finished again.
   */
  finish(setupId: string, data: FirstContent['data']): Promise<void> {
    return this.#oneAtATime(async () => {
      const setup = this.#pending.confirmed(setupId, this.#parts.clock.now());
      await this.#assertEmpty();
      await buildStore(this.#parts, setup, data);
      this.#pending.forget();
      try {
        await this.#open(setup.secrets, 'created');
      } catch (error) {
        this.#standing = standingOf(error, this.#parts.logger);
        throw error;
      }
    });
  }

  /**
   * Opens a store by its recovery key and keeps its key here from then on. Refuses `conflict` when
   * that is not what the store needs, `invalid_input` for wrong words, `key_unavailable` when the
   * recovery file or the key's protection fails, and what opening refuses.
   */
  recover(words: string): Promise<void> {
    return this.#oneAtATime(async () => {
      if (this.#standing.state !== 'key_unavailable')
        throw new Refusal('conflict', 'This store does not need its recovery key.');
      const secrets = await recoverSecrets(this.#parts.dataFolder, words);
      await this.#open(secrets, 'recovered');
    });
  }

  /** Closes the store. */
  async close(): Promise<void> {
    this.#pending.forget();
    const opened = this.#opened;
    this.#opened = null;
    await opened?.close();
  }

  async #start(): Promise<void> {
    const { dataFolder, logger } = this.#parts;
    if (this.#opened) return;
    try {
      await completePlacing(dataFolder);
      const found = await surveyFolder(dataFolder);
      this.#standing = found === 'remains' ? remainsOnly : emptyFolder;
      if (found !== 'store') return;
      await clearBuildFolders(dataFolder);
      await this.#open(await this.#keystore.load(), 'opened');
    } catch (error) {
      this.#standing = standingOf(error, logger);
    }
  }

  async #open(secrets: Secrets, occasion: OpenedStore['occasion']): Promise<void> {
    const opened = await openSqliteStore({
      file: join(this.#parts.dataFolder, storeFileName),
      key: secrets.databaseKey,
    });
    try {
      if (occasion === 'recovered') await this.#keystore.save(secrets);
      const demo = (await dataOf(opened.store)) === 'demo';
      const moved = opened.movedMark() !== null;
      await this.#parts.onReady({ opened, secrets, occasion, moved });
      this.#opened = opened;
      this.#demo = demo;
      this.#standing = { state: 'ready', message: '' };
      this.#lookWhetherMoved();
    } catch (error) {
      await opened.close();
      throw error;
    }
  }

  #lookWhetherMoved(): void {
    const mark = this.#standing.state === 'ready' ? (this.#opened?.movedMark() ?? null) : null;
    if (mark === null) return;
    this.#opened?.keepToRead();
    this.#standing = standingOf(movedRefusal(mark), this.#parts.logger);
  }

  /** Refuses `conflict` when there is a store, and opens one that another process has made. */
  async #assertEmpty(): Promise<void> {
    if (this.#standing.state === 'empty') {
      if ((await surveyFolder(this.#parts.dataFolder)) === 'empty') return;
      await this.#start();
    }
    throw new Refusal(
      'conflict',
      'There is a store in the data folder already. Nothing was changed.',
    );
  }
}
