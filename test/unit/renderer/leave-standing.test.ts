import { describe, expect, test } from 'vitest';
import { grantedCallOn, standingOf } from '#renderer/features/leave/leave-standing.ts';
import type { CallApproval } from '#shared/contract/approvals.contract.ts';
import type { VerificationView } from '#shared/contract/verification.contract.ts';

const now = 1_800_000_000_000;
const request = 'change-security-code';
const lists = { allowed: [], afterStepUp: [request], afterApproval: [], notPermitted: [] };

function callOf(contactId: number, change: Partial<typeof lists | object> = {}): VerificationView {
  const grant = { issuedAt: now - 1000, expiresAt: now + 60_000, ...lists, ...change };
  return {
    verificationId: 7,
    accountId: 1,
    contactId,
    contactName: 'Anna Larsen',
    clientId: '104882',
    accountName: 'Larsen Data AS',
    accountStatus: 'active',
    codeAccess: 'own',
    channel: 'phone',
    requestId: 'technical-support',
    openedAt: now - 5000,
    endedAt: null,
    attemptsUsed: 1,
    throttle: { kind: 'free', triesLeft: 3 },
    verdict: { kind: 'verified', at: now - 1000, grant },
    codeExposed: false,
    codeMustChange: false,
    codeWeak: false,
    codeDisabled: false,
    enableRequested: false,
  };
}

const contact = (contactId: number, kind: 'owner' | 'authorized') => ({
  ...{ contactId, kind, name: 'Somebody', email: null, phone: null, permissions: [] },
  code: { access: 'own' as const, strength: null, fromOldCode: false, exposed: false },
  ...{ viewingAccess: false, ownCode: null },
  throttle: { kind: 'free' as const, triesLeft: 3 },
});
const account = { contacts: [contact(11, 'owner'), contact(12, 'authorized')] };
const asked = (decision: CallApproval['decision'], holdsUntil: number | null): CallApproval => ({
  ...{ approvalId: 3, requestId: request, requestedAt: now - 500, decision, holdsUntil },
});
const own = { change: 'code.own', holder: 12 } as const;

describe('the call that gives leave', () => {
  test('is the verified one on this account, and only while its grant lives', () => {
    const call = callOf(12);
    expect(grantedCallOn(1, [call], now)).toBe(call);
    expect(grantedCallOn(2, [call], now)).toBeNull();
    expect(grantedCallOn(1, [call], now + 60_000)).toBeNull();
    expect(grantedCallOn(1, [{ ...call, verdict: null }], now)).toBeNull();
  });
});

describe('how a caller stands to a change of a code', () => {
  test.each([
    ['nothing asked', [], { kind: 'not_enough', asked: false, refused: false }],
    ['asked', [asked(null, null)], { kind: 'not_enough', asked: true, refused: false }],
    ['refused', [asked('refuse', null)], { kind: 'not_enough', asked: false, refused: true }],
    ['approved', [asked('approve', now + 1)], { kind: 'approved', until: now + 1 }],
    ['approved too long ago', [asked('approve', now)], { kind: 'not_enough', asked: false }],
    [
      'approved for something else',
      [{ ...asked('approve', now + 1), requestId: 'close-account' }],
      { kind: 'not_enough', asked: false, refused: false },
    ],
    ['asked again after a refusal', [asked(null, null), asked('refuse', null)], { asked: true }],
  ])('%s', (_what, approvals, standing) => {
    expect(standingOf(own, callOf(12), account, approvals, now)).toMatchObject(standing);
  });

  test('needs nothing more where the grant allows it', () => {
    const call = callOf(12, { allowed: [request], afterStepUp: [] });
    expect(standingOf(own, call, account, [], now)).toEqual({ kind: 'allowed' });
  });

  test('a contact has a say over their own code alone, the owner over every one', () => {
    const approvals = [asked('approve', now + 1)];
    for (const holder of [null, 11]) {
      const wanted = { change: 'code.main', holder } as const;
      expect(standingOf(wanted, callOf(12), account, approvals, now).kind).toBe('not_theirs');
      expect(standingOf(wanted, callOf(11), account, approvals, now).kind).toBe('approved');
    }
  });

  test('with the owner’s rights, over every code but the owner’s own', () => {
    const withRights = { ...contact(12, 'authorized'), permissions: ['owner' as const] };
    const people = { contacts: [contact(11, 'owner'), withRights, contact(13, 'authorized')] };
    const kindFor = (callerId: number, holder: number | null) => {
      const call = callOf(callerId, { allowed: [request] });
      return standingOf({ change: 'code.own', holder }, call, people, [], now).kind;
    };
    for (const holder of [null, 12, 13]) expect(kindFor(12, holder)).toBe('allowed');
    expect(kindFor(12, 11)).toBe('not_theirs');
    expect(kindFor(11, 11)).toBe('allowed');
    // Somebody else has taken them off the account meanwhile.
    expect(kindFor(11, 99)).toBe('not_theirs');
  });

  test('whoever is not on the account any more has none', () => {
    expect(standingOf(own, callOf(99), account, [], now).kind).toBe('not_theirs');
  });
});

describe('how a caller stands to a change of somebody on the account', () => {
  const granted = { allowed: ['change-authorized-contacts'] };
  const kindFor = (callerId: number, contactId: number) => {
    const call = callOf(callerId, granted);
    return standingOf({ change: 'contact.change', contactId }, call, account, [], now).kind;
  };

  test('themselves, or who may ask for no more than they: as the grant says', () => {
    expect(kindFor(11, 11)).toBe('allowed');
    expect(kindFor(11, 12)).toBe('allowed');
    expect(kindFor(12, 12)).toBe('allowed');
  });

  test('the owner, on anybody else’s word: not theirs to change', () => {
    expect(kindFor(12, 11)).toBe('not_theirs');
  });
});
