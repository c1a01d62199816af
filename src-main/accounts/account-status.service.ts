import type { accountsEditChannels } from '#shared/contract/accounts-edit.contract.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { changeOfStatus, nextStatuses } from '#shared/rules/account-edit.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { LeaveService } from '../leave/leave.service.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { Store } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import { countVersion } from './account-version.ts';
import { findAccount } from './accounts.queries.ts';
import { putStatus } from './edit-account.queries.ts';
import { about } from './edit-leaves.ts';
import { type EndGrants, type EndPortalCodes, endWithStatus } from './what-ends.ts';

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly leaves: LeaveService;
  readonly endGrants: EndGrants;
  readonly endPortalCodes: EndPortalCodes;
}

type Asked = ParsedInputOf<(typeof accountsEditChannels)['setStatus']>;

/** Suspends and closes accounts, and takes them up again. */
export class AccountStatusService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Sets an account's status. Refuses as leave does, `conflict` for another version, and for
   * suspending a closed account.
   */
  async set(who: SignedIn, { accountId, version, to, leave }: Asked): Promise<{ version: number }> {
    const { store, clock, audit, leaves } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const account = await findAccount(tx, accountId);
      const from = account?.status ?? to;
      const had = await leaves.check(tx, who, accountId, changeOfStatus(from, to), leave);
      if (!account) throw new Refusal('not_found', 'There is no such account.');
      // Sent twice, it is done once.
      if (from === to) return { version: account.version };
      if (!nextStatuses[from].some((status) => status === to))
        throw new Refusal('conflict', 'A closed account is not suspended: open it again first.');
      await countVersion(tx, accountId, version);
      await putStatus(tx, accountId, to);
      await endWithStatus(this.#parts, tx, accountId, { from, to }, clock.now());
      const reason = leave.by === 'reason' && {
        reasonId: await audit.keepReason(tx, leave.reason),
      };
      await audit.append(tx, {
        ...about(who, accountId, had),
        action: 'account.status_changed',
        outcome: 'done',
        details: { from, to, version: version + 1, ...had.auditDetails, ...reason },
      });
      return { version: version + 1 };
    });
  }
}
