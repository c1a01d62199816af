export interface EvidenceOptions {
  /** The long run for docs/evidence.md; else the short one that is part of `npm test`. */
  readonly full: boolean;
  /** Progress for whoever waits. Never a secret. */
  log(line: string): void;
}

export interface EvidenceOutcome {
  /** Whether every bound that this program is about held. */
  readonly passed: boolean;
  /** Counts and figures by name, units in the name: `slowest attempt (ms)`. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** What this run left out, and why; one sentence each. */
  readonly notRun?: readonly string[];
}

/**
 * One thing the product has to show by running it. Each test/evidence/<id>.evidence.ts and each
 * test/bench/<id>.bench.ts exports one as `evidence`.
 */
export interface Evidence {
  /** The same as the file's name without its ending. */
  readonly id: string;
  readonly title: string;
  run(options: EvidenceOptions): Promise<EvidenceOutcome>;
}
