import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { type Encoding, encodings } from '#shared/rules/import-formats.ts';
import { readAll, sourceOf } from '#test/support/import/source-of.ts';

/** Long enough for their frequencies to tell. */
const texts: Readonly<Partial<Record<Encoding, string>>> = {
  'utf-8': 'Bjørn Ångström,東京都,Łukasz Żak',
  'windows-1252': 'Bjørn Ångström à Besançon – “garçon” où l’été, Köln grüßt Málaga',
  'windows-1251': 'Иван Петров,улица Ленина,город Москва,телефон клиента',
  'koi8-r': 'Иван Петров,улица Ленина,город Москва,телефон клиента',
  shift_jis: '山田太郎は東京都千代田区に住んでいます,カタカナとひらがな',
  'euc-jp': '山田太郎は東京都千代田区に住んでいます,カタカナとひらがな',
  'euc-kr': '김철수는 서울특별시 강남구에 살고 있습니다,한국어',
  big5: '王小明住在台北市信義區,這是一個中文的客戶資料',
  gb18030: '王小明住在北京市朝阳区,这是一个中文的客户资料',
};

const file = (text: string) => `Name;Address\n${`${text.replaceAll(',', ' ')};x\n`.repeat(20)}`;

async function firstCell(bytes: Buffer, how = {}) {
  const { plan, records } = await readAll(sourceOf(bytes), how);
  const [first] = records;
  return { encoding: plan.encoding, cell: first && 'cells' in first ? first.cells[0] : first };
}

describe('an encoding', () => {
  test.each(Object.entries(texts))('%s is guessed by what a file holds', async (encoding, text) => {
    expect(await firstCell(iconv.encode(file(text), encoding))).toEqual({
      encoding,
      cell: text.replaceAll(',', ' '),
    });
  });

  test.each(['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const)(
    '%s is known by its byte order mark, which is no part of a heading',
    async (encoding) => {
      const bytes = iconv.encode('\ufeffName;Address\nBjørn;x\n', encoding);
      const { plan, records } = await readAll(sourceOf(bytes));
      expect(plan).toMatchObject({ encoding, headings: ['Name', 'Address'] });
      expect(records).toEqual([{ line: 2, cells: ['Bjørn', 'x'] }]);
    },
  );

  test.each(['utf-16le', 'utf-16be'] as const)('%s is guessed without a mark', async (encoding) => {
    const bytes = iconv.encode('Name;Address\nBjørn Ångström;Storgata 5\n', encoding);
    expect(await firstCell(bytes)).toEqual({ encoding, cell: 'Bjørn Ångström' });
  });

  test.each(encodings)('%s is read where it is chosen', async (encoding) => {
    const cell = texts[encoding]?.replaceAll(',', ' ') ?? 'Anna Larsen';
    const bytes = iconv.encode(`Name;Address\n${cell};x\n`, encoding);
    expect(await firstCell(bytes, { encoding })).toEqual({ encoding, cell });
  });

  test('that spans pieces of the file is read across them', async () => {
    const rows = Array.from({ length: 9_000 }, (_, at) => `日本語${at};山田太郎`);
    const text = `Name;Address\n${rows.join('\n')}\n`;
    for (const encoding of ['utf-8', 'shift_jis', 'utf-16be', 'gb18030'] as const) {
      const { records } = await readAll(sourceOf(text, encoding), { encoding });
      expect(records.map((record) => 'cells' in record && record.cells.join(';'))).toEqual(rows);
    }
  });

  test('UTF-32 is refused', async () => {
    const bytes = Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]);
    await expect(readAll(sourceOf(bytes))).rejects.toMatchObject({ problem: 'encoding' });
  });
});

describe('bytes that are no text', () => {
  const text = Buffer.from('Name;Address\nBj\xf8rn;x\nAnna;y\n', 'latin1');

  test('are refused with their line and column, and the other rows are read', async () => {
    const { records } = await readAll(sourceOf(text), { encoding: 'utf-8' });
    expect(records).toEqual([
      { line: 2, problem: 'encoding', column: 0 },
      { line: 3, cells: ['Anna', 'y'] },
    ]);
  });

  test.each([
    ['half a character', Buffer.from('Name;Address\nAnna;\xe6\x97', 'latin1'), {}],
    [
      'half a unit of UTF-16',
      Buffer.from('\ufeffName;Address\nAnna;xy', 'utf16le').subarray(0, -1),
      {},
    ],
    ['half a pair of UTF-16', Buffer.from('\ufeffName;Address\nAnna;\ud800\n', 'utf16le'), {}],
  ])('are refused at the end: %s', async (_, bytes, how) => {
    const { records } = await readAll(sourceOf(bytes), how);
    expect(records).toEqual([{ line: 2, problem: 'encoding', column: 1 }]);
  });
});
