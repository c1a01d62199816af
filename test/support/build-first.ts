import { buildDesk } from '../../scripts/support/build-desk.ts';

/** Runs once before the tests of a vitest project: two that found it old would build it at once. */
export async function setup(): Promise<void> {
  await buildDesk();
}
