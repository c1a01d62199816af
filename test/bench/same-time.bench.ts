import { beginCall, kindOf } from '../support/call-desk.ts';
import { demo } from '../support/demo-people.ts';
import type { Evidence } from '../support/evidence/evidence.ts';
import { fullCostDesk } from '../support/full-cost-desk.ts';
import { goodPassword, newestCode } from '../support/portal-desk.ts';
import { median, rounded, timed } from '../support/statistics.ts';
import { must, openAccount, operatorDesk, signIn } from '../support/test-desk.ts';

const { anna, ida, mainCode, clientId } = demo.larsen;
const wrong = 'certainly not the code';
const bound = 5;
type FullCostDesk = Awaited<ReturnType<typeof fullCostDesk>>;

/** Who calls and what is said, or logs in at the Portal: nothing about time may tell them apart. */
const callers = {
  'unknown contact': { contact: null, code: wrong },
  'no code': { contact: ida.name, code: wrong },
  'wrong code': { contact: anna.name, code: wrong },
  'right main code without access': { contact: ida.name, code: mainCode },
} as const;
const names = {
  'Portal: unknown name': 'nobody.at.all',
  'Portal: no password': demo.disabled.clientId,
  'Portal: wrong password': clientId,
} as const;

/** Whether a refusal takes the same time whatever the reason, at the real cost of hashing. */
export const evidence: Evidence = {
  id: 'same-time',
  title: 'Refusals take the same time (medians, ms, interleaved in one run)',
  async run({ full }) {
    const rounds = full ? 60 : 2;
    const desk = await fullCostDesk();
    try {
      await setPortalPassword(desk);
      const { portal } = operatorDesk(desk.backend);
      const codes = new Samples();
      const passwords = new Samples();
      for (let round = 0; round < rounds; round++) {
        for (const [situation, { contact, code }] of Object.entries(callers)) {
          await desk.forget();
          const call = await beginCall(desk.desk, { contact });
          await codes.take(situation, async () => kindOf(await call.say(code)) === 'not_verified');
          await call.end();
        }
        for (const [situation, name] of Object.entries(names)) {
          await desk.forget();
          await passwords.take(situation, async () => {
            const verdict = must(await portal.checkPassword({ name, password: wrong }));
            return verdict.kind === 'no_match';
          });
        }
      }
      const refused = codes.refused + passwords.refused;
      const all = rounds * (Object.keys(callers).length + Object.keys(names).length);
      const apart = Math.max(codes.apart(), passwords.apart());
      return {
        // The bound is for the long run: a few samples on a busy machine prove nothing.
        passed: refused === all && (!full || apart <= bound),
        facts: {
          rounds,
          'codes and passwords refused': refused,
          ...codes.medians(),
          'medians apart at most': codes.apart(),
          ...passwords.medians(),
          'Portal: medians apart at most': passwords.apart(),
        },
      };
    } finally {
      await desk.close();
    }
  },
};

/** Times of one kind of refusal, by situation. */
class Samples {
  readonly #taken = new Map<string, number[]>();
  refused = 0;

  async take(situation: string, refuse: () => Promise<boolean>): Promise<void> {
    const taken = await timed(async () => {
      if (await refuse()) this.refused += 1;
    });
    this.#taken.set(situation, [...(this.#taken.get(situation) ?? []), taken]);
  }

  medians(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      [...this.#taken].map(([situation, taken]) => [situation, rounded(median(taken))]),
    );
  }

  apart(): number {
    const medians = Object.values(this.medians());
    return rounded(Math.max(...medians) - Math.min(...medians));
  }
}

/** Gives Larsen Data a Portal password, at the full cost. */
async function setPortalPassword({ backend }: FullCostDesk): Promise<void> {
  const { username, password } = demo.supervisor;
  const { desk } = await signIn(backend, username, password);
  const { account } = await openAccount(desk, clientId);
  const leave = { by: 'reason', reason: 'To measure' } as const;
  must(await desk.portal.sendSetPassword({ accountId: account.accountId, leave }));
  const code = await newestCode(desk.mail);
  must(await operatorDesk(backend).portal.redeem({ code, password: goodPassword }));
}
