import type { Evidence, EvidenceOutcome } from '#test/support/evidence/evidence.ts';

export interface EvidenceRun {
  readonly evidence: Evidence;
  /** Null when the program broke off. */
  readonly outcome: EvidenceOutcome | null;
  readonly seconds: number;
}

export interface RunPlace {
  readonly commit: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly machine: string;
}

/** Runs the programs one after another; one that breaks off does not keep the others from running. */
export async function runEvidence(
  programs: readonly Evidence[],
  full: boolean,
): Promise<readonly EvidenceRun[]> {
  const runs: EvidenceRun[] = [];
  for (const evidence of programs) {
    console.log(`\n── ${evidence.title}`);
    const started = performance.now();
    const outcome = await evidence
      .run({ full, log: (line) => console.log(`   ${line}`) })
      .catch((error: unknown) => {
        console.error(error);
        return null;
      });
    const run = { evidence, outcome, seconds: (performance.now() - started) / 1000 };
    runs.push(run);
    console.log(`${verdictOf(run)}, ${run.seconds.toFixed(1)} s`);
    console.log(factLines(run, (name, fact) => `   ${name}: ${fact}`).join('\n'));
  }
  return runs;
}

/** Whether every program ran to its end and every bound held. */
export function allHeld(runs: readonly EvidenceRun[]): boolean {
  return runs.every(({ outcome }) => outcome?.passed === true);
}

/** The text of docs/evidence.md. */
export function evidenceReport(runs: readonly EvidenceRun[], place: RunPlace): string {
  const notRun = runs.flatMap(({ evidence, outcome }) =>
    outcome === null
      ? [`${evidence.title}: it broke off before its end.`]
      : (outcome.notRun ?? []).map((what) => `${evidence.title}: ${what}`),
  );
  return `${[
    '# Evidence',
    'Written by `npm run evidence`; a shorter run of the same programs is part of `npm test`.',
    [
      `- Commit: ${place.commit}`,
      `- Date: ${place.at}`,
      `- Machine: ${place.machine}`,
      `- Programs: ${runs.filter((run) => run.outcome?.passed).length} of ${runs.length} held`,
    ].join('\n'),
    ...runs.map(section),
    '## What was not run',
    notRun.length === 0 ? 'Nothing was left out.' : notRun.map((what) => `- ${what}`).join('\n'),
  ].join('\n\n')}\n`;
}

function section(run: EvidenceRun): string {
  const rows = factLines(run, (name, fact) => `| ${name} | ${fact} |`);
  return [
    `## ${run.evidence.title}`,
    `${verdictOf(run)}, in ${run.seconds.toFixed(1)} s (\`${run.evidence.id}\`).`,
    ...(rows.length === 0 ? [] : [['| what | figure |', '|---|---|', ...rows].join('\n')]),
  ].join('\n\n');
}

function verdictOf({ outcome }: EvidenceRun): string {
  if (outcome === null) {
    return '**Broke off**';
  }
  return outcome.passed ? 'Held' : '**Did not hold**';
}

function factLines({ outcome }: EvidenceRun, line: (name: string, fact: string) => string) {
  return Object.entries(outcome?.facts ?? {}).map(([name, fact]) =>
    line(name, typeof fact === 'number' ? Number(fact.toPrecision(12)).toLocaleString('en') : fact),
  );
}
