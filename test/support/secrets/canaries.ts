import { randomBytes } from 'node:crypto';

/** Begins every canary, so that a piece of one is found as well as the whole. */
export const canaryStart = 'zqkanarie';

/** A secret that is used once, along one path, and must be found nowhere afterwards. */
export interface Canary {
  /** What was done with it, for the report; the canary itself is never printed. */
  readonly path: string;
  /** What is searched for: letters and digits that no canonical form changes. */
  readonly core: string;
  /** The channel whose request carries it. */
  readonly channel: string;
}

/** Makes secrets and remembers them. */
export class Canaries {
  readonly all: Canary[] = [];

  /** Letters and digits only, where a field takes no more. */
  plain(path: string, channel: string): string {
    const core = canaryStart + randomBytes(8).toString('hex');
    this.all.push({ path, core, channel });
    return core;
  }

  /**
   * A code or password within every rule, with signs that JSON, HTML and URLs escape and letters
   * that Unicode writes in two ways.
   */
  secret(path: string, channel: string): string {
    return `å"\\<& ${this.plain(path, channel)} é/+%`;
  }
}

/** The part of a canary that is searched for. */
export function coreOf(text: string): string {
  return new RegExp(`${canaryStart}\\w+`).exec(text)?.[0] ?? text;
}
