import { isDeepStrictEqual } from 'node:util';
import type { Evidence } from '../support/evidence/evidence.ts';
import { type FileOutcome, outcomeOf } from '../support/import/file-findings.ts';
import { generatedFile } from '../support/import/generated-files.ts';
import { openWholeImports, type WholeOutcome } from '../support/import/whole-imports.ts';

/** One in so many is read a second time, to see the same. */
const readTwice = 10;
/** One in so many goes through a whole import, and is taken back: of those that are read to the end. */
const importedOneIn = 4;
/** The same of those that are not. */
const brokenImportedOneIn = 40;

/**
 * Nothing that can stand in a file breaks its reading, keeps it at it, or comes out of it as a row; and
 * no file is imported in part.
 */
export const evidence: Evidence = {
  id: 'import-files',
  title: 'Files to import: generated ones, whole, cut, flipped and random, read and taken for rows',
  async run({ full, log }) {
    const files = full ? 100_000 : 800;
    const counts = { problems: 0, whole: 0, rows: 0, refusedRows: 0, bytes: 0 };
    const refusedFiles = new Map<string, number>();
    const refusedRows = new Map<string, number>();
    const kinds = new Set<string>();
    let slowest = 0;
    const problem = (file: number, what: string) => {
      counts.problems += 1;
      if (counts.problems <= 30) log(`file ${file} (${generatedFile(file).kind}): ${what}`);
    };
    const ends = new Map<WholeOutcome['end'], number>();
    let accounts = 0;
    const imports = await openWholeImports();
    const unhandled = (reason: unknown) => problem(-1, `nobody caught: ${reason}`);
    process.on('unhandledRejection', unhandled);
    try {
      for (let file = 1; file <= files; file++) {
        const generated = generatedFile(file);
        const { bytes, how, kind } = generated;
        kinds.add(kind);
        const before = process.cpuUsage();
        const outcome = await outcomeOf(bytes, how);
        const { user, system } = process.cpuUsage(before);
        slowest = Math.max(slowest, (user + system) / 1000);
        for (const one of outcome.problems) problem(file, one);
        if (file % readTwice === 0 && !isDeepStrictEqual(await outcomeOf(bytes, how), outcome))
          problem(file, 'it was read otherwise the second time');
        count(outcome);
        if (file % (outcome.refused === null ? importedOneIn : brokenImportedOneIn) === 0) {
          const whole = await imports.take(generated);
          for (const one of whole.problems) problem(file, one);
          ends.set(whole.end, (ends.get(whole.end) ?? 0) + 1);
          accounts += whole.accounts;
        }
        counts.bytes += bytes.length;
        if (full && file % 10_000 === 0) log(`${file} files so far`);
      }
    } finally {
      process.off('unhandledRejection', unhandled);
      await imports.close();
    }
    if ('polluted' in {}) problem(-1, 'the prototype of all objects was changed');
    const bySize = (map: ReadonlyMap<string, number>) =>
      [...map]
        .sort(([, one], [, other]) => other - one)
        .map(([name, number]) => `${name} ${number}`)
        .join(', ');
    return {
      // None has more than a few megabytes: one that takes seconds is more work than it is worth.
      passed: counts.problems === 0 && counts.rows > 0 && accounts > 0 && (!full || slowest < 5000),
      facts: {
        'generated files': files,
        'ways in which they were made and broken': kinds.size,
        'megabytes of them': Math.round(counts.bytes / 1e6),
        'read to the end': counts.whole,
        'refused as a whole, by reason': bySize(refusedFiles),
        'rows that would make an account': counts.rows,
        'rows refused, by reason': bySize(refusedRows),
        'slowest file (ms of processor)': Math.round(slowest),
        'imported whole, or not at all, by how it ended': bySize(ends),
        'accounts that came and were taken back': accounts,
        'crashes, rows that break a rule, and other problems': counts.problems,
      },
    };

    function count({ refused, rows }: FileOutcome): void {
      if (refused === null) counts.whole += 1;
      else refusedFiles.set(refused, (refusedFiles.get(refused) ?? 0) + 1);
      for (const row of rows) {
        if (row === null) counts.rows += 1;
        else refusedRows.set(row, (refusedRows.get(row) ?? 0) + 1);
      }
    }
  },
};
