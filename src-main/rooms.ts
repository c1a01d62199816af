import { policyVersion } from '#shared/rules/policy-version.ts';
import { AccountStatusService } from './accounts/account-status.service.ts';
import { assertVersion, countVersion } from './accounts/account-version.ts';
import { accountsHandlers } from './accounts/accounts.handlers.ts';
import { AccountsService } from './accounts/accounts.service.ts';
import { ClientNotices } from './accounts/client-notices.ts';
import { ContactsService } from './accounts/contacts.service.ts';
import { EditAccountService } from './accounts/edit-account.service.ts';
import { ExportService } from './accounts/export.service.ts';
import { ExportCursors } from './accounts/export-cursors.ts';
import { ImportedAccounts } from './accounts/imported-accounts.ts';
import { NewAccountService } from './accounts/new-account.service.ts';
import { OwnerTransferService } from './accounts/owner-transfer.service.ts';
import { AlertsService } from './alerts/alerts.service.ts';
import { approvalsHandlers } from './approvals/approvals.handlers.ts';
import { ApprovalsService } from './approvals/approvals.service.ts';
import { auditHandlers } from './audit/audit.handlers.ts';
import { AuditService } from './audit/audit.service.ts';
import { CodeChangesService } from './codes/code-changes.service.ts';
import type { CodeSources } from './codes/code-sources.ts';
import { CodeTickets } from './codes/code-tickets.ts';
import { codesHandlers } from './codes/codes.handlers.ts';
import { codesViewOf } from './codes/codes-view.ts';
import { CompareCodesService } from './codes/compare-codes.service.ts';
import { DisabledCodes } from './codes/disabled-codes.ts';
import { SetCodeService } from './codes/set-code.service.ts';
import { StoredCodesService } from './codes/stored-codes.service.ts';
import { WaitingCodes } from './codes/waiting-codes.ts';
import { beingImported, importRoom, runWriting } from './import/import-room.ts';
import { LeaveService } from './leave/leave.service.ts';
import { recordingRefusals } from './leave/leave-refusal.ts';
import { mailHandlers } from './mail/mail.handlers.ts';
import { mailDelivery } from './mail/mail-delivery.ts';
import { MailSettingsService } from './mail/mail-settings.service.ts';
import { OutboxService } from './mail/outbox.service.ts';
import { CardRefusals } from './orders/card-refusals.ts';
import { ordersHandlers } from './orders/orders.handlers.ts';
import { OrdersService } from './orders/orders.service.ts';
import type { Clock } from './platform/clock.ts';
import type { HashCost } from './platform/crypto/hash-cost.ts';
import { SecretHasher } from './platform/crypto/secret-hasher.ts';
import type { Store, Tx } from './platform/database/schema.ts';
import { fullText } from './platform/database/word-index/full-text.ts';
import type { Secrets } from './platform/keystore/secrets.ts';
import { StoreSeal } from './platform/keystore/store-seal.ts';
import { Refusal } from './platform/refusal.ts';
import { smtpMailer } from './platform/smtp-mailer.ts';
import { portalHandlers } from './portal/portal.handlers.ts';
import { PortalCodesService } from './portal/portal-codes.service.ts';
import { PortalHelpService } from './portal/portal-help.service.ts';
import { PortalPasswordsService } from './portal/portal-passwords.service.ts';
import { PortalRefusals } from './portal/portal-refusals.ts';
import { OpenSessionsService } from './session/open-sessions.service.ts';
import { RoleRefusals } from './session/role-refusals.ts';
import { sessionHandlers } from './session/session.handlers.ts';
import { SessionsService } from './session/sessions.service.ts';
import { SignInService } from './session/sign-in.service.ts';
import { type AssertPassword, PasswordsService } from './staff/passwords.service.ts';
import { staffHandlers } from './staff/staff.handlers.ts';
import { StaffService } from './staff/staff.service.ts';
import { AgentLimitsService } from './throttle/agent-limits.service.ts';
import { contactKey, ThrottleService } from './throttle/throttle.service.ts';
import { AttemptService } from './verification/attempt.service.ts';
import { AttemptSettlement } from './verification/attempt-settlement.ts';
import {
  endGrants,
  endGrantsByMainCode,
  grantedCall,
  permissionOf,
} from './verification/granted-call.ts';
import { recentCalls } from './verification/recent-calls.ts';
import { verificationHandlers } from './verification/verification.handlers.ts';
import { VerificationService } from './verification/verification.service.ts';
import { VerificationViews } from './verification/verification-views.ts';

/** What the rooms of an open store stand on. */
export interface RoomsConfig {
  readonly store: Store;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly hashCost: HashCost;
  readonly assertPassword: AssertPassword;
  readonly codeSources: CodeSources;
}

export type Rooms = ReturnType<typeof buildRooms>;

/** Builds the rooms of an open store and hands each the others' services that it needs. */
export function buildRooms(config: RoomsConfig) {
  const { store, secrets, clock } = config;
  const hasher = new SecretHasher(secrets.peppers, secrets.currentPepperId, config.hashCost);
  const audit = new AuditService({
    store,
    clock,
    auditKey: secrets.auditKey,
    auditKeyId: secrets.auditKeyId,
    policyVersion,
  });
  const throttle = new ThrottleService();
  const agentLimits = new AgentLimitsService(audit);
  const alerts = new AlertsService({
    audit,
    namesFailing: (db, since) => throttle.countFailing(db, 'sign_in', since),
  });
  const seal = new StoreSeal(secrets);
  const mailParts = { store, clock, audit, seal, mailer: smtpMailer() };
  const mailSettings = new MailSettingsService(mailParts);
  const outbox = new OutboxService({ ...mailParts, settings: mailSettings });
  const notices = new ClientNotices({ clock, outbox });
  const tellOfCode = notices.tellOfCode.bind(notices);
  const comparing = new CompareCodesService({ hasher, seal });
  const stored = new StoredCodesService({ hasher, seal });
  const waitingCodes = new WaitingCodes({
    ...{ store, clock, audit, hasher, seal },
    sources: config.codeSources,
  });
  const accounts = new AccountsService({
    store,
    clock,
    audit,
    throttle,
    agentLimits,
    fullText,
    codesOf: codesViewOf,
    recentCalls,
    runWriting,
  });
  const approvals = new ApprovalsService({
    store,
    clock,
    audit,
    codes: new DisabledCodes({ accounts, comparing, stored, throttle, tellOfCode }),
    grantedCall,
    phonesOnRecord: (db, accountId, contactId) => accounts.phonesOnRecord(db, accountId, contactId),
  });
  const views = new VerificationViews({ accounts, comparing, throttle, approvals });
  const verifications = new VerificationService({ store, clock, audit, accounts, views });
  const isOpenedBy = accounts.isOpenedBy.bind(accounts);
  const leaves = new LeaveService({
    clock,
    audit,
    grantedCall,
    permissionOf,
    callerOf: (db, accountId, contactId) => accounts.callerOf(db, accountId, contactId),
    approved: (db, sought) => approvals.approved(db, sought),
    createdBy: (db, accountId) => accounts.createdBy(db, accountId),
    isOpenedBy,
    beingImported,
  });
  const versions = { assert: assertVersion, count: countVersion };
  const codeParts = {
    ...{ store, clock, audit, comparing, stored },
    ...{ leaves, throttle, versions, tellOfCode },
  };
  const settingCodes = new SetCodeService({
    ...codeParts,
    sources: config.codeSources,
    tickets: new CodeTickets(hasher),
    factsOf: (db, accountId) => accounts.codeFacts(db, accountId),
  });
  const codeChanges = new CodeChangesService({ ...codeParts, isOpenedBy, endGrantsByMainCode });
  const attemptParts = {
    ...{ store, clock, audit, comparing, stored },
    ...{ throttle, agentLimits, alerts, views },
  };
  const attempts = new AttemptService({
    ...attemptParts,
    settlement: new AttemptSettlement(attemptParts),
    isBlocklisted: config.codeSources.isBlocklisted,
  });
  const contactParts = { store, clock, audit, fullText, leaves, endGrants, notices };
  const contacts = new ContactsService({
    ...contactParts,
    forgetCodes: async (tx, accountId, contactId) => {
      await stored.forget(tx, accountId, contactId);
      await throttle.forget(tx, { scope: 'contact', key: contactKey(accountId, contactId) });
    },
  });
  const owners = new OwnerTransferService({
    ...contactParts,
    requireMainChange: (tx, accountId, now) => stored.requireMainChange(tx, accountId, now),
  });
  const sessions = new SessionsService({
    store,
    clock,
    audit,
    endCallsOf: (tx, agent, now) => verifications.endAllOf(tx, agent, now),
  });
  const passwords = new PasswordsService(hasher, config.assertPassword);
  const signIns = new SignInService({
    store,
    clock,
    audit,
    passwords,
    throttle,
    alerts,
    sessions,
  });
  const staff = new StaffService({
    store,
    clock,
    audit,
    passwords,
    throttle,
    agentLimits,
    endSessionsOf: (tx, staffId, now) => sessions.endAllOf(tx, staffId, now),
  });
  const portalCodes = new PortalCodesService({ clock, audit, hasher, outbox });
  const portalHelp = new PortalHelpService({ store, audit, leaves, codes: portalCodes });
  const portalPasswords = new PortalPasswordsService({
    ...{ store, clock, audit, hasher, passwords, throttle },
    codes: portalCodes,
    refusals: new PortalRefusals({ audit, hasher, throttle }),
  });
  const cardRefusals = new CardRefusals({ clock, audit });
  const endPortalCodes = (tx: Tx, accountId: number) => portalCodes.endCodes(tx, accountId);
  const editParts = { store, clock, audit, leaves, endPortalCodes };
  const imports = importRoom({
    ...{ store, clock, audit, seal, waitingCodes },
    keyedName: (text) => hasher.keyedName(text),
    accounts: new ImportedAccounts({
      ...{ clock, audit, fullText, notices, endGrants, endGrantsByMainCode, endPortalCodes },
    }),
  });
  return {
    audit,
    hasher,
    passwords,
    sessions,
    roleRefusals: new RoleRefusals({ store, audit }),
    cardRefusals,
    staff,
    /** What is done beside the calls. */
    workers: [
      mailDelivery({ ...mailParts, settings: mailSettings }),
      imports.worker,
      waitingCodes.worker(),
    ],
    /** Records how the store came to be open. */
    noteOpening: (occasion: 'opened' | 'created' | 'recovered') =>
      unlessForged(
        store.transaction().execute((tx) =>
          audit.append(tx, {
            actor: { staffId: null, role: 'system' },
            action: occasion === 'recovered' ? 'store.recovered' : 'store.opened',
            outcome: 'done',
          }),
        ),
      ),
    /** Signs the end of the log for good. */
    close: () => unlessForged(store.transaction().execute((tx) => audit.checkpoint(tx))),
    handlers: {
      session: sessionHandlers({
        store,
        clock,
        sessions,
        openSessions: new OpenSessionsService({ store, clock, audit, sessions }),
        signIns,
        alerts,
        note: (note) => audit.note(note),
        limitReached: (staffId) => agentLimits.reached(store, staffId),
        approvalsWaiting: () => approvals.countWaiting(store),
      }),
      staff: staffHandlers(staff),
      accounts: recordingRefusals(
        accountsHandlers({
          accounts,
          newAccounts: new NewAccountService({
            ...{ store, clock, audit, fullText },
            portal: portalCodes,
          }),
          contacts,
          owners,
          edits: new EditAccountService({ ...editParts, fullText, notices }),
          statuses: new AccountStatusService({ ...editParts, endGrants }),
          exports: new ExportService({ store, clock, audit, cursors: new ExportCursors(hasher) }),
        }),
        audit,
      ),
      verification: verificationHandlers(verifications, attempts),
      approvals: approvalsHandlers(approvals),
      codes: recordingRefusals(codesHandlers(settingCodes, codeChanges), audit),
      import: imports.handlers,
      mail: mailHandlers(outbox, mailSettings),
      orders: recordingRefusals(
        ordersHandlers(new OrdersService({ store, clock, audit, leaves }), cardRefusals),
        audit,
      ),
      portal: recordingRefusals(portalHandlers(portalHelp, portalPasswords), audit),
      audit: auditHandlers({ audit, note: (note) => audit.note(note) }),
    },
  };
}

/**
 * A log whose signed end was forged takes no record; the store opens all the same, so that the
 * check can say what was done to it. Nothing that has to be recorded can be done there.
 */
async function unlessForged(recording: Promise<void>): Promise<void> {
  await recording.catch((error: unknown) => {
    if (!(error instanceof Refusal && error.code === 'store_damaged')) throw error;
  });
}
