/** argon2id's cost. Tests may lower it through configuration; the rules stay the same. */
export interface HashCost {
  /** Memory in KiB. */
  readonly memory: number;
  /** Iterations (t). */
  readonly passes: number;
  /** Parallel lanes (p). */
  readonly lanes: number;
}

/** RFC 9106 section 4, second recommended option (64 MiB, t = 3, p = 4). */
export const fullHashCost: HashCost = { memory: 65_536, passes: 3, lanes: 4 };
