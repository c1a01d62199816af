import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import argon2 from 'argon2';
import { fullHashCost } from '#main/platform/crypto/hash-cost.ts';
import { beginCall } from '../support/call-desk.ts';
import { demo } from '../support/demo-people.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { fullCostDesk } from '../support/full-cost-desk.ts';
import { median, percentile, rounded, timed } from '../support/statistics.ts';

const { anna } = demo.larsen;

/** What a verification costs over the bare hash in it, and how long it holds the event loop. */
export const evidence: Evidence = {
  id: 'verify',
  title: 'Verification against the bare argon2 call (same cost, interleaved)',
  async run({ full }) {
    const rounds = full ? 80 : 5;
    const desk = await fullCostDesk();
    const delay = monitorEventLoopDelay({ resolution: 1 });
    try {
      const verify = async () => {
        const call = await beginCall(desk.desk, { contact: anna.name });
        const taken = await timed(() => call.say(anna.code));
        await call.end();
        return taken;
      };
      await verify();
      const verifications: number[] = [];
      const bare: number[] = [];
      delay.enable();
      for (let round = 0; round < rounds; round++) {
        await desk.forget();
        verifications.push(await verify());
        bare.push(await timed(bareHash));
      }
      delay.disable();
      const over = median(verifications) / median(bare) - 1;
      const longest = delay.max / 1e6;
      return {
        passed: !full || (over <= 0.05 && delay.percentile(99.9) / 1e6 <= 20),
        facts: {
          rounds,
          'verification p50 (ms)': rounded(median(verifications)),
          'verification p95 (ms)': rounded(percentile(verifications, 95)),
          'bare argon2 p50 (ms)': rounded(median(bare)),
          'over bare argon2 (%)': rounded(over * 100),
          'event loop delay p99.9 (ms)': rounded(delay.percentile(99.9) / 1e6),
          'event loop delay longest (ms)': rounded(longest),
        },
      };
    } finally {
      delay.disable();
      await desk.close();
    }
  },
};

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
