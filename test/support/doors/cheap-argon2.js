// In place of the `argon2` module: see cheap-hashing.js.
import argon2 from 'argon2';

const leastCost = { memoryCost: 64, timeCost: 1, parallelism: 1 };

export default {
  ...argon2,
  hash: (secret, options) => argon2.hash(secret, { ...options, ...leastCost }),
};
