import { describe, expect, test } from 'vitest';
import type { ByteSource } from '#main/import/records.ts';
import { readAll, sourceOf } from '#test/support/import/source-of.ts';
import {
  badlyPacked,
  columnName,
  makeXlsx,
  type WorkbookParts,
  xlsxParts,
} from '#test/support/import/xlsx-maker.ts';
import { makeZip, type ZipEntry } from '#test/support/import/zip-maker.ts';

const plain: WorkbookParts = { sheets: { A: [['Name'], ['Anna']] } };
const withPart = (part: ZipEntry) => makeXlsx({ ...plain, parts: [part] });
const sheet = (data: string) => withPart({ name: 'xl/worksheets/sheet1.xml', data });
const rows = (inside: string) => sheet(`<worksheet><sheetData>${inside}</sheetData></worksheet>`);
const name = '<row r="1"><c r="A1" t="str"><v>Name</v></c></row>';

/** Counts what is read of a file. */
function counted(source: ByteSource) {
  const count = { bytes: 0 };
  const read = async (offset: number, length: number) => {
    count.bytes += length;
    return source.read(offset, length);
  };
  return { count, source: { size: source.size, read } };
}

describe('a workbook is refused as a whole', () => {
  const many = Array.from({ length: 201 }, (_, at) => ({ name: `xl/media/${at}.png`, data: 'x' }));
  test.each([
    [
      'a part that unpacks to a thousand times its size',
      'too_large',
      sheet(' '.repeat(20_000_000)),
    ],
    ['more parts than are read', 'too_large', makeZip([...xlsxParts(plain), ...many])],
    [
      'a part that says it is larger than is read',
      'too_large',
      withPart({ name: 'xl/big.bin', data: 'x', claims: { size: 3_000_000_000 } }),
    ],
    [
      'a part that is larger than it says',
      'damaged',
      withPart({ name: 'xl/worksheets/sheet1.xml', data: name.repeat(1000), claims: { size: 40 } }),
    ],
    [
      'a part that is not what was packed',
      'damaged',
      withPart({
        name: 'xl/worksheets/sheet1.xml',
        data: `<worksheet>${name}</worksheet>`,
        claims: { crc: 1 },
      }),
    ],
    [
      'a part that is locked',
      'damaged',
      withPart({ name: 'xl/worksheets/sheet1.xml', data: name, claims: { flags: 0x801 } }),
    ],
    [
      'a part packed in another way',
      'damaged',
      withPart({ name: 'xl/worksheets/sheet1.xml', data: name, claims: { method: 14 } }),
    ],
    [
      'one part twice',
      'damaged',
      makeZip([...xlsxParts(plain), { name: 'XL/workbook.xml', data: '' }]),
    ],
    ['a part above the package', 'damaged', withPart({ name: '../../etc/passwd', data: 'x' })],
    ['a part from the root', 'damaged', withPart({ name: '/etc/passwd', data: 'x' })],
    ['a part on a drive', 'damaged', withPart({ name: 'C:/boot.ini', data: 'x' })],
    ['a part by backward slashes', 'damaged', withPart({ name: 'xl\\..\\..\\x', data: 'x' })],
    [
      'a sheet above the package',
      'damaged',
      withPart({
        name: 'xl/_rels/workbook.xml.rels',
        data: '<Relationships><Relationship Id="rId1" Type="/worksheet" Target="../../etc/passwd"/></Relationships>',
      }),
    ],
    [
      'a sheet somewhere else',
      'empty',
      withPart({
        name: 'xl/_rels/workbook.xml.rels',
        data: '<Relationships><Relationship Id="rId1" Type="/worksheet" TargetMode="External" Target="https://example.com/sheet.xml"/></Relationships>',
      }),
    ],
    [
      'a workbook within it alone',
      'format',
      makeZip([{ name: 'book.xlsx', data: makeXlsx(plain) }]),
    ],
    [
      'another document',
      'format',
      makeZip([
        {
          name: '_rels/.rels',
          data: '<Relationships><Relationship Id="a" Type="/officeDocument" Target="word/document.xml"/></Relationships>',
        },
        { name: 'word/document.xml', data: '<document/>' },
      ]),
    ],
    [
      'entities that grow (billion laughs)',
      'doctype',
      sheet('<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'),
    ],
    [
      'an entity from a file (XXE)',
      'doctype',
      sheet('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'),
    ],
    [
      'an entity that is none',
      'damaged',
      rows(`<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>`),
    ],
    ['elements nested without end', 'damaged', rows('<a>'.repeat(100_000))],
    ['a tag without end', 'damaged', rows(`<row r="${badlyPacked(3_000_000)}`)],
    ['a text without end', 'damaged', rows(`<row><c><v>${badlyPacked(3_000_000)}`)],
    [
      'XML in another encoding',
      'damaged',
      sheet('<?xml version="1.0" encoding="UTF-7"?><worksheet/>'),
    ],
    ['bytes that are no UTF-8', 'damaged', rows('').fill(0)],
    ['rows out of order', 'damaged', rows('<row r="5"/><row r="4"/>')],
    [
      'two cells in one place',
      'damaged',
      rows('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
    ],
    ['a row beyond the last', 'damaged', rows('<row r="1048577"><c><v>1</v></c></row>')],
    ['a text that is not there', 'damaged', rows('<row r="1"><c t="s"><v>7</v></c></row>')],
    [
      'headings beyond the last column that is read',
      'too_many_columns',
      rows('<row r="1"><c r="IW1"><v>1</v></c></row>'),
    ],
    [
      'a formula for a heading',
      'headings',
      rows('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'),
    ],
    [
      'a sheet of a name that none can have',
      'damaged',
      makeXlsx({ sheets: { ['x'.repeat(32)]: [['Name'], ['Anna']] } }),
    ],
    ['nothing', 'empty', rows('<row r="1"><c r="A1"/></row>')],
  ])('with %s', async (_, problem, bytes) => {
    const source = sourceOf(bytes);
    await expect(readAll(source, { format: 'xlsx' })).rejects.toMatchObject({ problem });
  });

  test('with more shared texts than are held, before it is read to its end', async () => {
    const sharedStrings = `<si><t>${badlyPacked(2_000)}</t></si>`.repeat(17_000);
    const { source, count } = counted(sourceOf(makeXlsx({ ...plain, sharedStrings })));
    await expect(readAll(source)).rejects.toMatchObject({ problem: 'too_large' });
    expect(count.bytes).toBeLessThan(source.size * 2);
  });

  test('when the file breaks off, and what keeps the file is heard when it fails', async () => {
    const bytes = makeXlsx(plain);
    await expect(readAll(sourceOf(bytes.subarray(0, -30)))).rejects.toMatchObject({
      problem: 'damaged',
    });
    const broken = { size: bytes.length, read: async () => Promise.reject(new Error('No disk')) };
    await expect(readAll(broken)).rejects.toThrow('No disk');
    const later = {
      size: bytes.length,
      read: async (offset: number, length: number) => {
        if (offset === 0 && length < 200) throw new Error('No disk');
        return bytes.subarray(offset, offset + length);
      },
    };
    await expect(readAll(later)).rejects.toThrow('No disk');
  });
});

describe('a workbook is read past', () => {
  test('a million empty cells, holding none of them', async () => {
    const columns = Array.from({ length: 1000 }, (_, at) => at);
    const empty = Array.from({ length: 1000 }, (_, at) => {
      const line = at + 2;
      return `<row r="${line}">${columns.map((column) => `<c r="${columnName(column)}${line}" s="1"/>`).join('')}</row>`;
    });
    const last = '<row r="2000"><c r="A2000" t="str"><v>Anna</v></c></row>';
    const { records } = await readAll(sourceOf(rows(name + empty.join('') + last)));
    expect(records).toEqual([{ line: 2000, cells: ['Anna'] }]);
  });

  test('packages and programs within it, which are never opened', async () => {
    const parts = [
      { name: 'xl/embeddings/bomb.zip', data: makeZip([{ name: 'a', data: 'x' }]) },
      { name: 'xl/vbaProject.bin', data: 'MZ' },
    ];
    expect((await readAll(sourceOf(makeXlsx({ ...plain, parts })))).records).toHaveLength(1);
  });
});

describe('a row of a workbook is refused', () => {
  test.each([
    ['a formula', '<c r="A2"><f>HYPERLINK("http://x")</f><v>Anna</v></c>', 'formula', 0],
    ['a part of a formula', '<c r="A2"><f t="shared" si="0"/><v>Anna</v></c>', 'formula', 0],
    ['the error of a formula', '<c r="A2" t="e"><v>#REF!</v></c>', 'formula', 0],
    ['a cell beside the headings', '<c r="B2"><v>1</v></c>', 'columns', null],
    ['a cell far beside the headings', '<c r="XFD2"><v>1</v></c>', 'columns', null],
    ['a cell too long', `<c r="A2" t="str"><v>${'x'.repeat(5000)}</v></c>`, 'cell_too_long', 0],
    ['half a character', '<c r="A2" t="str"><v>_xD800_</v></c>', 'encoding', 0],
  ])('with %s, and the next is read', async (_, cells, problem, column) => {
    const next = '<row r="3"><c r="A3" t="str"><v>Per</v></c></row>';
    const { records } = await readAll(sourceOf(rows(`${name}<row r="2">${cells}</row>${next}`)));
    expect(records).toEqual([
      { line: 2, problem, column },
      { line: 3, cells: ['Per'] },
    ]);
  });
});
