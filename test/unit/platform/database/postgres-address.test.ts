import { describe, expect, test } from 'vitest';
import { readAddress } from '#main/platform/database/postgres/address.ts';

const far = 'postgres://role:hidden-password@hidden-host.example.com:5433/store';

describe('an address that leads to another machine', () => {
  test.each([
    ['', null],
    ['?application_name=sslmode=require', null],
    ['?ssl=0', null],
    ['?sslmode=disable', 'none'],
    ['?sslmode=no-verify', 'unverified'],
    ['?uselibpqcompat=true&sslmode=require', 'unverified'],
    ['?uselibpqcompat=true&sslmode=verify-full', 'verified'],
    ['?sslmode=prefer', 'verified'],
    ['?sslmode=require', 'verified'],
    ['?sslmode=verify-ca', 'verified'],
    ['?sslmode=verify-full', 'verified'],
    ['?ssl=true', 'verified'],
  ])('%j', (parameters, protection) => {
    const read = () => readAddress(far + parameters).protection;
    if (protection !== null) expect(read()).toBe(protection);
    else {
      expect(read).toThrow(
        expect.objectContaining({
          code: 'invalid_input',
          message: expect.stringMatching(/without TLS.*sslmode=verify-full/),
        }),
      );
      expect(read).not.toThrow(/hidden/);
    }
  });

  test.each(['10.0.0.1', '[2001:db8::1]', 'localhost.example.com', '127.example.com', '0.0.0.0'])(
    'by %s is not taken for this machine',
    (host) => {
      expect(() => readAddress(`postgres://role@${host}/store`)).toThrow('without TLS');
    },
  );

  test.each([
    '?sslmode=verify-full&sslmode=disable',
    '?sslmode=disable&sslmode=disable',
    '?%73slmode=disable',
    '?sslmode=verify-full&%73slmode=disable',
    '?sslmode=%64isable',
    '?sslmode=require&sslmode=prefer&uselibpqcompat=true',
  ])('says its sslmode once and plainly: %s', (parameters) => {
    const read = () => readAddress(far + parameters);
    expect(read).toThrow(/^This address says sslmode more than once/);
    expect(read).not.toThrow(/hidden/);
  });

  test('is not let through by an address that names another host beside this one', () => {
    expect(() => readAddress('postgres://role@localhost/store?host=10.0.0.1')).toThrow(
      'without TLS',
    );
  });
});

test.each([
  'postgres://role@127.0.0.1/store',
  'postgres://role@localhost:5433/store',
  'postgres://role@[::1]/store',
  'postgresql://role@%2Fvar%2Frun%2Fpostgresql/store',
  'postgres://role@/store?host=/var/run/postgresql',
])('what stays on this machine needs no TLS: %s', (address) => {
  expect(readAddress(address).protection).toBe('local');
});

test('what pg takes for verify-full today is handed on as that, whatever a later version makes of it', () => {
  for (const mode of ['prefer', 'require', 'verify-ca'])
    expect(readAddress(`${far}?sslmode=${mode}&sslrootcert=/dev/null`).connectionString).toBe(
      `${far}?sslmode=verify-full&sslrootcert=/dev/null`,
    );
});

test('a file that it names and that is not there is told from an address that is none', () => {
  const read = () => readAddress(`${far}?sslmode=verify-full&sslrootcert=/no/such/hidden.pem`);
  expect(read).toThrow(/sslrootcert.*can’t be read/);
  expect(read).not.toThrow(/hidden/);
});
