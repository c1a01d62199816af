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
