import { readFile } from 'node:fs/promises';

/** How many tests of one level came to what. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const noTests: Counts = { passed: 0, failed: 0, skipped: 0 };

export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, { passed, failed, skipped }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      skipped: sum.skipped + skipped,
    }),
    noTests,
  );
}

/** `12 passed, 0 failed`, and `, 3 skipped` only where some were. */
export function countsLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * A run that ended badly without a failed test (a file that can't be loaded, a tool that broke off)
 * counts as one failure; so does a run in which there was nothing to run.
 */
export function countRun(counts: Counts, exitCode: number): Counts {
  const broken = exitCode !== 0 && counts.failed === 0;
  const empty = counts.passed + counts.failed + counts.skipped === 0;
  return broken || empty ? { ...counts, failed: counts.failed + 1 } : counts;
}

/** A report file's JSON, or null when the tool did not get as far as writing it. */
export async function readReport(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Counts of vitest's JSON report. */
export function vitestCounts(report: unknown): Counts {
  const totals = report as Partial<Record<string, number>> | null;
  return {
    passed: totals?.['numPassedTests'] ?? 0,
    failed: totals?.['numFailedTests'] ?? 0,
    skipped: (totals?.['numPendingTests'] ?? 0) + (totals?.['numTodoTests'] ?? 0),
  };
}

interface PlaywrightTest {
  readonly projectName: string;
  readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
  readonly results: readonly {
    readonly annotations?: readonly { readonly type: string; readonly description?: string }[];
  }[];
}

interface PlaywrightSuite {
  readonly suites?: readonly PlaywrightSuite[];
  readonly specs?: readonly { readonly tests: readonly PlaywrightTest[] }[];
}

export interface DoorCounts extends Counts {
  /** What the tests of this project drove, as they noted it: `real Electron`, for one. */
  readonly doors: readonly string[];
}

/** Counts of Playwright's JSON report, by project. A flaky test is a failed one. */
export function playwrightCounts(report: unknown): ReadonlyMap<string, DoorCounts> {
  const byProject = new Map<string, DoorCounts>();
  for (const { projectName, status, annotations, results } of testsOf(report as PlaywrightSuite)) {
    const before = byProject.get(projectName) ?? { ...noTests, doors: [] };
    const noted = [...annotations, ...results.flatMap((result) => result.annotations ?? [])]
      .filter(({ type }) => type === 'door')
      .map(({ description }) => description ?? '');
    byProject.set(projectName, {
      passed: before.passed + (status === 'expected' ? 1 : 0),
      failed: before.failed + (status === 'unexpected' || status === 'flaky' ? 1 : 0),
      skipped: before.skipped + (status === 'skipped' ? 1 : 0),
      doors: [...new Set([...before.doors, ...noted])],
    });
  }
  return byProject;
}

function testsOf(suite: PlaywrightSuite | null): readonly PlaywrightTest[] {
  return [
    ...(suite?.specs ?? []).flatMap(({ tests }) => tests),
    ...(suite?.suites ?? []).flatMap(testsOf),
  ];
}
