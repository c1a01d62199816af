import { describe, expect, test } from 'vitest';
import { type Permission, permission } from '#shared/contract/fields.ts';
import { mayChangeContact, mayGive } from '#shared/rules/contact-rules.ts';

const person = (contactId: number, permissions: readonly Permission[], isOwner = false) => ({
  contactId,
  isOwner,
  permissions,
});
const owner = person(1, [], true);
const deputy = person(2, ['owner']);
const guard = person(3, ['security', 'billing']);
const clerk = person(4, ['billing']);

describe('whom a caller may have changed', () => {
  test('the owner: everybody', () => {
    for (const contact of [owner, deputy, guard, clerk])
      expect(mayChangeContact(owner, contact)).toBe(true);
  });

  test('whoever has the owner’s rights: everybody but the owner', () => {
    for (const contact of [deputy, guard, clerk])
      expect(mayChangeContact(deputy, contact)).toBe(true);
    expect(mayChangeContact(deputy, owner)).toBe(false);
  });

  test('others: themselves, and who may ask for nothing beyond what they may', () => {
    expect(mayChangeContact(guard, guard)).toBe(true);
    expect(mayChangeContact(guard, clerk)).toBe(true);
    expect(mayChangeContact(guard, person(5, []))).toBe(true);
    expect(mayChangeContact(guard, person(5, ['technical']))).toBe(false);
    expect(mayChangeContact(guard, deputy)).toBe(false);
    expect(mayChangeContact(guard, owner)).toBe(false);
  });
});

describe('what a caller may have given', () => {
  test('the owner: all', () => {
    expect(mayGive(owner, [], permission.options)).toBe(true);
  });

  test('everybody else: what they have themselves; what is there already may stay', () => {
    expect(mayGive(guard, [], ['billing', 'security'])).toBe(true);
    expect(mayGive(guard, [], ['billing', 'owner'])).toBe(false);
    expect(mayGive(guard, ['owner'], ['owner', 'billing'])).toBe(true);
    expect(mayGive(deputy, [], ['billing'])).toBe(false);
  });

  test('taking away needs nothing', () => {
    expect(mayGive(clerk, ['owner', 'security'], [])).toBe(true);
  });
});
