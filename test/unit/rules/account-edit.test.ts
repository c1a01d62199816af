import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  asAccountFields,
  changedFields,
  changeOfStatus,
  partOf,
  problemsOfEdit,
} from '#shared/rules/account-edit.ts';
import { accountProblems, type EditFields, editFields } from '#shared/rules/account-fields.ts';

/** As an old import left it: no address, and a name that a new account could not have. */
const imported: EditFields = {
  ...{ name: '12345', company: '', email: 'nora@vik.example', phone: '+4722415060', country: 'NO' },
  ...{ address1: '', address2: '', postalCode: 'x', city: '', region: '', username: 'noravik' },
};
const problemsWith = (changes: Partial<EditFields>) => {
  const after = { ...imported, ...changes };
  return problemsOfEdit(accountProblems(asAccountFields(after)), imported, after);
};

describe('an edit is judged', () => {
  test('by what it changes, not by what was there', () => {
    expect(problemsWith({ email: 'post@vik.example' })).toEqual([]);
    expect(problemsWith({ email: 'post' })).toEqual([{ field: 'email', problem: 'form' }]);
    expect(problemsWith({ username: '' })).toEqual([{ field: 'username', problem: 'missing' }]);
    expect(problemsWith({ name: '54321' })).toEqual([{ field: 'name', problem: 'form' }]);
  });

  test('with another country by what that country asks for', () => {
    expect(problemsWith({ country: 'US' })).toEqual([
      { field: 'postalCode', problem: 'form' },
      { field: 'region', problem: 'missing' },
    ]);
  });
});

test('spaces around a field change nothing', () => {
  const fields = fc.record(
    Object.fromEntries(editFields.map((field) => [field, fc.string()])),
  ) as unknown as fc.Arbitrary<EditFields>;
  fc.assert(
    fc.property(fields, fc.constantFrom(...editFields), (before, field) => {
      const spaced = { ...before, [field]: ` ${before[field]}\t` };
      expect(changedFields(before, spaced)).toEqual([]);
      const other = { ...before, [field]: `${before[field]}x` };
      expect(changedFields(before, other)).toEqual([field]);
    }),
  );
});

test('how the client is reached and logs in are parts by themselves', () => {
  expect(editFields.filter((field) => partOf(field) !== 'details')).toEqual([
    'email',
    'phone',
    'username',
  ]);
});

test('opening an account again takes the leave that closing it took', () => {
  expect(changeOfStatus('closed', 'active')).toBe(changeOfStatus('active', 'closed'));
  expect(changeOfStatus('suspended', 'active')).toBe('account.status.resume');
  expect(changeOfStatus('active', 'suspended')).toBe('account.status.suspend');
});
