import type { Leave } from '#shared/contract/leave.ts';
import type { MailStanding } from '#shared/contract/mail.contract.ts';
import type { NamedByCaller } from '#shared/contract/portal.contract.ts';
import type { Change } from '#shared/rules/leave-rules.ts';
import { compact } from '../accounts/account-words.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { TakenLeave } from '../leave/leave.service.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import * as queries from './portal.queries.ts';
import type { PortalCodesService } from './portal-codes.service.ts';

interface Parts {
  readonly store: Store;
  readonly audit: AuditWriter;
  /** Whether this change may be made now; refuses when not. */
  readonly leaves: {
    take(
      tx: Tx,
      who: SignedIn,
      accountId: number,
      change: Change,
      given: Leave,
    ): Promise<TakenLeave>;
  };
  readonly codes: Pick<PortalCodesService, 'assertMayIssue' | 'issue' | 'issueNone' | 'standing'>;
}

/** Helps clients into their Portal: tells the username, and has codes mailed to set a password with. */
export class PortalHelpService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What a client logs in with. Refuses as leave does. */
  async tellUsername(who: SignedIn, accountId: number, leave: Leave) {
    const { store, audit, leaves } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const taken = await leaves.take(tx, who, accountId, 'portal.tell_username', leave);
      const { username, client_id: clientId } = await accountOf(tx, accountId);
      await audit.append(tx, {
        ...aboutCall(who, accountId, taken),
        action: 'portal.username_told',
        outcome: 'done',
        details: taken.auditDetails,
      });
      return { username, clientId };
    });
  }

  /**
   * Mails a reset code to the e-mail on file if that or the username is what the caller named. It
   * answers the same, and counts the same, if it is not. No count of failures is touched. Refuses
   * as leave does, `conflict` for an account that is closed or has no e-mail on file, and
   * `limit_reached` after five within the hour.
   */
  async startReset(
    who: SignedIn,
    accountId: number,
    named: NamedByCaller,
    leave: Leave,
  ): Promise<MailStanding> {
    const { store, audit, leaves, codes } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const taken = await leaves.take(tx, who, accountId, 'portal.start_reset', leave);
      const account = await accountOf(tx, accountId);
      await codes.assertMayIssue(tx, account, 'reset');
      const matched = isNamed(account, named);
      await audit.append(tx, {
        ...aboutCall(who, accountId, taken),
        action: 'portal.reset_started',
        outcome: 'done',
        details: { ...taken.auditDetails, matched },
      });
      const { verificationId } = taken;
      const issue = { account, kind: 'reset', by: who, verificationId } as const;
      if (matched) await codes.issue(tx, issue);
      else await codes.issueNone(tx, issue);
      return codes.standing(tx);
    });
  }

  /**
   * Mails the code for the first password once more: it did not come, or has run out. The caller
   * need not name anything, so it is for an account that has no password yet; refuses `conflict`
   * for any other, and else as `startReset`.
   */
  async sendSetPassword(who: SignedIn, accountId: number, leave: Leave): Promise<MailStanding> {
    const { store, audit, leaves, codes } = this.#parts;
    return store.transaction().execute(async (tx) => {
      const taken = await leaves.take(tx, who, accountId, 'portal.send_set_password', leave);
      const account = await accountOf(tx, accountId);
      if (await queries.storedPassword(tx, accountId))
        throw new Refusal(
          'conflict',
          'This account has a Portal password already. Start a password reset to have it changed.',
        );
      await codes.assertMayIssue(tx, account, 'set_password');
      await audit.append(tx, {
        ...aboutCall(who, accountId, taken),
        action: 'portal.set_password_sent',
        outcome: 'done',
        details: taken.auditDetails,
      });
      const { verificationId } = taken;
      return codes.issue(tx, { account, kind: 'set_password', by: who, verificationId });
    });
  }
}

async function accountOf(tx: Tx, accountId: number): Promise<queries.PortalAccount> {
  const account = await queries.findAccount(tx, accountId);
  if (!account) throw new Refusal('not_found', 'There is no such account.');
  return account;
}

/** Whether what the caller named is the account's, as look-up compares it: whatever case and accents. */
function isNamed(account: queries.PortalAccount, named: NamedByCaller): boolean {
  return named.by === 'email'
    ? compact(named.email) === compact(account.email)
    : compact(named.username) === compact(account.username);
}

function aboutCall({ staffId, role }: SignedIn, accountId: number, taken: TakenLeave) {
  const { verificationId, contactId, channel } = taken;
  return { actor: { staffId, role }, accountId, verificationId, contactId, channel };
}
