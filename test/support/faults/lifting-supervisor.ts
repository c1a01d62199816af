import { demo } from '../demo-people.ts';
import type { NetworkDesk } from '../team/network-desk.ts';

/**
 * A supervisor who lifts the limits of agents whose codes did not match, so that the load goes on.
 * One device and one sign-in at a time: tries that a crash leaves spent count for sign-ins as well.
 */
export class LiftingSupervisor {
  readonly #desk: NetworkDesk;
  #last: Promise<void> = Promise.resolve();

  constructor(desk: NetworkDesk) {
    this.#desk = desk;
  }

  /** Lifts it, or does nothing where it can't be done now: the agent will be refused and ask again. */
  lift(staffId: number): Promise<void> {
    this.#last = this.#last.then(() => this.#lift(staffId)).catch(() => {});
    return this.#last;
  }

  async #lift(staffId: number): Promise<void> {
    for (const [at, by] of this.#desk.by.entries()) {
      const { session } = await by.session.current({}).then((current) => {
        return current.ok ? current.value : { session: null };
      });
      if (session?.state !== 'active') await this.#desk.signIn(demo.supervisor, at).catch(() => {});
      const lifted = await by.staff.liftLimit({ staffId, reason: 'The load goes on' });
      if (lifted.ok || lifted.error.code === 'conflict') return;
    }
  }
}
