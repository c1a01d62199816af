import { makeTestRun } from './test-run.ts';

/** Runs once before the tests on PostgreSQL, and makes what they copy. */
export async function setup() {
  const { end } = await makeTestRun();
  return end;
}
