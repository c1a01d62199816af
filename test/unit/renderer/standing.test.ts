import { describe, expect, test } from 'vitest';
import { standingAfter } from '#renderer/bridge/standing.ts';
import { type ErrorCode, errorCodes, type Result } from '#shared/result.ts';
import { isUndecided } from '#shared/rules/undecided.ts';

const refused = (code: ErrorCode): Result<never> => ({
  ok: false,
  error: { code, message: 'Words.' },
});
const status = (state: string, kind: string): Result<unknown> => ({
  ok: true,
  value: { state, message: 'Words.', place: { kind } },
});

describe('how the way to the backend stands', () => {
  test.each(errorCodes)('after a call that was refused by %s', (code) => {
    const kinds: Partial<Record<ErrorCode, string>> = {
      server_away: 'away',
      other_version: 'other_version',
      server_changed: 'server_changed',
    };
    expect(standingAfter('accounts.search', refused(code))?.kind).toBe(kinds[code] ?? 'up');
  });

  test('a store that does not answer the desk’s own questions is away; to a call it says so itself', () => {
    const busy = refused('store_unavailable');
    expect(standingAfter('session.pulse', busy)?.kind).toBe('away');
    expect(standingAfter('session.current', busy)?.kind).toBe('away');
    expect(standingAfter('verification.attempt', busy)?.kind).toBe('up');
  });

  test('is read from how the store stands, where that is the answer', () => {
    const told = (state: string, kind: string) =>
      standingAfter('setup.status', status(state, kind));
    expect(told('ready', 'team')?.kind).toBe('up');
    expect(told('server_away', 'team')?.kind).toBe('away');
    expect(told('store_unavailable', 'team')?.kind).toBe('away');
    expect(told('other_version', 'team')).toEqual({ kind: 'other_version', message: 'Words.' });
    // A local store does not come back by itself: starting again helps, and its own screen says so.
    expect(told('store_unavailable', 'local')?.kind).toBe('up');
    expect(told('store_damaged', 'local')?.kind).toBe('up');
  });

  test('says nothing where another server was asked, until the desk is switched to it', () => {
    const status = { ok: true, value: {} } as const;
    for (const name of ['inspect', 'connect', 'disconnect', 'view'])
      for (const code of ['server_away', 'other_version', 'not_allowed'] as const)
        expect(standingAfter(`connection.${name}`, refused(code))).toBe(null);
    expect(standingAfter('connection.inspect', status)).toBe(null);
    expect(standingAfter('connection.view', status)).toBe(null);
    expect(standingAfter('connection.connect', status)?.kind).toBe('up');
    expect(standingAfter('connection.disconnect', status)?.kind).toBe('up');
  });

  test('any other value is an answer, whatever it holds', () => {
    const value = { ok: true, value: { state: 'server_away' } } as const;
    expect(standingAfter('accounts.open', value)?.kind).toBe('up');
  });
});

test('what was typed stays only after refusals that decided nothing', () => {
  expect(errorCodes.filter(isUndecided)).toEqual([
    'newer_store',
    'store_damaged',
    'store_unavailable',
    'server_away',
    'server_changed',
    'other_version',
    'internal',
  ]);
});
