import type { AuditEntry } from '#shared/contract/audit.contract.ts';
import { actionLabels, auditStrings, sentences as say } from '../../strings/audit.ts';
import { editSentence } from './edit-sentence.ts';
import { accountWords, callerWords, number, requestWords, text } from './entry-words.ts';

/** Who did it, by the name they have today; a role's words where it was no colleague. */
export function actorWords({ actorName, actorRole, actorId }: AuditEntry): string {
  if (actorName !== null) return actorName;
  if (actorId !== null) return auditStrings.somebody(actorId);
  if (actorRole === 'operator') return auditStrings.operator;
  return actorRole === 'system' ? auditStrings.system : auditStrings.nobody;
}

/** What a record says happened, as one sentence without its actor. */
export function entrySentence(entry: AuditEntry): string {
  const sentence = plainSentence(entry);
  // It may begin with words for somebody whose name is gone.
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

function plainSentence(entry: AuditEntry): string {
  const caller = callerWords(entry);
  const account = accountWords(entry);
  const colleague = colleagueWords(entry);
  const person = colleague === '' ? auditStrings.aColleague : colleague;
  const { details } = entry;
  const request = requestWords(entry);
  switch (entry.action) {
    case 'store.desk_connected':
      return say.deskConnected(text(details['server']));
    case 'session.signed_in':
      return say.signedIn;
    case 'session.sign_in_failed':
      return say.signInFailed(colleague, entry.outcome === 'wait');
    case 'session.signed_out':
      return say.signedOut(text(details['why']));
    case 'session.ended':
      return say.sessionEnded(person);
    case 'session.device_refused':
      return say.deviceRefused(person);
    case 'session.role_refused':
      return say.roleRefused(text(details['channel']));
    case 'session.locked':
      return say.locked(text(details['why']));
    case 'staff.added':
      return say.added(person, text(details['role']));
    case 'staff.password_reset':
      return say.passwordReset(person);
    case 'staff.activated':
      return say.letIn(person);
    case 'staff.deactivated':
      return say.keptOut(person);
    case 'staff.limit_reached':
      return say.limitReached(person, text(details['limit']));
    case 'staff.limit_lifted':
      return say.limitLifted(person, text(details['limit']));
    case 'account.opened':
      return say.opened(account);
    case 'account.unmasked':
      return say.unmasked(account);
    case 'verification.opened':
      return say.begun(caller, account, request);
    case 'verification.request_changed':
      return say.requestChanged(caller, request);
    case 'verification.attempted':
      return attemptSentence(entry, caller);
    case 'verification.code_disabled':
      return say.codeDisabled(caller, number(details['failures']));
    case 'verification.ended':
      return say.ended(caller, number(details['attempts']));
    case 'code.call_back_numbers_shown':
      return say.numbersShown(caller);
    case 'code.enable_requested':
      return say.enableRequested(caller, text(details['calledBack']));
    case 'code.enable_decided':
      return say.enableDecided(caller, entry.outcome !== 'refused');
    case 'code.rehashed':
      return say.rehashed(caller);
    case 'alert.raised':
      // Records from before there were two kinds count contacts.
      return say.alertRaised(
        text(details['kind']),
        number(details['failing']) ?? number(details['contacts']),
      );
    case 'audit.checked':
      return entry.outcome === 'failed' ? say.checkedBroken : say.checkedWhole;
    default:
      return editSentence(entry) ?? say.plain(actionLabels[entry.action], colleague);
  }
}

function attemptSentence(entry: AuditEntry, caller: string): string {
  const { outcome, details } = entry;
  if (outcome === 'verified') return say.verified(caller, text(details['code']));
  if (outcome === 'refused') return say.callEnded(caller);
  if (outcome === 'wait') return say.hadToWait(caller);
  if (outcome === 'disabled') return say.isDisabled(caller);
  if (outcome === 'spent') return say.isSpent(caller);
  return say.notVerified(caller, text(details['why']), number(details['failures']));
}

function colleagueWords({ subjectStaffName, subjectStaffId }: AuditEntry): string {
  if (subjectStaffName !== null) return subjectStaffName;
  return subjectStaffId === null ? '' : auditStrings.somebody(subjectStaffId);
}
