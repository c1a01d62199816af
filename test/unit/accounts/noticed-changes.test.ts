import { describe, expect, test } from 'vitest';
import { type NoticedFacts, noticedChanges } from '#main/accounts/noticed-changes.ts';

type Contact = NoticedFacts['contacts'][number];

const owner: Contact = {
  ...{ contactId: 1, kind: 'owner', email: 'nora@vik.example', phone: '+4722415060' },
  ...{ permissions: ['billing', 'technical', 'security', 'owner'], hasCode: true },
  viewingAccess: false,
};
const jon: Contact = {
  ...{ contactId: 2, kind: 'authorized', email: 'jon@vik.example', phone: '' },
  ...{ permissions: ['billing'], viewingAccess: false, hasCode: false },
};
const account: NoticedFacts = {
  fields: { email: 'nora@vik.example', phone: '+4722415099', username: 'vik' },
  contacts: [owner, jon],
  hasMainCode: false,
};

/** What is told where the account becomes one with these facts. */
const told = (after: Partial<NoticedFacts>, before = account) =>
  noticedChanges(before, { ...account, ...after });

describe('a client is told of', () => {
  test.each([
    ['an e-mail', { email: 'new@vik.example' }, 'email'],
    ['a phone that is taken away', { phone: '' }, 'phone'],
    ['a username', { username: 'vik2' }, 'username'],
  ] as const)('%s', (_what, fields, change) => {
    expect(told({ fields: { ...account.fields, ...fields } })).toEqual([change]);
  });

  test.each([
    ['a contact who is added', [owner, jon, { ...jon, contactId: 3 }], ['contact_added']],
    [
      'one with a code and viewing access',
      [owner, jon, { ...jon, contactId: 3, viewingAccess: true, hasCode: true }],
      ['contact_added', 'access_given', 'own_code_set'],
    ],
    ['a contact’s e-mail', [owner, { ...jon, email: 'jb@vik.example' }], ['contact_reached']],
    ['a contact’s phone', [owner, { ...jon, phone: '+4790123456' }], ['contact_reached']],
    ['the owner’s own phone', [{ ...owner, phone: '+4790123456' }, jon], ['contact_reached']],
    ['a permission', [owner, { ...jon, permissions: ['technical'] }], ['contact_may_more']],
    ['viewing access', [owner, { ...jon, viewingAccess: true }], ['access_given']],
    ['a code', [owner, { ...jon, hasCode: true }], ['own_code_set']],
    [
      'another owner, once',
      [
        { ...owner, kind: 'authorized', permissions: [], viewingAccess: true },
        { ...jon, kind: 'owner', permissions: owner.permissions },
      ],
      ['owner'],
    ],
  ] as [string, Contact[], string[]][])('%s', (_what, contacts, changes) => {
    expect(told({ contacts })).toEqual(changes);
  });

  test('a main code where there was none', () => {
    expect(told({ hasMainCode: true })).toEqual(['main_code_set']);
  });
});

describe('a client is not told of', () => {
  test('an owner’s e-mail that goes with the account’s, beside that', () => {
    const email = 'new@vik.example';
    expect(
      told({ fields: { ...account.fields, email }, contacts: [{ ...owner, email }, jon] }),
    ).toEqual(['email']);
    // Nor does it go the other way: the account's own stays.
    expect(told({ contacts: [{ ...owner, email }, jon] })).toEqual(['contact_reached']);
  });

  test('what is taken away: somebody, a permission, a code, viewing access', () => {
    expect(told({ contacts: [owner] })).toEqual([]);
    expect(
      told({
        contacts: [
          { ...owner, hasCode: false },
          { ...jon, permissions: [] },
        ],
      }),
    ).toEqual([]);
    expect(told({}, { ...account, hasMainCode: true })).toEqual([]);
    const shown = { ...account, contacts: [owner, { ...jon, viewingAccess: true }] };
    expect(told({}, shown)).toEqual([]);
  });

  test('nothing', () => {
    expect(told({})).toEqual([]);
  });
});
