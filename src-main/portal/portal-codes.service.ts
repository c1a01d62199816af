import type { MailStanding } from '#shared/contract/mail.contract.ts';
import type { AuditWriter } from '../audit/audit-entry.ts';
import type { NewMail } from '../mail/outbox.service.ts';
import type { SignedIn } from '../platform/call.ts';
import type { Clock } from '../platform/clock.ts';
import type { SecretHasher } from '../platform/crypto/secret-hasher.ts';
import type { Store, Tx } from '../platform/database/schema.ts';
import { Refusal } from '../platform/refusal.ts';
import * as queries from './portal.queries.ts';
import { type CodeKind, codeLives, codeName, newPortalCode } from './portal-codes.ts';

interface Parts {
  readonly clock: Clock;
  readonly audit: AuditWriter;
  readonly hasher: Pick<SecretHasher, 'keyedName' | 'currentPepperId'>;
  readonly outbox: {
    standing(store: Store): Promise<MailStanding>;
    queue(tx: Tx, mail: NewMail): Promise<MailStanding>;
    withdrawCodes(tx: Tx, accountId: number): Promise<void>;
  };
}

/** What a code is issued for. */
interface Issue {
  readonly account: queries.PortalAccount;
  readonly kind: CodeKind;
  readonly by: SignedIn;
  readonly verificationId: number | null;
}

const hour = 3_600_000;
const codesAnHour = 5;

/**
 * The codes by which a client sets the Portal password. They are mailed to the e-mail on file and
 * shown to nobody; the newest is the only one that works.
 */
export class PortalCodesService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What becomes of a mail that is queued now, whether or not one is. */
  standing(store: Store): Promise<MailStanding> {
    return this.#parts.outbox.standing(store);
  }

  /**
   * Refuses `conflict` where no code is of use, whatever the caller names: for an account that is
   * closed or has no e-mail on file; and `limit_reached` after five of a kind within the hour.
   */
  async assertMayIssue(tx: Tx, account: queries.PortalAccount, kind: CodeKind): Promise<void> {
    if (account.status === 'closed')
      throw new Refusal(
        'conflict',
        'This account is closed: nobody can log in to the Portal by it.',
      );
    if (account.email === '')
      throw new Refusal(
        'conflict',
        'There is no e-mail on file for this account, so no code can be sent. Have one put on file first.',
      );
    const since = this.#parts.clock.now() - hour;
    if ((await queries.issuedSince(tx, account.id, kind, since)) >= codesAnHour)
      throw new Refusal(
        'limit_reached',
        'Five codes were asked for on this account within the hour. Try again later.',
      );
  }

  /** Mails a new code to the e-mail on file. Those before it work no more. */
  async issue(tx: Tx, issue: Issue): Promise<MailStanding> {
    const { clock, outbox } = this.#parts;
    const { account, kind, by, verificationId } = issue;
    const { name, username, client_id: clientId, email: to } = account;
    await this.endCodes(tx, account.id);
    const code = newPortalCode();
    const codeUntil = clock.now() + codeLives[kind];
    await this.#insert(tx, issue, code, null);
    return outbox.queue(tx, {
      actor: { staffId: by.staffId, role: by.role },
      accountId: account.id,
      verificationId,
      to,
      letter: { kind, name, username, clientId, code, codeUntil },
    });
  }

  /** Counts as one that was issued, and leaves everything as it is: a code that nobody ever has. */
  async issueNone(tx: Tx, issue: Issue): Promise<void> {
    await this.#insert(tx, issue, newPortalCode(), this.#parts.clock.now());
  }

  /**
   * Ends an account's codes that could still be used, and takes back the mails that bring them. For
   * whoever changes where codes go, the e-mail on file, or shuts the account.
   */
  async endCodes(tx: Tx, accountId: number): Promise<void> {
    await queries.endCodes(tx, accountId, this.#parts.clock.now());
    await this.#parts.outbox.withdrawCodes(tx, accountId);
  }

  /**
   * Mails a new account the code to choose its first password with, in the transaction that makes
   * the account. Refuses `not_found`.
   */
  async setPasswordCode(tx: Tx, accountId: number, by: SignedIn): Promise<MailStanding> {
    const account = await queries.findAccount(tx, accountId);
    if (!account) throw new Refusal('not_found', 'There is no such account.');
    await this.#parts.audit.append(tx, {
      actor: { staffId: by.staffId, role: by.role },
      action: 'portal.set_password_sent',
      outcome: 'done',
      accountId,
    });
    return this.issue(tx, { account, kind: 'set_password', by, verificationId: null });
  }

  #insert(tx: Tx, issue: Issue, code: string, endedAt: number | null): Promise<void> {
    const { clock, hasher } = this.#parts;
    const { account, kind, by, verificationId } = issue;
    const now = clock.now();
    return queries.insertCode(tx, {
      account_id: account.id,
      kind,
      code_hash: hasher.keyedName(codeName(code)),
      pepper_id: hasher.currentPepperId,
      issued_at: now,
      expires_at: now + codeLives[kind],
      ended_at: endedAt,
      issued_by: by.staffId,
      verification_id: verificationId,
    });
  }
}
