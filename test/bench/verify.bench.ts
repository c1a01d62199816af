import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import argon2 from 'argon2';
import { fullHashCost } from '#main/platform/crypto/hash-cost.ts';
import { beginCall, kindOf } from '../support/call-desk.ts';
import { demo } from '../support/demo-people.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { fullCostDesk } from '../support/full-cost-desk.ts';
import { median, percentile, rounded, timed } from '../support/statistics.ts';

const { anna } = demo.larsen;

/** The event loop may be held this long, in milliseconds. */
const delayBound = 20;

/** What a verification costs over the bare hash in it, and how long it holds the event loop. */
export const evidence: Evidence = {
  id: 'verify',
  title: 'Verification against the bare argon2 call (same cost, interleaved)',
  async run({ full }) {
    // A hash takes some 10 % more or less each time: fewer rounds can't tell a difference of 5 %.
    const rounds = full ? 300 : 5;
    const desk = await fullCostDesk();
    let verified = 0;
    try {
      const verify = async () => {
        const call = await beginCall(desk.desk, { contact: anna.name });
        const taken = await timed(async () => {
          if (kindOf(await call.say(anna.code)) === 'verified') verified += 1;
        });
        await call.end();
        return taken;
      };
      const verifications: Watched[] = [];
      const bare: Watched[] = [];
      for (let round = 0; round < rounds; round++) {
        verifications.push(await watched(verify));
        bare.push(await watched(() => timed(bareHash)));
      }
      const over = median(taken(verifications)) / median(taken(bare)) - 1;
      const longest = longestDelay(verifications);
      return {
        passed: verified === rounds && (!full || (over <= 0.05 && longest <= delayBound)),
        facts: {
          rounds,
          'of them verified': verified,
          'verification p50 (ms)': rounded(median(taken(verifications))),
          'verification p95 (ms)': rounded(percentile(taken(verifications), 95)),
          'bare argon2 p50 (ms)': rounded(median(taken(bare))),
          'over bare argon2 (%)': rounded(over * 100),
          'event loop delay longest (ms)': rounded(longest),
          'the same under bare argon2 (ms)': rounded(longestDelay(bare)),
        },
      };
    } finally {
      await desk.close();
    }
  },
};

interface Watched {
  /** Milliseconds, both. */
  readonly taken: number;
  readonly delay: number;
}

/** Watches the event loop during a step alone: not while the bench itself puts the store right. */
async function watched(step: () => Promise<number>): Promise<Watched> {
  const monitor = monitorEventLoopDelay({ resolution: 1 });
  monitor.enable();
  try {
    const taken = await step();
    return { taken, delay: monitor.max / 1e6 };
  } finally {
    monitor.disable();
  }
}

const taken = (all: readonly Watched[]) => all.map((one) => one.taken);
const longestDelay = (all: readonly Watched[]) => Math.max(...all.map(({ delay }) => delay));

function bareHash(): Promise<unknown> {
  return argon2.hash(randomBytes(32), {
    type: argon2.argon2id,
    raw: true,
    salt: randomBytes(16),
    memoryCost: fullHashCost.memory,
    timeCost: fullHashCost.passes,
    parallelism: fullHashCost.lanes,
    hashLength: 32,
  });
}
