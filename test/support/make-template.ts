import { rm } from 'node:fs/promises';
import { makeTemplate, templateVariable } from './test-desk.ts';

/**
 * Runs once before the tests of a vitest project: makes the demo store that they copy. Theirs would
 * stay behind: vitest ends its workers by a signal.
 */
export async function setup() {
  const folder = await makeTemplate();
  process.env[templateVariable] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
