import type { CardPlace } from '#shared/contract/orders.contract.ts';
import type { AuditService } from '../audit/audit.service.ts';
import type { CallContext } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { OnceEach } from '../platform/once-each.ts';

const hour = 60 * 60 * 1000;

interface Parts {
  readonly clock: Clock;
  readonly audit: Pick<AuditService, 'note'>;
}

type NotedContext = Pick<CallContext, 'actor' | 'session'>;

/** Numbers of sessions begin at 1. */
const noSession = 0;

/** Puts on record that card numbers are typed at the desk: where, never what. */
export class CardRefusals {
  readonly #parts: Parts;
  readonly #noted = new OnceEach();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Notes a refusal, by a screen or by a channel's schema: once an hour for each session and place,
   * since a screen tells of every one; for the operator, who has none, once an hour for the program.
   */
  async note({ actor, session }: NotedContext, place: CardPlace): Promise<void> {
    const { clock, audit } = this.#parts;
    if (actor.role === 'nobody') return;
    const { staffId, role } = actor;
    const inHour = Math.floor(clock.now() / hour);
    await this.#noted.do(session?.sessionId ?? noSession, `${place} ${inHour}`, () =>
      audit.note({
        actor: { staffId, role },
        action: 'card.refused',
        outcome: 'refused',
        details: { place },
      }),
    );
  }
}
