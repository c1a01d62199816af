import type { CardPlace } from '#shared/contract/orders.contract.ts';
import type { AuditService } from '../audit/audit.service.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import { OnceEach } from '../platform/once-each.ts';

const hour = 60 * 60 * 1000;

interface Parts {
  readonly clock: Clock;
  readonly audit: Pick<AuditService, 'note'>;
}

/** Puts on record that card numbers are typed at the desk: where, never what. */
export class CardRefusals {
  readonly #parts: Parts;
  readonly #noted = new OnceEach();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Notes a refusal: once an hour for each session and place, since a screen tells of every one. */
  async note({ sessionId, staffId, role }: SignedIn, place: CardPlace): Promise<void> {
    const { clock, audit } = this.#parts;
    const inHour = Math.floor(clock.now() / hour);
    await this.#noted.do(sessionId, `${place} ${inHour}`, () =>
      audit.note({
        actor: { staffId, role },
        action: 'card.refused',
        outcome: 'refused',
        details: { place },
      }),
    );
  }
}
