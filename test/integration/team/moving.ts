import { expect, onTestFinished } from 'vitest';
import type { Backend } from '#main/backend.ts';
import { beginCall, kindOf } from '#test/support/call-desk.ts';
import { demo } from '#test/support/demo-people.ts';
import { goFrom, goTo, type Places } from '#test/support/move/places.ts';
import { must, signIn } from '#test/support/test-desk.ts';
import { run } from '../cli/cli.ts';

export const to = (place: Places) => run(['move', ...goTo(place)]);
export const from = (place: Places, folder: string) => run(['move', ...goFrom(place, folder)]);

/** A backend that ends with the test. */
export function ending(backend: Backend): Backend {
  onTestFinished(() => backend.close());
  return backend;
}

/** Somebody signs in, looks an account up, and a code verifies its caller. */
export async function worksOn(backend: Backend) {
  const { desk } = await signIn(backend, demo.phoneAgent.username, demo.phoneAgent.password);
  const found = must(await desk.accounts.search({ query: 'larsen data' }));
  expect(found.results[0]?.clientId).toBe(demo.larsen.clientId);
  const call = await beginCall(desk, { contact: demo.larsen.anna.name });
  expect(kindOf(await call.say(demo.larsen.anna.code))).toBe('verified');
  await call.end();
}
