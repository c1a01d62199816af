import { describe, expect, test } from 'vitest';
import { actorWords, entrySentence } from '#renderer/features/audit/entry-sentence.ts';
import { type AuditEntry, auditActions, auditOutcomes } from '#shared/contract/audit.contract.ts';

function entry(change: Partial<AuditEntry>): AuditEntry {
  return {
    seq: 1,
    at: '2026-03-03T10:00:00.000Z',
    actorId: 7,
    actorRole: 'agent',
    actorName: 'Petra Lindqvist',
    action: 'account.opened',
    subjectStaffId: null,
    subjectStaffName: null,
    accountId: 1,
    clientId: '104882',
    accountName: 'Larsen Data AS',
    contactId: 3,
    contactName: 'Ida Berg',
    verificationId: 9,
    channel: 'phone',
    outcome: 'done',
    policyVersion: 1,
    details: {},
    previousHash: '0'.repeat(64),
    hash: '1'.repeat(64),
    requestLabel: null,
    reason: null,
    ...change,
  };
}

describe('entrySentence', () => {
  test('says why a right main code did not verify', () => {
    const sentence = entrySentence(
      entry({
        action: 'verification.attempted',
        outcome: 'not_verified',
        details: { checked: true, why: 'main_code_without_access', failures: 2 },
      }),
    );
    expect(sentence).toBe(
      'Did not verify Ida Berg: it was the right main code, but the contact has no viewing access (2 in a row)',
    );
  });

  test('says by which code a caller was verified', () => {
    const verified = { action: 'verification.attempted', outcome: 'verified' } as const;
    expect(entrySentence(entry({ ...verified, details: { code: 'main' } }))).toBe(
      'Verified Ida Berg by the main code',
    );
  });

  test('says which import changed an account or put it back, and in what', () => {
    const byImport = { actorId: null, actorRole: 'system', actorName: null } as const;
    const details = { runId: 3, fields: 'email,owner,codes', version: 4 };
    expect(entrySentence(entry({ ...byImport, action: 'import.account_changed', details }))).toBe(
      'Changed Larsen Data AS #104882 by import 3: e-mail, owner’s name, security codes',
    );
    expect(entrySentence(entry({ ...byImport, action: 'import.account_put_back', details }))).toBe(
      'Put Larsen Data AS #104882 back as it was before import 3: e-mail, owner’s name, security codes',
    );
  });

  test('says whose sign-in was ended, and whose was shown from another device', () => {
    const about = { subjectStaffId: 8, subjectStaffName: 'Tomás Ferreira' };
    expect(entrySentence(entry({ action: 'session.ended', ...about }))).toBe(
      'Ended a sign-in of Tomás Ferreira',
    );
    expect(entrySentence(entry({ action: 'session.device_refused', ...about }))).toBe(
      'Showed a sign-in of Tomás Ferreira from another device than its own, and was refused',
    );
    const out = { action: 'session.signed_out', details: { why: 'device' } } as const;
    expect(entrySentence(entry(out))).toBe('Signed out: the sign-in was shown from another device');
  });

  test('says what somebody asked for that their role may not', () => {
    const refused = { action: 'session.role_refused', outcome: 'refused' } as const;
    expect(entrySentence(entry({ ...refused, details: { channel: 'staff.list' } }))).toBe(
      'Asked for what only other roles may do (staff.list), and was refused',
    );
  });

  test('says what an alert is about, also one from before there were two kinds', () => {
    const alert = (details: AuditEntry['details']) =>
      entrySentence(entry({ action: 'alert.raised', details }));
    expect(alert({ alertId: 1, contacts: 12 })).toBe(
      '12 different callers failed within ten minutes',
    );
    expect(alert({ alertId: 1, kind: 'many_contacts_failing', failing: 10 })).toBe(
      '10 different callers failed within ten minutes',
    );
    expect(alert({ alertId: 1, kind: 'many_sign_ins_failing', failing: 11 })).toBe(
      'Sign-ins under 11 different usernames failed within ten minutes',
    );
  });

  test('says whose code was set, and in place of another one', () => {
    const set = (which: string, replaced: boolean) =>
      entrySentence(entry({ action: 'code.set', details: { which, replaced } }));
    expect(set('own', true)).toBe('Replaced the own code of Ida Berg');
    expect(set('main', false)).toBe('Set the main code');
  });

  test('says what was changed, what was approved, and why a change was refused', () => {
    const edited = { action: 'account.edited', details: { fields: 'email,phone' } } as const;
    expect(entrySentence(entry(edited))).toBe('Changed Larsen Data AS #104882: e-mail, phone');
    const decided = { action: 'approval.decided', requestLabel: 'Close the account' } as const;
    expect(entrySentence(entry({ ...decided, outcome: 'refused' }))).toBe(
      'Refused to approve what Ida Berg asks for: Close the account',
    );
    const refused = { action: 'leave.refused', details: { need: 'permission' } } as const;
    expect(entrySentence(entry({ ...refused, outcome: 'refused' }))).toBe(
      'Was refused a change of Larsen Data AS #104882: the caller may not ask for it',
    );
  });

  test('says what became of a mail, and why', () => {
    const failed = { kind: 'reset', error: 'tls' };
    expect(entrySentence(entry({ action: 'mail.failed', details: failed }))).toBe(
      'Could not deliver a reset code for Larsen Data AS #104882: the connection to the mail server was not secure',
    );
  });

  test('says what a file held, and why nothing of it was kept', () => {
    const rows = { rowsNew: 1200, rowsChanged: 3, rowsSame: 0, rowsRefused: 2 };
    expect(entrySentence(entry({ action: 'import.read', details: { runId: 4, ...rows } }))).toBe(
      'Read the file of import 4: 1,200 new, 3 changed, 0 unchanged, 2 refused',
    );
    const failed = { runId: 4, failure: 'clash' };
    expect(entrySentence(entry({ action: 'import.failed', details: failed }))).toBe(
      'Gave up import 4, and nothing of it was kept: accounts were changed by others meanwhile',
    );
  });

  test('has words for every action and outcome, with nothing left of the code', () => {
    for (const action of auditActions)
      for (const outcome of auditOutcomes) {
        const sentence = entrySentence(
          entry({ action, outcome, clientId: null, contactName: null }),
        );
        expect(sentence).toMatch(/^\p{Lu}/u);
        expect(sentence).not.toMatch(/undefined|null|_|\[object/);
      }
  });

  test('names whoever acted, also where it was no colleague', () => {
    expect(actorWords(entry({}))).toBe('Petra Lindqvist');
    const nobody = { actorName: null, actorId: null };
    expect(actorWords(entry({ ...nobody, actorRole: 'operator' }))).toBe('Command line');
    expect(actorWords(entry({ ...nobody, actorRole: 'system' }))).toBe('Countersign');
    expect(actorWords(entry({ actorName: null }))).toBe('Person 7');
  });
});
