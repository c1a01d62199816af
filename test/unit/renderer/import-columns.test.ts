import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assign, namesAccounts, targetOf } from '#renderer/features/import/columns.ts';
import { targetLabels } from '#renderer/strings/import-columns.ts';
import { importMapping } from '#shared/contract/import.contract.ts';
import { type Mapping, targetFields } from '#shared/rules/import-mapping.ts';

describe('what columns hold', () => {
  test('moves with what is chosen, and leaves the others as they are', () => {
    const before: Mapping = { clientId: 0, email: 1, phone: 4 };
    expect(assign(before, 2, 'name')).toEqual({ ...before, name: 2 });
    expect(assign(before, 2, 'email')).toEqual({ ...before, email: 2 });
    expect(assign(before, 4, 'email')).toEqual({ clientId: 0, email: 4 });
    expect(assign(before, 1, null)).toEqual({ clientId: 0, phone: 4 });
  });

  test('is always a mapping that the import takes', () => {
    const choice = fc.tuple(
      fc.integer({ min: 0, max: 8 }),
      fc.option(fc.constantFrom(...targetFields), { nil: null }),
    );
    fc.assert(
      fc.property(fc.array(choice, { minLength: 1, maxLength: 30 }), (choices) => {
        let mapping: Mapping = {};
        for (const [column, target] of choices) {
          mapping = assign(mapping, column, target);
          expect(targetOf(mapping, column)).toBe(target);
        }
        expect(importMapping.safeParse(mapping).success).toBe(true);
      }),
    );
  });

  test('names accounts by Client ID, username or e-mail address', () => {
    expect(namesAccounts({ name: 0, phone: 1 })).toBe(false);
    expect(namesAccounts({ email: 0 })).toBe(true);
    expect(namesAccounts({ clientId: 0 })).toBe(true);
    expect(namesAccounts({ username: 3 })).toBe(true);
  });

  test('has a name of its own for each thing there is', () => {
    const labels = targetFields.map((target) => targetLabels[target]);
    expect(labels).not.toContain(undefined);
    expect(new Set(labels).size).toBe(targetFields.length);
  });
});
