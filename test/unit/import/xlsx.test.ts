import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readAll, sourceOf } from '#test/support/import/source-of.ts';
import { type Cell, makeXlsx, type WorkbookParts } from '#test/support/import/xlsx-maker.ts';

const read = async (workbook: WorkbookParts, how = {}) =>
  readAll(sourceOf(makeXlsx(workbook)), how);
const rowsOf = async (rows: readonly (readonly Cell[])[], more: Partial<WorkbookParts> = {}) =>
  (await read({ sheets: { Clients: rows }, ...more })).records;
const number = (value: string, style = 0): Cell => ({
  attributes: `s="${style}"`,
  inside: `<v>${value}</v>`,
});

describe('a workbook', () => {
  test('reads back the same texts, whatever stands in them', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom('_x0041_', '<&>', ' a ', 'a\tb', 'a\nb', '\u0001', ']]>', '_x005F_x0041_'),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 }),
        async (rows) => {
          // XML makes line ends one, and a row without any text is none.
          const texts = rows
            .map((row) => row.map((text) => text.replace(/\r\n?/g, '\n')))
            .map(([one = '', other = '']) => [one || 'x', other]);
          const found = await rowsOf([['A', 'B'], ...texts]);
          expect(found).toEqual(texts.map((cells, at) => ({ line: at + 2, cells })));
        },
      ),
    );
  });

  test('has its texts beside the cells, in runs, and read out', async () => {
    const shared = (at: number): Cell => ({ attributes: 't="s"', inside: `<v>${at}</v>` });
    const sharedStrings =
      '<si><t>Name</t></si><si><r><t>An</t></r><r><t xml:space="preserve">na </t></r><rPh sb="0" eb="1"><t>アンナ</t></rPh></si><si><t>O_x0027_Brien</t></si>';
    expect(await rowsOf([[shared(0)], [shared(1)], [shared(2)]], { sharedStrings })).toEqual([
      { line: 2, cells: ['Anna '] },
      { line: 3, cells: ["O'Brien"] },
    ]);
  });

  test('has numbers as people write them, and dates as dates', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="[Red]&quot;day&quot; 0.00"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>';
    const cells = [
      number('104882'),
      number('4.722334455E9'),
      number('45000', 1),
      number('45000.5', 2),
    ];
    const more = [number('7030', 3), number('1.5', 4), number('59', 1), number('61', 1)];
    const heading = 'ABCDEFGH'.split('');
    const [row] = await rowsOf([heading, [...cells, ...more]], { styles });
    expect(row).toEqual({
      line: 2,
      cells: [
        ...['104882', '4722334455', '2023-03-15', '2023-03-15T12:00:00'],
        ...['07030', '1.5', '1900-02-28', '1900-03-01'],
      ],
    });
    const [mac] = await rowsOf([['A'], [number('43538', 1)]], { styles, from1904: true });
    expect(mac).toMatchObject({ cells: ['2023-03-15'] });
  });

  test('has rows and columns where they stand, and the empty ones are passed over', async () => {
    const sheet =
      '<worksheet><sheetData><row r="3"><c r="B3" t="str"><v>Name</v></c><c r="C3" t="str"><v>Mail</v></c></row><row r="4"><c r="B4"/></row><row r="9"><c r="C9" t="str"><v>a@b.no</v></c><c r="XFD9" s="1"/></row><row><c t="b"><v>1</v></c></row></sheetData></worksheet>';
    const parts = [{ name: 'xl/worksheets/sheet1.xml', data: sheet }];
    const { plan, records } = await read({ sheets: { A: [] }, parts });
    expect(plan.headings).toEqual(['', 'Name', 'Mail']);
    expect(records).toEqual([
      { line: 9, cells: ['', '', 'a@b.no'] },
      { line: 10, cells: ['true', '', ''] },
    ]);
  });

  test('is read by its first sheet, or by the one that is chosen', async () => {
    const workbook = { sheets: { First: [['A'], ['1']], 'Second &amp; last': [['B'], ['2']] } };
    expect(await read(workbook)).toMatchObject({
      plan: { format: 'xlsx', sheet: 'First', sheets: ['First', 'Second & last'] },
      records: [{ cells: ['1'] }],
    });
    expect((await read(workbook, { sheet: 'Second & last' })).records).toEqual([
      { line: 2, cells: ['2'] },
    ]);
    await expect(read(workbook, { sheet: 'Third' })).rejects.toMatchObject({ problem: 'sheet' });
  });

  test('may give its elements a prefix and name its parts from the root', async () => {
    const parts = [
      {
        name: 'xl/worksheets/sheet1.xml',
        data: '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>A</x:t></x:is></x:c></x:row><x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        data: '<Relationships><Relationship Id="rId1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="/XL/worksheets/sheet1.xml"/></Relationships>',
      },
    ];
    expect((await read({ sheets: { A: [] }, parts })).records).toEqual([{ line: 2, cells: ['1'] }]);
  });
});
