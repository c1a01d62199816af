import { describe, expect, test } from 'vitest';
import { actionsFor } from '#renderer/features/codes/code-dialog/code-facts.ts';
import type { CodeHealth, CodesView } from '#shared/contract/codes.contract.ts';

const fine: CodeHealth = {
  ...{ strength: 'standard', setAt: 1, setHow: 'typed', fromOldCode: false, exposed: false },
  ...{ weak: false, mustChange: 'no', disabled: false },
};

function codesWith(own: CodeHealth | null, change: Partial<CodesView['contacts'][number]> = {}) {
  const contact = { contactId: 5, name: 'Ida Berg', kind: 'authorized' as const, own };
  const contacts = [{ ...contact, viewingAccess: false, ...change }];
  return { accountId: 1, version: 1, main: null, contacts };
}

describe('what can be done about a code', () => {
  test('where there is none, it can be set, and viewing access given', () => {
    expect(actionsFor(codesWith(null), 5, true)).toEqual(['set', 'giveAccess']);
    expect(actionsFor(codesWith(null), null, true)).toEqual(['set']);
  });

  test('one in use can be changed, disabled and removed; access that is there, taken', () => {
    expect(actionsFor(codesWith(fine, { viewingAccess: true }), 5, false)).toEqual([
      ...['set', 'requireChange', 'disable', 'remove', 'takeAccess'],
    ]);
  });

  test('a disabled one is enabled by supervisors only', () => {
    const codes = codesWith({ ...fine, disabled: true }, { kind: 'owner' });
    expect(actionsFor(codes, 5, false)).toEqual(['set', 'remove']);
    expect(actionsFor(codes, 5, true)).toEqual(['set', 'enable', 'remove']);
  });

  test('one that must be changed already is not asked for twice', () => {
    const codes = codesWith({ ...fine, mustChange: 'once_more' });
    expect(actionsFor(codes, 5, false)).not.toContain('requireChange');
  });
});
