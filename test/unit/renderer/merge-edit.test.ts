import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeEdit } from '#renderer/features/accounts/edit/merge-edit.ts';
import { type EditFields, editFields } from '#shared/rules/account-fields.ts';

const base: EditFields = {
  ...{ name: 'Larsen Data', company: '', email: 'anna@larsendata.no', phone: '+47 22 41 50 60' },
  ...{ country: 'NO', address1: 'Storgata 1', address2: '', postalCode: '0155', city: 'Oslo' },
  ...{ region: '', username: 'larsendata' },
};

describe('two edits of one account', () => {
  test('of different fields are both kept, and theirs is named', () => {
    const mine = { ...base, city: 'Bergen' };
    const theirs = { ...base, phone: '+47 55 21 40 60', company: 'Larsen' };
    expect(mergeEdit(base, mine, theirs)).toEqual({
      fields: { ...theirs, city: 'Bergen' },
      taken: ['company', 'phone'],
      clashes: [],
    });
  });

  test('of the same field leave what was typed, and a person decides', () => {
    const mine = { ...base, city: 'Bergen', name: 'Larsen' };
    const theirs = { ...base, city: 'Tromsø' };
    expect(mergeEdit(base, mine, theirs)).toEqual({
      fields: mine,
      taken: [],
      clashes: ['city'],
    });
  });

  test('that are the same are no clash, nor are spaces', () => {
    const theirs = { ...base, city: 'Bergen' };
    const mine = { ...base, city: ' Bergen ', name: 'Larsen Data ' };
    const { taken, clashes } = mergeEdit(base, mine, theirs);
    expect({ taken, clashes }).toEqual({ taken: [], clashes: [] });
  });
});

test('nothing that anybody typed is lost unseen', () => {
  const text = fc.constantFrom('', 'a', 'b', 'c');
  const fields = fc.record(
    Object.fromEntries(editFields.map((field) => [field, text])),
  ) as unknown as fc.Arbitrary<EditFields>;
  fc.assert(
    fc.property(fields, fields, fields, (before, mine, theirs) => {
      const merged = mergeEdit(before, mine, theirs);
      for (const field of editFields) {
        const byMe = mine[field] !== before[field];
        const byThem = theirs[field] !== before[field];
        expect(merged.fields[field]).toBe(byMe ? mine[field] : theirs[field]);
        expect(merged.taken.includes(field)).toBe(byThem && !byMe);
        expect(merged.clashes.includes(field)).toBe(
          byMe && byThem && mine[field] !== theirs[field],
        );
      }
    }),
  );
});
