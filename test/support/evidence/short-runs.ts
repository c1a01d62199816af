import { describe, expect, test } from 'vitest';
import type { Evidence } from './evidence.ts';

/** A test for each program: its short form runs to the end, and what it counts is right. */
export function testShortRuns(about: string, programs: readonly Evidence[]): void {
  describe(about, () => {
    test.each(programs.map((evidence) => [evidence.id, evidence] as const))(
      '%s',
      async (_id, evidence) => {
        const lines: string[] = [];
        const outcome = await evidence.run({ full: false, log: (line) => lines.push(line) });
        expect(outcome.passed, `${JSON.stringify(outcome.facts)}\n${lines.join('\n')}`).toBe(true);
      },
    );

    test('there is some', () => {
      expect(programs.length).toBeGreaterThan(0);
    });
  });
}
