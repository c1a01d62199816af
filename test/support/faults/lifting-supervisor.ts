import { demo } from '../demo-people.ts';
import type { NetworkDesk } from '../team/network-desk.ts';
import type { LoadJournal } from './load-journal.ts';

/**
 * A supervisor who lifts the limits of agents whose codes did not match, so that the load goes on.
 * One device, one sign-in at a time, and none while the session can't be asked for: the tries that
 * faults leave spent count for sign-ins as well, and would make the supervisor wait.
 */
export class LiftingSupervisor {
  readonly #desk: NetworkDesk;
  readonly #journal: LoadJournal;
  #last: Promise<void> = Promise.resolve();

  constructor(desk: NetworkDesk, journal: LoadJournal) {
    this.#desk = desk;
    this.#journal = journal;
  }

  /** Lifts it, or does nothing where it can't be done now: the agent will be refused and ask again. */
  lift(staffId: number): Promise<void> {
    this.#last = this.#last.then(() => this.#lift(staffId));
    return this.#last;
  }

  async #lift(staffId: number): Promise<void> {
    for (const [at, by] of this.#desk.by.entries()) {
      const current = await by.session.current({});
      if (!current.ok) continue;
      if (current.value.session?.state !== 'active') {
        const verdict = await by.session.signIn(demo.supervisor);
        if (verdict.ok && verdict.value.kind === 'wait')
          this.#journal.refused(at, 'limit_reached', 'The supervisor has to wait to sign in.');
      }
      const lifted = await by.staff.liftLimit({ staffId, reason: 'The load goes on' });
      if (lifted.ok || lifted.error.code === 'conflict') return;
      this.#journal.refused(at, lifted.error.code, lifted.error.message);
    }
  }
}
