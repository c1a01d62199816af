import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';
import argon2 from 'argon2';
import pLimit from 'p-limit';
import type { HashCost } from './hash-cost.ts';
import { putHashingBehindTheEventLoop } from './hash-priority.ts';

const tagLength = 32;
const cores = availableParallelism();
/** One is left for whoever waits at the screen; each uses more than one core by its lanes anyway. */
const mostInBackground = Math.max(1, cores - 1);

/** A hash as it is stored: argon2id's PHC string and the id of the pepper keyed into the secret. */
export interface StoredHash {
  readonly hash: string;
  readonly pepperId: string;
}

/** What every hash under the same salt, cost and pepper shares: one computation tests them all. */
export interface HashSetting {
  readonly pepperId: string;
  readonly salt: Buffer;
  readonly cost: HashCost;
}

/**
 * Hashes passwords and security codes: argon2id over HMAC-SHA-256(pepper, secret). At most as many
 * at once as there are cores; the rest queue, so that a burst can't starve the desk of memory.
 */
export class SecretHasher {
  readonly cost: HashCost;
  readonly currentPepperId: string;
  readonly #peppers: ReadonlyMap<string, Buffer>;
  readonly #queue = pLimit(cores);
  readonly #waitingBehind: (() => void)[] = [];
  #inBackground = 0;
  #inFront = 0;

  constructor(peppers: ReadonlyMap<string, Buffer>, currentPepperId: string, cost: HashCost) {
    this.#peppers = peppers;
    this.currentPepperId = currentPepperId;
    this.cost = cost;
  }

  /** The setting of a new hash: current pepper and cost, and this salt (16 fresh bytes if none). */
  currentSetting(salt: Uint8Array = randomBytes(16)): HashSetting {
    return { pepperId: this.currentPepperId, salt: Buffer.from(salt), cost: this.cost };
  }

  /**
   * A name for text that may turn out to be a secret, as 64 hex digits: HMAC-SHA-256 under the
   * current pepper. Equal texts have equal names; without the pepper nobody can try texts on one.
   */
  keyedName(text: string): string {
    return createHmac('sha256', this.#pepper(this.currentPepperId))
      .update(text, 'utf8')
      .digest('hex');
  }

  /** The 32-byte tag of a secret under a setting. Rejects when the pepper is not in the keystore. */
  async tag(secret: string, setting: HashSetting): Promise<Buffer> {
    const keyed = this.#keyed(secret, setting.pepperId);
    this.#inFront += 1;
    try {
      return await this.#queue(() => derive(keyed, setting));
    } finally {
      this.#inFront -= 1;
      this.#letBackgroundOn();
    }
  }

  /** The same for work that nobody waits for: it begins only while nothing else is to be hashed. */
  async tagInBackground(secret: string, setting: HashSetting): Promise<Buffer> {
    await this.#turnInBackground();
    try {
      const keyed = this.#keyed(secret, setting.pepperId);
      return await this.#queue(() => derive(keyed, setting));
    } finally {
      this.#inBackground -= 1;
      this.#letBackgroundOn();
    }
  }

  async #turnInBackground(): Promise<void> {
    if (this.#inFront > 0 || this.#inBackground >= mostInBackground)
      await new Promise<void>((resolve) => this.#waitingBehind.push(resolve));
    else this.#inBackground += 1;
  }

  /** Whoever is let on is counted here, so that no other one slips in before it begins. */
  #letBackgroundOn(): void {
    while (this.#inFront === 0 && this.#inBackground < mostInBackground) {
      const next = this.#waitingBehind.shift();
      if (!next) return;
      this.#inBackground += 1;
      next();
    }
  }

  /** Hashes a secret for storing, under the current setting with this salt (fresh if none). */
  async hash(secret: string, salt?: Uint8Array, cost: HashCost = this.cost): Promise<StoredHash> {
    const setting = { ...this.currentSetting(salt), cost };
    return encode(setting, await this.tag(secret, setting));
  }

  /**
   * Whether the secret is the stored one, and whether it should be hashed anew because pepper or
   * cost have changed. With `null` (nobody of that name) the same work is done for nothing.
   */
  async verify(
    secret: string,
    stored: StoredHash | null,
  ): Promise<{ match: boolean; stale: boolean }> {
    const setting = stored ? settingOf(stored) : this.currentSetting();
    const tag = await this.tag(secret, setting);
    const match = stored !== null && timingSafeEqual(tag, tagOf(stored));
    return { match, stale: match && !sameSetting(setting, this.currentSetting(setting.salt)) };
  }

  #keyed(secret: string, pepperId: string): Buffer {
    return createHmac('sha256', this.#pepper(pepperId)).update(secret, 'utf8').digest();
  }

  #pepper(id: string): Buffer {
    const pepper = this.#peppers.get(id);
    if (!pepper) throw new Error(`The keystore holds no pepper ${id}`);
    return pepper;
  }
}

/** argon2id (RFC 9106). */
function derive(keyed: Buffer, { salt, cost }: HashSetting): Promise<Buffer> {
  putHashingBehindTheEventLoop();
  return argon2.hash(keyed, {
    type: argon2.argon2id,
    raw: true,
    salt,
    memoryCost: cost.memory,
    timeCost: cost.passes,
    parallelism: cost.lanes,
    hashLength: tagLength,
  });
}

/** Whether one computation serves both settings. */
export function sameSetting(one: HashSetting, other: HashSetting): boolean {
  return (
    one.pepperId === other.pepperId &&
    one.salt.equals(other.salt) &&
    one.cost.memory === other.cost.memory &&
    one.cost.passes === other.cost.passes &&
    one.cost.lanes === other.cost.lanes
  );
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

/** A tag in the form that is stored (PHC string format). */
export function encode(setting: HashSetting, tag: Buffer): StoredHash {
  const { memory, passes, lanes } = setting.cost;
  return {
    hash: `$argon2id$v=19$m=${memory},t=${passes},p=${lanes}$${base64(setting.salt)}$${base64(tag)}`,
    pepperId: setting.pepperId,
  };
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parts(stored: StoredHash) {
  const found = phc.exec(stored.hash);
  if (!found) throw new Error('A stored hash is not argon2id in PHC form');
  const [, memory, passes, lanes, salt = '', tag = ''] = found;
  return { memory, passes, lanes, salt, tag };
}

/** The setting a stored hash was made under. Throws when it is not argon2id in PHC form. */
export function settingOf(stored: StoredHash): HashSetting {
  const { memory, passes, lanes, salt } = parts(stored);
  return {
    pepperId: stored.pepperId,
    salt: Buffer.from(salt, 'base64'),
    cost: { memory: Number(memory), passes: Number(passes), lanes: Number(lanes) },
  };
}

/** The tag of a stored hash. */
export function tagOf(stored: StoredHash): Buffer {
  return Buffer.from(parts(stored).tag, 'base64');
}
