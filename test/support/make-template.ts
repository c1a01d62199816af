import { makeTemplate, templateVariable } from './test-desk.ts';

/** Runs once before vitest's integration tests: makes the demo store that they copy. */
export async function setup(): Promise<void> {
  process.env[templateVariable] = await makeTemplate();
}
