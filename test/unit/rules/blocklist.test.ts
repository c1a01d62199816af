import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadBlocklist } from '#main/codes/blocklist.ts';
import { canonicalCode, characterCount } from '#shared/rules/canonical-code.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const file = join(import.meta.dirname, '../../../assets/blocklist.txt');
const text = readFileSync(file, 'utf8');
const lines = text.split('\n').slice(0, -1);
const isBlocklisted = loadBlocklist(file);

describe('the packaged blocklist', { timeout: 60_000 }, () => {
  it('is canonical, sorted by bytes, without duplicates, and small', () => {
    expect(lines.length).toBeGreaterThan(100_000);
    expect(lines.filter((line) => canonicalCode(line) !== line)).toEqual([]);
    expect(lines.filter((line) => characterCount(line) < 8)).toEqual([]);
    const unordered = lines.filter(
      (line, at) =>
        at > 0 && Buffer.compare(Buffer.from(lines[at - 1] ?? ''), Buffer.from(line)) >= 0,
    );
    expect(unordered).toEqual([]);
    expect(Buffer.byteLength(text)).toBeLessThan(1_500_000);
  });

  it('finds every one of its lines', () => {
    expect(lines.filter((line) => !isBlocklisted(line))).toEqual([]);
  });

  it('finds nothing else', () => {
    const known = new Set(lines);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.nat({ max: lines.length - 1 }).map((at) => lines[at] ?? ''),
        ),
        fc.string(),
        (start, end) => {
          expect(isBlocklisted(start + end)).toBe(known.has(start + end));
        },
      ),
      { numRuns: 500 },
    );
    expect(isBlocklisted('')).toBe(false);
    expect(isBlocklisted('\n')).toBe(false);
  });
});

describe('loadBlocklist', () => {
  it('reads small lists right at their ends', async () => {
    const folder = await tempFolder();
    for (const entries of [[], ['a'], ['a', 'b'], ['aa', 'ab', 'b', 'ø']]) {
      const small = join(folder, `${entries.length}.txt`);
      writeFileSync(small, entries.map((entry) => `${entry}\n`).join(''));
      const listed = loadBlocklist(small);
      for (const probe of ['a', 'aa', 'ab', 'abc', 'b', 'ø', 'z', '']) {
        expect(listed(probe), `${probe} in ${entries.join()}`).toBe(entries.includes(probe));
      }
    }
  });
});
