import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { normaliseRow } from '#main/import/normalise-row.ts';
import { wholeRow } from '#main/import/whole-row.ts';
import { guessMapping } from '#shared/rules/import-headings.ts';
import { readAll, sourceOf } from '#test/support/import/source-of.ts';

const folder = new URL('../../fixtures/import/', import.meta.url);

/** What is read of a file under the columns that are guessed for it. */
async function readFixture(name: string) {
  const { plan, records } = await readAll(sourceOf(await readFile(new URL(name, folder))));
  const { system, mapping } = guessMapping(plan.headings);
  const columns = Object.fromEntries(
    Object.entries(mapping).map(([target, column]) => [target, plan.headings[column]]),
  );
  const rows = records.map((record) =>
    'problem' in record ? record : normaliseRow(record.cells, mapping),
  );
  return { system, columns, rows };
}

describe('a client export of', () => {
  test('WHMCS is known, with its Support PIN', async () => {
    const { system, columns, rows } = await readFixture('whmcs.csv');
    expect(system).toBe('whmcs');
    expect(columns).toEqual({
      ...{ clientId: 'id', firstName: 'firstname', lastName: 'lastname', company: 'companyname' },
      ...{ email: 'email', phone: 'phonenumber', country: 'country', address1: 'address1' },
      ...{ address2: 'address2', postalCode: 'postcode', city: 'city', region: 'state' },
      ...{ status: 'status', customerSince: 'datecreated', oldCode: 'Support PIN' },
    });
    expect(rows).toMatchObject([
      {
        status: 'active',
        customerSince: Date.UTC(2014, 2, 2),
        mainCode: { typed: 'seven quiet otters', old: true },
      },
      { fields: { name: 'José Núñez', address1: 'Calle Mayor 7, 2º A' }, status: 'suspended' },
      { fields: { company: "O'Brien, Byrne & Co" }, status: 'closed', mainCode: { typed: '4417' } },
    ]);
    expect(rows[1]).not.toHaveProperty('mainCode');
    expect(rows.map((row) => 'fields' in row && wholeRow(row, { country: '' }))).toMatchObject([
      { fields: { username: 'anna@larsen-data.no', phone: '+4722334455', clientId: '1041' } },
      { fields: { phone: '+34910123456' } },
      { fields: { phone: '+35315550100' } },
    ]);
  });

  test('WHMCS is known by the names of its report, too', async () => {
    const { system, columns } = await readFixture('whmcs-report.csv');
    expect(system).toBe('whmcs');
    expect(columns).toMatchObject({
      ...{ clientId: 'ID', postalCode: 'Postcode', phone: 'Phone Number', address1: 'Address 1' },
      ...{ customerSince: 'Creation Date', status: 'Status' },
    });
  });

  test('Blesta is known, by the number that clients see, with the old Phone/Chat Code', async () => {
    const { system, columns, rows } = await readFixture('blesta.csv');
    expect(system).toBe('blesta');
    expect(columns).toMatchObject({
      ...{ clientId: 'id_code', username: 'username', company: 'company', postalCode: 'zip' },
      ...{ customerSince: 'date_added', oldCode: 'Phone/Chat Code', region: 'state' },
    });
    expect(rows).toMatchObject([
      {
        fields: { clientId: 'C-1500', username: 'jmiller' },
        mainCode: { typed: 'buttered toast', old: true },
      },
      { status: 'suspended' },
    ]);
    expect(rows.map((row) => 'fields' in row && wholeRow(row, { country: '' }))).toMatchObject([
      { fields: { phone: '+17145555555' } },
      { fields: { phone: '+17145550107' } },
    ]);
  });

  test('Blesta is known by the names of its own importer, too', async () => {
    const { system, columns } = await readFixture('blesta-importer.csv');
    expect(system).toBe('blesta');
    expect(columns).toMatchObject({
      ...{ address1: 'address', region: 'state_code', postalCode: 'postal_code' },
      ...{ country: 'country_code', company: 'company' },
    });
  });

  test('HostBill is known, and its mark for companies is no name of one', async () => {
    const { system, columns, rows } = await readFixture('hostbill.csv');
    expect(system).toBe('hostbill');
    expect(columns).toMatchObject({
      ...{
        clientId: 'client_id',
        company: 'companyname',
        country: 'country',
        oldCode: 'Chat Code',
      },
    });
    expect(rows).toMatchObject([
      { fields: { clientId: '2001', name: 'John Doe' }, mainCode: { typed: 'purple kites' } },
      { fields: { company: 'Biuro Żak Sp. z o.o.' }, status: 'closed' },
    ]);
    expect(rows[0]).not.toHaveProperty('fields.company');
    expect(rows[1]).not.toHaveProperty('customerSince');
  });

  test('Ubersmith is known, with addresses on several lines and the Security Pin', async () => {
    const { system, columns, rows } = await readFixture('ubersmith.tsv');
    expect(system).toBe('ubersmith');
    expect(columns).toMatchObject({
      ...{ clientId: 'clientid', firstName: 'first', lastName: 'last', username: 'login' },
      ...{ status: 'active', customerSince: 'created', oldCode: 'Security Pin', postalCode: 'zip' },
    });
    expect(rows).toMatchObject([
      {
        fields: { address1: 'Sveavägen 10, Våning 2', username: 'elarsson' },
        status: 'active',
        customerSince: Date.UTC(2010, 0),
        mainCode: { typed: '8812', old: true },
      },
      { fields: { name: 'Wei Chen' }, status: 'suspended' },
    ]);
    expect(rows[1]).not.toHaveProperty('fields.company');
    expect(rows[1]).not.toHaveProperty('mainCode');
  });
});

describe('other files', () => {
  test('are our own export, whose first contact is the owner', async () => {
    const { system, rows } = await readFixture('countersign.jsonl');
    expect(system).toBeNull();
    expect(rows).toEqual([
      {
        fields: {
          ...{ clientId: '104882', username: 'larsendata', name: 'Anna Larsen', country: 'NO' },
          ...{ company: 'Larsen Data AS', email: 'anna@larsendata.no', phone: '+4722415060' },
        },
        status: 'active',
        customerSince: Date.UTC(2014, 2, 11),
        contacts: [
          {
            ...{ number: 1, name: 'Per Holm', email: 'per.holm@larsendata.no' },
            ...{ phone: '+4791234567', permissions: ['billing', 'technical'], viewingAccess: true },
          },
          { number: 2, name: 'Ida Berg', permissions: ['billing'], viewingAccess: false },
        ],
      },
      {
        fields: {
          ...{ clientId: '104883', username: 'eva', name: 'Eva Larsson', country: 'SE' },
          ...{ email: 'eva@larsson.se', phone: '+46812345678', address1: 'Sveavägen 10' },
          ...{ postalCode: '111 57', city: 'Stockholm' },
        },
        status: 'suspended',
        customerSince: Date.UTC(2020, 0, 1),
        contacts: [],
      },
    ]);
  });

  test('of codes alone need no more than the Client ID', async () => {
    expect(await readFixture('phone-chat-codes.csv')).toEqual({
      system: null,
      columns: { clientId: 'Client ID', oldCode: 'Phone/Chat Code' },
      rows: [
        {
          fields: { clientId: '1041' },
          mainCode: { typed: 'seven quiet otters', old: true },
          contacts: [],
        },
        { fields: { clientId: '1042' }, contacts: [] },
      ],
    });
  });

  test('bring authorized contacts', async () => {
    const { rows } = await readFixture('contacts.jsonl');
    expect(rows).toEqual([
      {
        fields: { clientId: '104882' },
        contacts: [
          {
            ...{
              number: 1,
              name: 'Per Holm',
              email: 'per@larsen-data.no',
              phone: '+47 22 33 44 66',
            },
            ...{ permissions: ['billing', 'technical'], viewingAccess: true },
          },
          { number: 2, name: 'Ida Berg', code: { typed: 'teakettle 52', old: false } },
        ],
      },
    ]);
  });

  test.each(['Phone/Chat Code', 'Chat Code', 'PIN', 'Security Pin', 'Support PIN', 'support_pin'])(
    '%s is the old name of the security code',
    (heading) => {
      expect(guessMapping(['Client ID', heading]).mapping).toEqual({ clientId: 0, oldCode: 1 });
    },
  );

  test('have each column used once, and of two with one name the first', () => {
    const { mapping } = guessMapping(['Name', 'E-mail', 'Email', 'Phone', 'Phone', 'Full name']);
    expect(mapping).toEqual({ name: 0, email: 1, phone: 3 });
  });
});
