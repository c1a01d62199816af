import { DatabaseError } from 'pg';
import { expect, test } from 'vitest';
import { endsConnection, explain } from '#main/platform/database/postgres/errors.ts';

/** An error as the server reports it, with what it must not tell people. */
function reported(code: string): DatabaseError {
  const error = new DatabaseError('role "hidden-role" at hidden-host', 1, 'error');
  error.code = code;
  error.detail = 'Key (email)=(hidden@example.com)';
  return error;
}

test.each([
  ['53100', 'store_unavailable', 'disk of the team’s database is full'],
  ['53300', 'store_unavailable', 'no connection left'],
  ['53200', 'store_unavailable', 'out of memory'],
  ['55P03', 'store_unavailable', 'busy'],
  ['57014', 'store_unavailable', 'busy'],
  ['40001', 'store_unavailable', 'busy'],
  ['40P01', 'store_unavailable', 'busy'],
  ['57P01', 'store_unavailable', 'does not answer'],
  ['57P03', 'store_unavailable', 'does not answer'],
  ['08006', 'store_unavailable', 'does not answer'],
  ['25P03', 'store_unavailable', 'does not answer'],
  ['25006', 'store_unavailable', 'takes no changes'],
  ['28P01', 'store_unavailable', 'role or its password'],
  ['42501', 'store_unavailable', 'countersign team migrate'],
  ['58030', 'store_unavailable', 'could not be read or written'],
  ['XX001', 'store_damaged', 'restore its newest backup'],
])('%s is %s in words, and no more than its state is told', (state, code, words) => {
  const refusal = explain(reported(state)) as Error & { code: string };
  expect(refusal).toMatchObject({ name: 'Refusal', code, details: { state } });
  expect(refusal.message).toContain(words);
  expect(JSON.stringify({ ...refusal, message: refusal.message })).not.toContain('hidden');
});

test.each(['23505', '23503', '42601', '42P01', '25P02', 'P0001'])(
  '%s is a defect or a guard, and stays what it is',
  (state) => {
    const error = reported(state);
    expect(explain(error)).toBe(error);
    expect(endsConnection(error)).toBe(false);
  },
);

test.each([
  Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:5432'), { code: 'ECONNREFUSED' }),
  Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' }),
  Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  new Error('Connection terminated unexpectedly'),
  new Error('Query read timeout'),
  new Error('Client has encountered a connection error and is not queryable'),
])('no way to the database is told as that: %s', (error) => {
  expect(explain(error)).toMatchObject({ code: 'store_unavailable', details: undefined });
  expect((explain(error) as Error).message).toContain('does not answer');
  expect(endsConnection(error)).toBe(true);
});

test('a connection on which the server said farewell is not used again', () => {
  for (const state of ['57P01', '57P02', '25P03', '08006'])
    expect(endsConnection(reported(state))).toBe(true);
});
