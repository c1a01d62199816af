import type { AuditEntry } from '#shared/contract/audit.contract.ts';
import { sentences as say } from '../../strings/audit.ts';
import { accountWords, callerWords, requestWords, text } from './entry-words.ts';
import { importSentence } from './import-sentence.ts';

/**
 * What a record of a change to accounts, codes, the Portal or mail says, or of an import; null: it is
 * of others.
 */
export function editSentence(entry: AuditEntry): string | null {
  return (
    codeSentence(entry) ?? accountSentence(entry) ?? mailSentence(entry) ?? importSentence(entry)
  );
}

function codeSentence(entry: AuditEntry): string | null {
  const caller = callerWords(entry);
  const { details } = entry;
  const which = text(details['which']);
  switch (entry.action) {
    case 'code.set':
      return say.codeSet(which, caller, details['replaced'] === true);
    case 'code.set_refused':
      return say.codeNotTaken(which, caller);
    case 'code.generated':
      return say.codeDrawn(which, caller);
    case 'code.removed':
      return say.codeRemoved(which, caller);
    case 'code.disabled':
      return say.codeStopped(which, caller);
    case 'code.enabled':
      return say.codeStarted(which, caller);
    case 'code.change_required':
      return say.changeRequired(which, caller);
    case 'code.access_given':
      return say.accessGiven(caller);
    case 'code.access_taken':
      return say.accessTaken(caller);
    case 'approval.asked':
      return say.approvalAsked(caller, text(details['calledBack']), requestWords(entry));
    case 'approval.decided':
      return say.approvalDecided(caller, entry.outcome !== 'refused', requestWords(entry));
    default:
      return null;
  }
}

function accountSentence(entry: AuditEntry): string | null {
  const caller = callerWords(entry);
  const account = accountWords(entry);
  const { details } = entry;
  switch (entry.action) {
    case 'leave.refused':
      return say.leaveRefused(account, text(details['need']));
    case 'account.created':
      return say.accountMade(account);
    case 'account.edit_opened':
      return say.accountToEdit(account);
    case 'account.edited':
      return say.accountEdited(account, text(details['fields']));
    case 'account.status_changed':
      return say.statusChanged(account, text(details['to']));
    case 'account.owner_changed':
      return say.ownerChanged(account, caller);
    case 'contact.added':
      return say.contactAdded(caller, account);
    case 'contact.changed':
      return say.contactChanged(caller, account, text(details['fields']));
    case 'contact.removed':
      return say.contactRemoved(caller, account);
    case 'portal.username_told':
      return say.usernameTold(caller, account);
    case 'portal.reset_started':
      return say.resetStarted(account, details['matched'] === true);
    case 'portal.set_password_sent':
      return say.setPasswordSent(account);
    case 'portal.password_set':
      return say.passwordSet(account);
    case 'portal.code_refused':
      return say.portalCodeRefused;
    case 'portal.password_refused':
      return say.portalPasswordRefused(account, details['checked'] === true);
    case 'order.noted':
      return say.orderNoted(account, details['newCustomer'] === true);
    case 'card.refused':
      return say.cardRefused;
    default:
      return null;
  }
}

function mailSentence(entry: AuditEntry): string | null {
  const account = accountWords(entry);
  const kind = text(entry.details['kind']);
  const error = text(entry.details['error']);
  switch (entry.action) {
    case 'mail.queued':
      return say.mailQueued(kind, account);
    case 'mail.sent':
      return say.mailSent(kind, account);
    case 'mail.failed':
      return say.mailFailed(kind, account, error);
    case 'mail.expired':
      return say.mailExpired(kind, account);
    case 'mail.retried':
      return say.mailRetried(kind);
    case 'mail.read':
      return say.mailRead(account);
    case 'mail.tested':
      return say.mailTested(error);
    default:
      return null;
  }
}
