import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '#shared/rules/delimited-text.ts';

/** Reads CSV by the letter of RFC 4180 and refuses everything else. */
function readStrictly(text: string, delimiter = ','): string[][] {
  const rows: string[][] = [];
  let at = 0;
  const take = (wanted: string) => {
    if (!text.startsWith(wanted, at)) throw new Error(`No ${JSON.stringify(wanted)} at ${at}`);
    at += wanted.length;
  };
  while (at < text.length) {
    const row: string[] = [];
    do {
      if (row.length > 0) take(delimiter);
      take('"');
      const quoted = /(?:[^"]|"")*/y;
      quoted.lastIndex = at;
      const [cell = ''] = quoted.exec(text) ?? [];
      at += cell.length;
      take('"');
      row.push(cell.replaceAll('""', '"'));
    } while (text[at] === delimiter);
    take('\r\n');
    rows.push(row);
  }
  return rows;
}

/** As a spreadsheet set to another delimiter cuts: quotes count at the beginning of a cell alone. */
function readLoosely(text: string, delimiter: string): string[] {
  return text.split(new RegExp(`[\r\n${delimiter}]`, 'u')).map((cell) => cell.replace(/^"+/, ''));
}

const runs = /^[=+\-@\t\r＝＋－＠]/u;
const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(...'=+-@\t\r\n＝＋－＠;|,"\' aé1', '\u2028', '\u0000'),
    maxLength: 12,
  }),
);

describe('a line of CSV', () => {
  test('is read back by the letter of RFC 4180, with as many cells and nothing that runs', () => {
    fc.assert(
      fc.property(fc.array(fc.array(nasty, { minLength: 1, maxLength: 5 })), (rows) => {
        const text = rows.map(csvLine).join('');
        const read = readStrictly(text);
        expect(read.map((cells) => cells.length)).toEqual(rows.map((cells) => cells.length));
        for (const cell of read.flat()) expect(cell).not.toMatch(runs);
      }),
      { numRuns: 2000 },
    );
  });

  test.each([';', '|', '\t'])(
    'runs nothing where a spreadsheet cuts it at %j instead',
    (delimiter) => {
      fc.assert(
        fc.property(fc.array(nasty, { minLength: 1, maxLength: 5 }), (cells) => {
          // The first cell opens with a quote of the line's own: the strict reading has it.
          const [, ...inner] = readLoosely(csvLine(['', ...cells]), delimiter);
          for (const cell of inner) expect(cell).not.toMatch(runs);
        }),
        { numRuns: 2000 },
      );
    },
  );

  test('leaves what is plain text as it is', () => {
    const plain = ['Åse "Bo" O’Neill', 'a, b; c', "d'Arc", 'x-y=z', '', 'two\u2028lines', '李'];
    expect(readStrictly(csvLine(plain))).toEqual([plain]);
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+47 22 41 50 99', "'+47 22 41 50 99"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', " '=1"],
    ['\r\n=1', "  '=1"],
    ['＝1', "'＝1"],
    ['a;=1', "a;'=1"],
    ['a;"=1"', 'a;"\'=1"'],
  ])('%j becomes %j', (cell, text) => {
    expect(readStrictly(csvLine([cell]))).toEqual([[text]]);
  });
});
