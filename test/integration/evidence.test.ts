import { describe, expect, test } from 'vitest';
import { loadEvidence } from '#test/support/evidence/load-evidence.ts';

const programs = await loadEvidence();

/** The short form of what `npm run evidence` runs at length. */
describe('evidence', () => {
  test.each(programs.map((evidence) => [evidence.title, evidence] as const))(
    '%s',
    async (_title, evidence) => {
      const lines: string[] = [];
      const outcome = await evidence.run({ full: false, log: (line) => lines.push(line) });
      expect(outcome.passed, `${JSON.stringify(outcome.facts)}\n${lines.join('\n')}`).toBe(true);
    },
    300_000,
  );

  test('there is some', () => {
    expect(programs.length).toBeGreaterThan(0);
  });
});
