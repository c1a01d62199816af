import { randomBytes } from 'node:crypto';
import { canonicalCode } from '#shared/rules/canonical-code.ts';
import { holdsCardNumber } from '#shared/rules/card-number.ts';

/** Begins every canary, so that a piece of one is found as well as the whole. */
export const canaryStart = 'zqkanarie';

/** A secret that is used once, along one path, and must be found nowhere afterwards. */
export interface Canary {
  /** What was done with it, for the report; the canary itself is never printed. */
  readonly path: string;
  /** What is searched for: letters and digits that no canonical form changes. */
  readonly core: string;
  /** The channels whose requests carry it. */
  readonly channels: readonly string[];
}

/** A secret that doesn't begin as a canary does: one that the program drew, or a card's number. */
export interface OtherSecret {
  readonly path: string;
  readonly text: string;
  /** The channels whose requests and replies carry it. */
  readonly channels: readonly string[];
}

/** Makes secrets and remembers them. */
export class Canaries {
  readonly all: Canary[] = [];
  readonly others: OtherSecret[] = [];

  /** Letters and digits only, where a field takes no more. */
  plain(path: string, ...channels: string[]): string {
    const core = canaryStart + randomBytes(8).toString('hex');
    this.all.push({ path, core, channels });
    return core;
  }

  /** A card's number, which nothing may carry. */
  card(path: string): string {
    const body = `4${String(randomBytes(6).readUIntBE(0, 6)).padStart(15, '0').slice(-14)}`;
    const last = Array.from({ length: 10 }, (_, digit) => `${body}${digit}`).find(holdsCardNumber);
    this.others.push({ path, text: last ?? body, channels: [] });
    return last ?? body;
  }

  /** A code that the program drew, as it was shown. */
  drawn(path: string, code: string): void {
    const channels = ['codes.generate', 'codes.check', 'codes.set'];
    for (const text of [code, canonicalCode(code)]) this.others.push({ path, text, channels });
  }

  /** A code that the program mailed, as a supervisor reads it and as it is kept in mind. */
  mailed(path: string, code: string): void {
    for (const text of [code, code.replaceAll('-', '')])
      this.others.push({ path, text, channels: ['mail.read'] });
  }

  /**
   * A code or password within every rule, with signs that JSON, HTML and URLs escape and letters
   * that Unicode writes in two ways.
   */
  secret(path: string, ...channels: string[]): string {
    return `å"\\<& ${this.plain(path, ...channels)} é/+%`;
  }
}

/** The part of a canary that is searched for. */
export function coreOf(text: string): string {
  return new RegExp(`${canaryStart}\\w+`).exec(text)?.[0] ?? text;
}
