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

/** Runs a program; one that breaks off says so in what comes back, for others to go on after it. */
export async function runEvidence(
  evidence: Evidence,
  full: boolean,
  place: RunPlace,
): Promise<EvidenceRun> {
  const { id, title } = evidence;
  console.log(`\n── ${title}`);
  const started = performance.now();
  const outcome = await evidence
    .run({ full, log: (line) => console.log(`   ${line}`) })
    .catch((error: unknown) => {
      console.error(error);
      return null;
    });
  const seconds = (performance.now() - started) / 1000;
  const run = { ...place, id, title, outcome, seconds };
  console.log(`${verdictOf(run)}, ${seconds.toFixed(1)} s`);
  console.log(factLines(run, (name, fact) => `   ${name}: ${fact}`).join('\n'));
  return run;
}

/** Whether every program ran to its end and every bound held. */
export function allHeld(runs: readonly EvidenceRun[]): boolean {
  return runs.every(({ outcome }) => outcome?.passed === true);
}

/** A program by what its runs are known by. */
type Program = Pick<Evidence, 'id' | 'title'>;

/** Earlier runs with a newer one in its program's place, by their ids; none of programs long gone. */
export function mergeRuns(
  earlier: readonly EvidenceRun[],
  newer: EvidenceRun,
  programs: readonly Program[],
): readonly EvidenceRun[] {
  const byId = new Map([...earlier, newer].map((run) => [run.id, run]));
  return [...byId.values()]
    .filter(({ id }) => programs.some((program) => program.id === id))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

/** The text of docs/evidence.md. */
export function evidenceReport(runs: readonly EvidenceRun[], programs: readonly Program[]): string {
  const missing = programs.filter(({ id }) => !runs.some((run) => run.id === id));
  const notRun = [
    ...missing.map(({ id, title }) => `${title} (\`${id}\`): not run yet.`),
    ...runs.flatMap(({ title, outcome }) =>
      outcome === null
        ? [`${title}: it broke off before its end.`]
        : (outcome.notRun ?? []).map((what) => `${title}: ${what}`),
    ),
  ];
  const held = runs.filter(({ outcome }) => outcome?.passed).length;
  const counts = [
    `${held} of ${programs.length} programs held`,
    ...(held < runs.length ? [`${runs.length - held} did not`] : []),
    ...(missing.length > 0 ? [`${missing.length} not run yet`] : []),
  ];
  return `${[
    '# Evidence',
    'Written by `npm run evidence`; a shorter run of the same programs is part of `npm test`, which ' +
      'holds them to their counts and to no time. `npm run evidence -- <id>` runs one program anew.',
    `${counts.join(', ')}.`,
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
