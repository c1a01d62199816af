import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvSplitter } from '#main/import/csv-splitter.ts';
import { longestLine } from '#main/import/limits.ts';
import { delimiters } from '#shared/rules/import-formats.ts';
import { readAll, sourceOf } from '#test/support/import/source-of.ts';

const read = async (text: string, how = {}) => (await readAll(sourceOf(text), how)).records;

/** Cells with all that CSV gives a meaning to. */
const cell = fc.oneof(
  fc.constantFrom('', 'a', '"', '""', ',', ';', '\t', '|', '\n', '\r\n', '\r', ' ', 'å', '日本'),
  fc.string({ unit: fc.constantFrom('a', 'Z', '"', ',', ';', '\t', '|', '\n', '\r', ' ', 'é') }),
);

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const bare = (text: string, delimiter: string) =>
  text === '' || [delimiter, '"', '\n', '\r'].some((sign) => text.includes(sign))
    ? quoted(text)
    : text;

function written(delimiter: string, end: string, quoteAll: boolean, rows: readonly string[][]) {
  const one = (text: string) => (quoteAll ? quoted(text) : bare(text, delimiter));
  return rows.map((row) => row.map(one).join(delimiter) + end).join('');
}

describe('rows', () => {
  test('any that are written by RFC 4180 read back the same, however the text is cut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...delimiters),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
        fc.array(fc.nat({ max: 200 }), { maxLength: 6 }),
        (delimiter, end, quoteAll, rows, cuts) => {
          const text = written(delimiter, end, quoteAll, rows);
          const places = [...new Set(cuts.map((cut) => Math.min(cut, text.length)))].sort(
            (one, other) => one - other,
          );
          const splitter = new CsvSplitter(delimiter);
          const found = [0, ...places]
            .flatMap((from, at) => [...splitter.push(text.slice(from, places[at]), false)])
            .concat([...splitter.push('', true)]);
          expect(found.map(({ cells }) => cells)).toEqual(rows);
          expect(found.every(({ problem }) => problem === null)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('stand at the line where they begin, with line ends of every kind, mixed', async () => {
    const text = 'a,b\r\n"one\r\ntwo",2\n\n"x\ny\rz",3\r4,5\n\r\n6,7';
    expect(await read(text)).toEqual([
      { line: 2, cells: ['one\r\ntwo', '2'] },
      { line: 5, cells: ['x\ny\rz', '3'] },
      { line: 8, cells: ['4', '5'] },
      { line: 10, cells: ['6', '7'] },
    ]);
  });

  test('with more or fewer cells than headings are refused, and the others are read', async () => {
    expect(await read('a,b\n1\n1,2,3\n4,5\n')).toEqual([
      { line: 2, problem: 'columns', column: null },
      { line: 3, problem: 'columns', column: null },
      { line: 4, cells: ['4', '5'] },
    ]);
  });

  test.each([
    ['inside a cell', 'Anna "Ann" Larsen,2'],
    ['after a closing quote', '"Anna" Larsen,2'],
    ['before an opening quote', 'Anna "Larsen",2'],
  ])('with a quote %s are refused, and the next is read', async (_, row) => {
    expect(await read(`a,b\n${row}\n4,5\n`)).toEqual([
      { line: 2, problem: 'quotes', column: null },
      { line: 3, cells: ['4', '5'] },
    ]);
  });

  test('too long are refused, and the next is read', async () => {
    const long = 'x'.repeat(longestLine + 10);
    expect(await read(`a,b\n"1\n",${long}\r\n4,5\n${long},2\n6,7`)).toEqual([
      { line: 2, problem: 'row_too_long', column: null },
      { line: 4, cells: ['4', '5'] },
      { line: 5, problem: 'row_too_long', column: null },
      { line: 6, cells: ['6', '7'] },
    ]);
  });

  test('with a cell too long are refused by their column', async () => {
    expect(await read(`a,b\n1,${'x'.repeat(4097)}\n1,${'x'.repeat(4096)}\n`)).toMatchObject([
      { line: 2, problem: 'cell_too_long', column: 1 },
      { line: 3, cells: ['1', 'x'.repeat(4096)] },
    ]);
  });
});

describe('a quote that does not close', () => {
  test('ends the file, at the line where it opens', async () => {
    await expect(read(`a,b\n1,2\n3,"4\n${'5,6\n'.repeat(40_000)}`)).rejects.toMatchObject({
      problem: 'unclosed_quote',
      line: 3,
    });
  });

  test('ends a short file, too', async () => {
    await expect(read('a,b\n1,"2\n3,4\n')).rejects.toMatchObject({ problem: 'unclosed_quote' });
  });
});

describe('delimiters', () => {
  test.each(delimiters)('%j is guessed, whatever else stands in the cells', async (delimiter) => {
    const others = delimiters.filter((one) => one !== delimiter).join(' ');
    const rows = [
      ['Name', 'Address', 'City'],
      [others, 'Storgata 5; 2 | b, c', 'x\ty'],
      ['b', 'c', 'd'],
    ];
    const { plan, records } = await readAll(sourceOf(written(delimiter, '\n', false, rows)));
    expect(plan.delimiter).toBe(delimiter);
    expect(records.map((record) => 'cells' in record && record.cells)).toEqual(rows.slice(1));
  });

  test('can be chosen otherwise', async () => {
    const { plan, records } = await readAll(sourceOf('a,b;c\n1,2;3\n'), { delimiter: ';' });
    expect(plan.headings).toEqual(['a,b', 'c']);
    expect(records).toEqual([{ line: 2, cells: ['1,2', '3'] }]);
  });

  test('of one column are none', async () => {
    const { plan, records } = await readAll(sourceOf('Client ID\n1\n2\n'));
    expect(plan).toMatchObject({ delimiter: ',', headings: ['Client ID'] });
    expect(records).toHaveLength(2);
  });
});
