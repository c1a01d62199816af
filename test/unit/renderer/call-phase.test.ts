import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayTry, phaseOf } from '#renderer/features/verification/call-phase.ts';
import { verdictKey, wordsFor } from '#renderer/features/verification/verdict-words.ts';
import type { Verdict, VerificationView } from '#shared/contract/verification.contract.ts';

const now = 1_000_000;
const grant = {
  issuedAt: now,
  expiresAt: now + 900_000,
  allowed: ['support'],
  afterStepUp: ['dns'],
  afterApproval: ['cancel'],
  notPermitted: ['owner'],
};
const verified: Verdict = { kind: 'verified', at: now, grant };
const refused = (triesLeft: number): Verdict => ({
  kind: 'not_verified',
  at: now,
  why: 'no_match',
  triesLeft,
});

function call(change: Partial<VerificationView> = {}): VerificationView {
  return {
    verificationId: 1,
    accountId: 1,
    clientId: '104882',
    accountName: 'Larsen Data AS',
    accountStatus: 'active',
    contactId: 1,
    contactName: 'Anna Larsen',
    codeAccess: 'own',
    channel: 'phone',
    requestId: 'support',
    openedAt: now,
    endedAt: null,
    attemptsUsed: 0,
    throttle: { kind: 'free', triesLeft: 3 },
    verdict: null,
    codeExposed: false,
    enableRequested: false,
    codeMustChange: false,
    codeWeak: false,
    codeDisabled: false,
    ...change,
  };
}

describe('phaseOf', () => {
  test('gives the tries that the call and the contact both have left', () => {
    expect(phaseOf(call(), now)).toEqual({ kind: 'ready', triesLeft: 3 });
    const onlyOne = call({ throttle: { kind: 'free', triesLeft: 1 } });
    expect(phaseOf(onlyOne, now)).toEqual({ kind: 'ready', triesLeft: 1 });
    const used = call({ attemptsUsed: 2, verdict: refused(1) });
    expect(phaseOf(used, now)).toMatchObject({ next: { kind: 'try', triesLeft: 1 } });
  });

  test.each([
    ['support', 'allowed'],
    ['dns', 'step_up'],
    ['cancel', 'approval'],
    ['owner', 'not_permitted'],
    ['removed-from-the-catalogue', 'not_permitted'],
  ] as const)('answers a verified caller who asks for %s with %s', (requestId, answer) => {
    const phase = phaseOf(call({ requestId, verdict: verified }), now);
    expect(phase).toMatchObject({ kind: 'verified', answer });
    expect(verdictKey(phase, false)).toBe(answer === 'allowed' ? 'verified' : answer);
  });

  test('says that the account is closed where that is why something is not permitted', () => {
    const closed = { accountStatus: 'closed', verdict: verified } as const;
    const answerTo = (requestId: string) => phaseOf(call({ ...closed, requestId }), now);
    expect(answerTo('owner')).toMatchObject({ kind: 'verified', answer: 'closed' });
    expect(answerTo('support')).toMatchObject({ kind: 'verified', answer: 'allowed' });
  });

  test('ends with the grant, to the millisecond', () => {
    const held = call({ verdict: verified });
    expect(phaseOf(held, grant.expiresAt - 1).kind).toBe('verified');
    expect(phaseOf(held, grant.expiresAt)).toEqual({ kind: 'expired', at: grant.expiresAt });
  });

  test('a wait gives one try when it is over', () => {
    const until = now + 30_000;
    const waiting = call({ throttle: { kind: 'wait', until } });
    expect(phaseOf(waiting, now)).toEqual({ kind: 'wait', until });
    expect(phaseOf(waiting, until)).toEqual({ kind: 'ready', triesLeft: 1 });
  });

  test('a refused code keeps its verdict while the wait after it runs', () => {
    const until = now + 60_000;
    const waiting = call({
      attemptsUsed: 1,
      verdict: refused(0),
      throttle: { kind: 'wait', until },
    });
    expect(phaseOf(waiting, now)).toMatchObject({
      kind: 'not_verified',
      next: { kind: 'wait', until },
    });
  });

  test('three attempts end the call’s tries, whatever the contact has left', () => {
    expect(phaseOf(call({ attemptsUsed: 3, verdict: refused(0) }), now)).toMatchObject({
      kind: 'not_verified',
      next: { kind: 'spent' },
    });
    expect(phaseOf(call({ attemptsUsed: 3 }), now)).toEqual({ kind: 'spent' });
  });

  test('a disabled code says so before anything else', () => {
    const disabled = call({ attemptsUsed: 1, verdict: refused(0), throttle: { kind: 'disabled' } });
    expect(phaseOf(disabled, now)).toEqual({ kind: 'disabled', justNow: true });
  });

  test('is verified only by the backend’s verdict, and never lets a verified call try again', () => {
    const throttle = fc.oneof(
      fc.record({ kind: fc.constant('free' as const), triesLeft: fc.integer({ min: 1, max: 3 }) }),
      fc.record({
        kind: fc.constant('wait' as const),
        until: fc.integer({ min: 0, max: 2 * now }),
      }),
      fc.constant({ kind: 'disabled' as const }),
    );
    const verdict = fc.constantFrom<Verdict | null>(
      null,
      refused(0),
      refused(2),
      verified,
      { kind: 'wait', at: now, until: now + 1 },
      { kind: 'disabled', at: now },
      { kind: 'spent', at: now },
    );
    fc.assert(
      fc.property(
        throttle,
        verdict,
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 3 * now }),
        (state, said, attemptsUsed, at) => {
          const phase = phaseOf(call({ throttle: state, verdict: said, attemptsUsed }), at);
          if (phase.kind === 'verified') expect(said).toBe(verified);
          if (said?.kind === 'verified') expect(mayTry(phase)).toBe(false);
          if (mayTry(phase)) {
            expect(state.kind).not.toBe('disabled');
            expect(attemptsUsed).toBeLessThan(3);
          }
        },
      ),
    );
  });
});

describe('wordsFor', () => {
  test('are the same whatever codes there are', () => {
    const whys = ['no_match', 'no_code_to_use', 'unknown_caller'] as const;
    const said = whys.map((why) =>
      wordsFor(
        phaseOf(call({ attemptsUsed: 1, verdict: { ...refused(2), why } as Verdict }), now),
        'phone',
        now,
      ),
    );
    expect(new Set(said).size).toBe(1);
  });

  test('ask the caller to come back when the wait is long', () => {
    const short = phaseOf(call({ throttle: { kind: 'wait', until: now + 30_000 } }), now);
    const long = phaseOf(call({ throttle: { kind: 'wait', until: now + 480_000 } }), now);
    expect(wordsFor(short, 'phone', now)).toMatch(/stay with me/);
    expect(wordsFor(long, 'phone', now)).toMatch(/later/);
  });
});
