import { randomBytes } from 'node:crypto';
import { generateSecrets } from '../platform/keystore/generate-secrets.ts';
import { generateRecoveryWords, twoPositions } from '../platform/keystore/recovery-key.ts';
import type { Secrets } from '../platform/keystore/secrets.ts';
import { Refusal } from '../platform/refusal.ts';

/** The first supervisor as typed at set-up. */
export interface FirstSupervisor {
  readonly username: string;
  readonly name: string;
  readonly password: string;
}

/** A word of the recovery key by its position, 1 to 12. */
export interface RecoveryWord {
  readonly position: number;
  readonly word: string;
}

export interface PendingSetup {
  readonly setupId: string;
  readonly supervisor: FirstSupervisor;
  readonly secrets: Secrets;
  readonly words: readonly string[];
  readonly confirm: readonly [number, number];
}

/** How long a begun set-up is kept, in milliseconds: 30 minutes. */
const lifetime = 30 * 60_000;

/** The one set-up that is under way, in memory only: nothing of it is on the disk. */
export class PendingSetups {
  #held: { setup: PendingSetup; expiresAt: number; confirmed: boolean } | null = null;

  /** Begins a set-up, in the place of one begun before. */
  begin(supervisor: FirstSupervisor, now: number): PendingSetup {
    const setup: PendingSetup = {
      setupId: randomBytes(16).toString('hex'),
      supervisor,
      secrets: generateSecrets(),
      words: generateRecoveryWords(),
      confirm: twoPositions(),
    };
    this.#held = { setup, expiresAt: now + lifetime, confirmed: false };
    return setup;
  }

  /** Refuses `not_found` when the set-up has gone, `invalid_input` when a word is not right. */
  confirm(setupId: string, words: readonly RecoveryWord[], now: number): void {
    const held = this.#find(setupId, now);
    for (const position of held.setup.confirm) {
      const given = words.find((word) => word.position === position);
      if (given?.word.trim().toLowerCase() !== held.setup.words[position - 1])
        throw new Refusal('invalid_input', `Word ${position} is not right. Look at it again.`, {
          position,
        });
    }
    held.confirmed = true;
  }

  /** The set-up, confirmed. Refuses `not_found` when it has gone, `conflict` when unconfirmed. */
  confirmed(setupId: string, now: number): PendingSetup {
    const held = this.#find(setupId, now);
    if (!held.confirmed)
      throw new Refusal('conflict', 'Confirm the two words of the recovery key first.');
    return held.setup;
  }

  forget(): void {
    this.#held = null;
  }

  #find(setupId: string, now: number) {
    if (this.#held && now >= this.#held.expiresAt) this.forget();
    if (this.#held?.setup.setupId !== setupId)
      throw new Refusal('not_found', 'This set-up has ended. Begin again.');
    return this.#held;
  }
}
