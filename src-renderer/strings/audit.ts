import type { AuditAction, AuditOutcome, AuditProblem } from '#shared/contract/audit.contract.ts';

/** Every recorded action, as filters name it. */
export const actionLabels: Record<AuditAction, string> = {
  'store.created': 'Store created',
  'store.demo_loaded': 'Demo data loaded',
  'store.opened': 'Store opened',
  'store.recovered': 'Store opened by its recovery key',
  'store.backed_up': 'Backup made',
  'store.desk_connected': 'Desk connected elsewhere',
  'store.desk_disconnected': 'Desk disconnected from the team’s server',
  'store.move_begun': 'Move to another place begun',
  'session.signed_in': 'Signed in',
  'session.sign_in_failed': 'Sign-in failed',
  'session.signed_out': 'Signed out',
  'session.ended': 'Sign-in ended for a colleague',
  'session.device_refused': 'Sign-in shown from another device',
  'session.role_refused': 'Asked for what the role may not',
  'session.locked': 'Locked',
  'session.unlocked': 'Unlocked',
  'session.unlock_failed': 'Unlock failed',
  'session.password_changed': 'Password changed',
  'session.password_change_failed': 'Password change failed',
  'staff.added': 'Colleague added',
  'staff.password_reset': 'Password reset',
  'staff.activated': 'Colleague let in',
  'staff.deactivated': 'Colleague kept out',
  'staff.limit_reached': 'Limit reached',
  'staff.limit_lifted': 'Limit lifted',
  'account.opened': 'Account opened',
  'account.unmasked': 'Details shown unmasked',
  'account.created': 'Account made',
  'account.edit_opened': 'Account opened to edit',
  'account.edited': 'Account changed',
  'account.status_changed': 'Account’s status changed',
  'account.owner_changed': 'Account given to another owner',
  'contact.added': 'Contact added',
  'contact.changed': 'Contact changed',
  'contact.removed': 'Contact removed',
  'verification.opened': 'Call begun',
  'verification.request_changed': 'Request changed',
  'verification.attempted': 'Code checked',
  'verification.code_disabled': 'Code disabled',
  'verification.ended': 'Call ended',
  'code.call_back_numbers_shown': 'Call-back numbers shown',
  'code.enable_requested': 'Enabling asked for',
  'code.enable_decided': 'Enabling decided',
  'code.rehashed': 'Code stored anew',
  'code.set': 'Code set',
  'code.set_refused': 'Code not taken',
  'code.generated': 'Code drawn',
  'code.removed': 'Code removed',
  'code.disabled': 'Code disabled by a colleague',
  'code.enabled': 'Code enabled by a supervisor',
  'code.change_required': 'New code asked for',
  'code.access_given': 'Viewing access given',
  'code.access_taken': 'Viewing access taken',
  'code.hashed_from_import': 'Imported codes stored',
  'approval.asked': 'Approval asked for',
  'approval.decided': 'Approval decided',
  'leave.refused': 'Change refused for want of leave',
  'portal.username_told': 'Username told',
  'portal.reset_started': 'Password reset started',
  'portal.set_password_sent': 'Code to set a password sent',
  'portal.password_set': 'Portal password set',
  'portal.code_refused': 'Portal code refused',
  'portal.password_refused': 'Portal password refused',
  'mail.queued': 'Mail queued',
  'mail.sent': 'Mail sent',
  'mail.failed': 'Mail not delivered',
  'mail.expired': 'Mail no longer worth sending',
  'mail.retried': 'Mail sent again',
  'mail.read': 'Held mail read',
  'mail.settings_changed': 'Mail settings changed',
  'mail.tested': 'Mail settings tested',
  'import.begun': 'Import begun',
  'import.read': 'Import read',
  'import.confirmed': 'Import confirmed',
  'import.applied': 'Import finished',
  'import.cancelled': 'Import cancelled',
  'import.undo_begun': 'Taking back of an import begun',
  'import.undone': 'Import taken back',
  'import.failed': 'Import failed',
  'import.account_changed': 'Account changed by an import',
  'import.account_put_back': 'Account put back as before an import',
  'accounts.exported': 'Accounts exported',
  'order.noted': 'Order noted',
  'card.refused': 'Card number refused',
  'alert.raised': 'Alert raised',
  'alert.acknowledged': 'Alert acknowledged',
  'audit.checked': 'Log checked',
  'audit.exported': 'Log exported',
  unreadable: 'Unreadable record',
};

export const outcomeLabels: Record<AuditOutcome, string> = {
  done: 'Done',
  verified: 'Verified',
  not_verified: 'Not verified',
  wait: 'Had to wait',
  disabled: 'Disabled',
  spent: 'No tries left',
  refused: 'Refused',
  failed: 'Failed',
};

export const problemLabels: Record<AuditProblem['problem'], string> = {
  altered: 'altered',
  missing: 'missing',
  reordered: 'out of order',
  tail_removed: 'end removed',
  head_forged: 'end forged',
  checkpoint_broken: 'checkpoint broken',
};

export const auditStrings = {
  title: 'Log',
  list: 'Log records, newest first',
  filters: 'Filters',
  person: 'Person',
  everybody: 'Everybody',
  account: 'Client ID',
  accountPlaceholder: 'Any account',
  action: 'Action',
  anyAction: 'Any action',
  outcome: 'Outcome',
  anyOutcome: 'Any outcome',
  time: 'Time',
  times: {
    any: 'Any time',
    hour: 'Last hour',
    day: 'Last 24 hours',
    week: 'Last 7 days',
    own: 'From … to …',
  },
  from: 'From',
  to: 'To',
  clearFilters: 'Clear filters',
  refresh: 'Newest',
  newer: 'Show the newest records',
  when: 'Time (UTC)',
  who: 'Who',
  what: 'What happened',
  seq: 'No.',
  empty: 'Nothing is recorded yet',
  noMatch: 'No record matches these filters',
  noMatchHelp: 'Widen the time, or clear the filters.',
  loading: 'Loading the log…',
  loadingMore: 'Loading older records…',
  storyLoading: 'Loading the story…',
  end: 'The log begins here.',
  story: 'The story of this call',
  storyEmpty: 'There is no record of this call.',
  facts: 'Record',
  closeStory: 'Close the story',
  reason: (text: string) => `Reason: ${text}`,
  hash: 'Hash',
  previous: 'Follows',
  policy: 'Policy version',
  details: 'Details',
  channel: 'Channel',
  role: 'Role',
  check: 'Check the whole log',
  checking: 'Checking the whole log…',
  whole: 'The log is whole',
  wholeLine: (records: number, checkpoints: number) =>
    `${count(records, 'record', 'records')} in an unbroken chain, ${count(checkpoints, 'signed checkpoint', 'signed checkpoints')}, and the end is where it was signed.`,
  broken: 'The log is not whole',
  brokenLine: (problems: number, records: number) =>
    `${count(problems, 'problem', 'problems')} found in ${count(records, 'record', 'records')}. Keep this computer as it is, make a copy of the data folder, and tell whoever is responsible for it.`,
  problemsCut: 'Only the first 100 problems are listed.',
  problemAt: (seq: number) => `Record ${seq}`,
  head: 'End of the chain',
  nobody: 'Nobody signed in',
  system: 'Countersign',
  operator: 'Command line',
  somebody: (id: number) => `Person ${id}`,
  contactGone: (id: number) => `contact ${id}`,
  accountGone: (id: number) => `account ${id}`,
  unlisted: 'somebody not listed',
  aColleague: 'A colleague',
  roles: {
    agent: 'agent',
    supervisor: 'supervisor',
    operator: 'command line',
    nobody: 'nobody signed in',
    system: 'Countersign itself',
  },
} as const;

export function count(number: number, one: string, many: string): string {
  return `${number.toLocaleString()} ${number === 1 ? one : many}`;
}

const signOutWhys: Record<string, string> = {
  ended_for_them: 'Signed out by a colleague’s decision',
  expired: 'Signed out: the sign-in had lasted twelve hours',
  unlock_failed: 'Signed out after failed unlocks',
  device: 'Signed out: the sign-in was shown from another device',
};
const lockWhys: Record<string, string> = {
  idle: 'Locked after five idle minutes',
  asked: 'Locked the desk',
};
const limits: Record<string, string> = {
  failures: '20 failed codes within an hour',
  accounts: '60 accounts opened within an hour',
};
const attemptWhys: Record<string, string> = {
  no_match: 'the code did not match',
  no_code_to_use: 'there was no code this contact could use',
  unknown_caller: 'the caller was not on the account',
  main_code_without_access: 'it was the right main code, but the contact has no viewing access',
};
const codeKinds: Record<string, string> = { main: 'the main code', own: 'their own code' };
const statuses: Record<string, string> = {
  active: 'Took up again',
  suspended: 'Suspended',
  closed: 'Closed',
};
const fields: Record<string, string> = {
  name: 'name',
  company: 'company',
  email: 'e-mail',
  phone: 'phone',
  username: 'username',
  country: 'country',
  address: 'address',
  permissions: 'permissions',
  viewing_access: 'viewing access',
  owner: 'owner’s name',
  status: 'status',
  contacts: 'contacts',
  codes: 'security codes',
};
const mailKinds: Record<string, string> = {
  sign_in: 'sign-in instructions',
  set_password: 'a code to set a password',
  reset: 'a reset code',
  test: 'a test',
  notice: 'a notice of a change',
};
const mailErrors: Record<string, string> = {
  refused: 'the mail server refused it',
  unreachable: 'the mail server could not be reached',
  tls: 'the connection to the mail server was not secure',
  sign_in: 'the mail server refused the sign-in',
  other: 'the mail server gave no usable answer',
};
const leaves: Record<string, string> = {
  verification: 'nobody was verified for it in a call in progress',
  step_up: 'it needs a call-back and a supervisor first',
  approval: 'it needs a supervisor’s approval first',
  permission: 'the caller may not ask for it',
  supervisor: 'only a supervisor’s reason does without a call',
};

const codeOf = (which: string, caller: string) =>
  which === 'own' ? `the own code of ${caller}` : 'the main code';
const listed = (names: string, labels: Record<string, string>) =>
  names
    .split(',')
    .filter((name) => name !== '')
    .map((name) => labels[name] ?? name.replaceAll('_', ' '))
    .join(', ');
/** Names of fields, as a record has them, for reading. */
export const fieldsInWords = (names: string) => listed(names, fields);
export const because = (why: string) => (why === '' ? '' : `: ${why}`);

/** What a record says, as a sentence after the actor's name. */
export const sentences = {
  plain: (action: string, colleague: string) =>
    colleague === '' ? action : `${action}: ${colleague}`,
  deskConnected: (server: string) =>
    `Connected their desk to ${server === '' ? 'a team’s server' : server}, where it works from then on`,
  signedIn: 'Signed in',
  signInFailed: (colleague: string, waiting: boolean) =>
    `Sign-in refused${colleague === '' ? ' for a name nobody has' : ` for ${colleague}`}${waiting ? ': too soon after failed ones' : ''}`,
  signedOut: (why: string) => signOutWhys[why] ?? 'Signed out',
  sessionEnded: (colleague: string) => `Ended a sign-in of ${colleague}`,
  deviceRefused: (colleague: string) =>
    `Showed a sign-in of ${colleague} from another device than its own, and was refused`,
  roleRefused: (channel: string) =>
    `Asked for what only other roles may do${channel === '' ? '' : ` (${channel})`}, and was refused`,
  locked: (why: string) => lockWhys[why] ?? 'Locked',
  added: (colleague: string, role: string) =>
    `Added ${colleague}${role === '' ? '' : ` as ${role}`}`,
  passwordReset: (colleague: string) => `Gave ${colleague} a first password again`,
  letIn: (colleague: string) => `Let ${colleague} in again`,
  keptOut: (colleague: string) => `Kept ${colleague} out`,
  limitReached: (colleague: string, limit: string) =>
    `${colleague} reached a limit: ${limits[limit] ?? limit}`,
  limitLifted: (colleague: string, limit: string) =>
    `Lifted the limit of ${colleague}: ${limits[limit] ?? limit}`,
  opened: (account: string) => `Opened ${account}`,
  unmasked: (account: string) => `Saw the details of ${account} unmasked`,
  begun: (caller: string, account: string, request: string) =>
    `Began a call with ${caller} of ${account}${request === '' ? '' : `, who asks for: ${request}`}`,
  requestChanged: (caller: string, request: string) =>
    `${caller} now asks for: ${request === '' ? 'something else' : request}`,
  verified: (caller: string, kind: string) =>
    `Verified ${caller}${codeKinds[kind] ? ` by ${codeKinds[kind]}` : ''}`,
  notVerified: (caller: string, why: string, failures: number | null) =>
    `Did not verify ${caller}: ${attemptWhys[why] ?? 'the code did not match'}${failures !== null && failures > 1 ? ` (${failures} in a row)` : ''}`,
  callEnded: (caller: string) =>
    `Granted ${caller} nothing: the call ended while the right code was being checked`,
  hadToWait: (caller: string) => `Checked no code for ${caller}: a wait was running`,
  isDisabled: (caller: string) => `Checked no code for ${caller}: it is disabled`,
  isSpent: (caller: string) => `Checked no code for ${caller}: the call’s tries were used up`,
  codeDisabled: (caller: string, failures: number | null) =>
    `The code was disabled for ${caller}${failures === null ? '' : ` after ${failures} failures in a row`}`,
  ended: (caller: string, tries: number | null) =>
    `Ended the call with ${caller}${tries === null ? '' : tries === 0 ? ', no code tried' : tries === 1 ? ', one try used' : `, ${tries} tries used`}`,
  numbersShown: (caller: string) => `Saw the numbers on record for calling ${caller} back`,
  enableRequested: (caller: string, source: string) =>
    `Reached ${caller} on ${source === 'contact' ? 'the contact’s' : 'the account’s'} number and asked to enable the code`,
  enableDecided: (caller: string, enabled: boolean) =>
    enabled ? `Enabled the code of ${caller} again` : `Refused to enable the code of ${caller}`,
  rehashed: (caller: string) => `Stored the code of ${caller} under the current settings`,
  codeSet: (which: string, caller: string, replaced: boolean) =>
    `${replaced ? 'Replaced' : 'Set'} ${codeOf(which, caller)}`,
  codeNotTaken: (which: string, caller: string) =>
    `Typed a code that can’t be ${codeOf(which, caller)}`,
  codeDrawn: (which: string, caller: string) =>
    `Had a code drawn that may become ${codeOf(which, caller)}`,
  codeRemoved: (which: string, caller: string) => `Removed ${codeOf(which, caller)}`,
  codeStopped: (which: string, caller: string) => `Disabled ${codeOf(which, caller)}`,
  codeStarted: (which: string, caller: string) => `Enabled ${codeOf(which, caller)} again`,
  changeRequired: (which: string, caller: string) =>
    `Asked for another one in place of ${codeOf(which, caller)}`,
  accessGiven: (caller: string) => `Gave ${caller} viewing access to the main code`,
  accessTaken: (caller: string) => `Took viewing access to the main code from ${caller}`,
  approvalAsked: (caller: string, source: string, request: string) =>
    `Reached ${caller} on ${source === 'contact' ? 'the contact’s' : 'the account’s'} number and asked to approve${because(request)}`,
  approvalDecided: (caller: string, approved: boolean, request: string) =>
    `${approved ? 'Approved' : 'Refused to approve'} what ${caller} asks for${because(request)}`,
  leaveRefused: (account: string, need: string) =>
    `Was refused a change of ${account}${because(leaves[need] ?? '')}`,
  accountMade: (account: string) => `Made ${account}`,
  accountToEdit: (account: string) => `Opened ${account} to edit it`,
  accountEdited: (account: string, names: string) =>
    `Changed ${account}${because(fieldsInWords(names))}`,
  statusChanged: (account: string, to: string) =>
    `${statuses[to] ?? 'Changed the status of'} ${account}`,
  ownerChanged: (account: string, caller: string) => `Made ${caller} the owner of ${account}`,
  contactAdded: (caller: string, account: string) => `Added ${caller} to ${account}`,
  contactChanged: (caller: string, account: string, names: string) =>
    `Changed ${caller} of ${account}${because(fieldsInWords(names))}`,
  contactRemoved: (caller: string, account: string) => `Removed ${caller} from ${account}`,
  usernameTold: (caller: string, account: string) => `Told ${caller} the username of ${account}`,
  resetStarted: (account: string, matched: boolean) =>
    matched
      ? `Started a password reset of ${account}`
      : `Tried to start a password reset of ${account}: what the caller named is not on file`,
  setPasswordSent: (account: string) => `Sent ${account} a code to set a Portal password with`,
  passwordSet: (account: string) => `The Portal password of ${account} was set`,
  portalCodeRefused: 'A Portal code was shown that is used, expired or unknown',
  portalPasswordRefused: (account: string, checked: boolean) =>
    `${checked ? 'A client’s log-in to the Portal failed' : 'A client’s log-in to the Portal was made to wait'}: ${account === '' ? 'nobody has that name' : account}`,
  mailQueued: (kind: string, account: string) =>
    `Queued ${mailKinds[kind] ?? 'a letter'}${account === '' ? '' : ` for ${account}`}`,
  mailSent: (kind: string, account: string) =>
    `Sent ${mailKinds[kind] ?? 'a letter'}${account === '' ? '' : ` to ${account}`}`,
  mailFailed: (kind: string, account: string, why: string) =>
    `Could not deliver ${mailKinds[kind] ?? 'a letter'}${account === '' ? '' : ` for ${account}`}${because(mailErrors[why] ?? '')}`,
  mailExpired: (kind: string, account: string) =>
    `Did not send ${mailKinds[kind] ?? 'a letter'}${account === '' ? '' : ` for ${account}`}: its code works no more`,
  mailRetried: (kind: string) => `Had ${mailKinds[kind] ?? 'a letter'} sent again`,
  mailRead: (account: string) => `Read a held mail${account === '' ? '' : ` for ${account}`}`,
  mailTested: (why: string) =>
    why === ''
      ? 'Tested the mail settings: they work'
      : `Tested the mail settings${because(mailErrors[why] ?? 'it failed')}`,
  orderNoted: (account: string, newCustomer: boolean) =>
    `Noted an order of ${account}${newCustomer ? ', a new customer' : ''}`,
  cardRefused: 'Was refused a payment card’s number, which was not kept',
  alertRaised: (kind: string, failing: number | null) =>
    kind === 'many_sign_ins_failing'
      ? `Sign-ins under ${failing ?? 'many'} different usernames failed within ten minutes`
      : `${failing ?? 'Many'} different callers failed within ten minutes`,
  checkedWhole: 'Checked the whole log: it is whole',
  checkedBroken: 'Checked the whole log: it is not whole',
} as const;
