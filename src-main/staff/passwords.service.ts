import { passwordProblems } from '#shared/rules/password-policy.ts';
import type { SecretHasher, StoredHash } from '../platform/crypto/secret-hasher.ts';
import { Refusal } from '../platform/refusal.ts';

/** Refuses passwords against the rules; knows the packaged list of leaked ones. */
export type AssertPassword = (username: string, password: string) => void;

const reasons = {
  too_short: 'Use 12 characters or more.',
  same_as_username: 'The password must not be the same as the username.',
  blocklisted: 'This password is on a list of leaked passwords. Choose another one.',
} as const;

/**
 * Makes the check of staff passwords (the Portal's rules, and the packaged list). The check throws
 * `invalid_input` naming every rule that is broken, never the password.
 */
export function passwordCheck(isBlocklisted: (canonical: string) => boolean): AssertPassword {
  return (username, password) => {
    const problems = passwordProblems(password, username, isBlocklisted);
    if (problems.length > 0)
      throw new Refusal('invalid_input', problems.map((problem) => reasons[problem]).join(' '), {
        field: 'password',
        problems: problems.join(','),
      });
  };
}

/** Checks and hashes staff passwords. */
export class PasswordsService {
  readonly #hasher: SecretHasher;
  readonly #assert: AssertPassword;

  constructor(hasher: SecretHasher, assert: AssertPassword) {
    this.#hasher = hasher;
    this.#assert = assert;
  }

  /** Hashes a new password for storing. Refuses `invalid_input` for one against the rules. */
  async prepare(username: string, password: string): Promise<StoredHash> {
    this.#assert(username, password);
    return this.#hasher.hash(normal(password));
  }

  /**
   * The key under which the throttle counts tries on a username, whoever has it or nobody: keyed,
   * so that a password typed into the wrong box is kept nowhere.
   */
  throttleKey(username: string): string {
    return this.#hasher.keyedName(`sign-in ${username}`);
  }

  /**
   * The key under which the throttle counts sign-ins from an address: keyed, so that the store does
   * not say who came from where.
   */
  addressKey(address: string): string {
    return this.#hasher.keyedName(`address ${address}`);
  }

  /**
   * Whether the password is the stored one; with null the same work is done for nothing. `fresh`
   * is a hash to store instead, when cost or pepper have changed.
   */
  async check(
    password: string,
    stored: StoredHash | null,
  ): Promise<{ match: boolean; fresh: StoredHash | null }> {
    const { match, stale } = await this.#hasher.verify(normal(password), stored);
    return { match, fresh: stale ? await this.#hasher.hash(normal(password)) : null };
  }
}

/** NIST SP 800-63B-4 section 3.1.1.2: normalise Unicode before hashing. */
const normal = (password: string) => password.normalize('NFC');
