import { describe, expect, test } from 'vitest';
import { loadBenches, loadEvidence } from '#test/support/evidence/load-evidence.ts';

/** Every end-to-end test starts the web host, and this one would build the desk anew beside them. */
const shownEndToEnd = 'web-start';

const programs = [
  ...(await loadEvidence()),
  ...(await loadBenches()).filter(({ id }) => id !== shownEndToEnd),
];

/** The short form of what `npm run evidence` runs at length; figures are not judged in it. */
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
