import { beginCall, kindOf } from '../support/call-desk.ts';
import { demo } from '../support/demo-people.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { fullCostDesk } from '../support/full-cost-desk.ts';
import { median, rounded, timed } from '../support/statistics.ts';

const { anna, ida, mainCode } = demo.larsen;
const wrong = 'certainly not the code';
const bound = 5;
/** Who calls and what is said: nothing about time may tell them apart. */
const situations = {
  'unknown contact': { contact: null, code: wrong },
  'no code': { contact: ida.name, code: wrong },
  'wrong code': { contact: anna.name, code: wrong },
  'right main code without access': { contact: ida.name, code: mainCode },
} as const;

/** Whether a refusal takes the same time whatever the reason, at the real cost of hashing. */
export const evidence: Evidence = {
  id: 'same-time',
  title: 'Refusals take the same time (medians, ms, interleaved in one run)',
  async run({ full }) {
    const rounds = full ? 60 : 2;
    const desk = await fullCostDesk();
    try {
      const samples = new Map<string, number[]>();
      let refused = 0;
      for (let round = 0; round < rounds; round++)
        for (const [name, { contact, code }] of Object.entries(situations)) {
          await desk.forget();
          const call = await beginCall(desk.desk, { contact });
          const taken = await timed(async () => {
            if (kindOf(await call.say(code)) === 'not_verified') refused += 1;
          });
          samples.set(name, [...(samples.get(name) ?? []), taken]);
          await call.end();
        }
      const medians = [...samples].map(([name, taken]) => [name, rounded(median(taken))] as const);
      const values = medians.map(([, value]) => value);
      const apart = rounded(Math.max(...values) - Math.min(...values));
      return {
        // The bound is for the long run: a few samples on a busy machine prove nothing.
        passed: refused === rounds * samples.size && (!full || apart <= bound),
        facts: {
          rounds,
          'codes refused': refused,
          ...Object.fromEntries(medians),
          'medians apart at most': apart,
        },
      };
    } finally {
      await desk.close();
    }
  },
};
