import type { HashCost } from '#main/platform/crypto/hash-cost.ts';

/** The least argon2 takes: tests lower the cost, never the rules. */
export const testHashCost: HashCost = { memory: 64, passes: 1, lanes: 1 };
