import type { Evidence, EvidenceOutcome } from '#test/support/evidence/evidence.ts';

export interface RunPlace {
  readonly commit: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly machine: string;
}

/** One program's run, as docs/evidence.json keeps it. */
export interface EvidenceRun extends RunPlace {
  readonly id: string;
  readonly title: string;
  /** Null when the program broke off. */
  readonly outcome: EvidenceOutcome | null;
  readonly seconds: number;
}

/** Runs the programs one after another; one that breaks off does not keep the others from running. */
export async function runEvidence(
  programs: readonly Evidence[],
  full: boolean,
  place: RunPlace,
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
    const { id, title } = evidence;
    const seconds = (performance.now() - started) / 1000;
    const run = { ...place, id, title, outcome, seconds };
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

/** Earlier runs with newer ones in their programs' places, in the order of their ids. */
export function mergeRuns(
  earlier: readonly EvidenceRun[],
  newer: readonly EvidenceRun[],
): readonly EvidenceRun[] {
  const byId = new Map([...earlier, ...newer].map((run) => [run.id, run]));
  return [...byId.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** The text of docs/evidence.md. */
export function evidenceReport(runs: readonly EvidenceRun[], ids: readonly string[]): string {
  const notRun = [
    ...ids.filter((id) => !runs.some((run) => run.id === id)).map((id) => `\`${id}\`: not yet.`),
    ...runs.flatMap(({ title, outcome }) =>
      outcome === null
        ? [`${title}: it broke off before its end.`]
        : (outcome.notRun ?? []).map((what) => `${title}: ${what}`),
    ),
  ];
  return `${[
    '# Evidence',
    'Written by `npm run evidence`; a shorter run of the same programs is part of `npm test`. ' +
      '`npm run evidence -- <id>` runs one program anew.',
    `${runs.filter((run) => run.outcome?.passed).length} of ${ids.length} programs held.`,
    ...runs.map(section),
    '## What was not run',
    notRun.length === 0 ? 'Nothing was left out.' : notRun.map((what) => `- ${what}`).join('\n'),
  ].join('\n\n')}\n`;
}

function section(run: EvidenceRun): string {
  const rows = factLines(run, (name, fact) => `| ${name} | ${fact} |`);
  return [
    `## ${run.title}`,
    `${verdictOf(run)}, in ${run.seconds.toFixed(1)} s (\`${run.id}\`).`,
    `Commit ${run.commit}, ${run.at}, ${run.machine}.`,
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
