import iconv from 'iconv-lite';
import type { ReadHow } from '#main/import/records.ts';
import { delimiters, encodings } from '#shared/rules/import-formats.ts';
import { targetFields } from '#shared/rules/import-mapping.ts';
import { Draw } from './draw.ts';
import { type Cell, escaped, xlsxParts } from './xlsx-maker.ts';
import { makeZip, type ZipEntry } from './zip-maker.ts';

export interface GeneratedFile {
  readonly bytes: Buffer;
  readonly how: ReadHow;
  /** What it was made as, and what was done to it. */
  readonly kind: string;
}

/** File number `seed`: one that is fine, or one that was fine once, or never. */
export function generatedFile(seed: number): GeneratedFile {
  const draw = new Draw(seed);
  const [made, bytes] = draw.of(makers)(draw);
  const [done, mutated] = draw.oneIn(3) ? ['whole', bytes] : draw.of(mutations)(draw, bytes);
  return { bytes: mutated, how: draw.oneIn(5) ? chosen(draw) : {}, kind: `${made}, ${done}` };
}

function chosen(draw: Draw): ReadHow {
  return {
    ...(draw.oneIn(2) ? { format: draw.of(['csv', 'jsonl', 'xlsx'] as const) } : {}),
    ...(draw.oneIn(2) ? { encoding: draw.of(encodings) } : {}),
    ...(draw.oneIn(2) ? { delimiter: draw.of(delimiters) } : {}),
    ...(draw.oneIn(8) ? { sheet: draw.of(['Sheet0', 'Sheet1', '']) } : {}),
  };
}

const headings = [
  ...targetFields,
  ...[
    'Client ID',
    'First Name',
    'Phone/Chat Code',
    'Support PIN',
    'first',
    'last',
    'company',
    'id',
  ],
  ...['firstname', 'lastname', 'companyname', 'phonenumber', 'zip', 'contacts.1.name', 'x', ''],
  ...['__proto__', 'constructor', 'a"b', 'Привет', 'a\nb', '\u202e'],
];

const texts = [
  ...[
    'Anna Larsen',
    'José Núñez',
    '山田 太郎',
    'Łukasz Żak',
    "O'Brien",
    'Larsen Data AS',
    'NO',
    'ES',
  ],
  ...['anna@larsen.no', 'a@b.co.uk', '+47 22 33 44 55', '22334455', '0155', 'Oslo', 'Storgata 5'],
  ...[
    'Active',
    'yes',
    'billing, owner',
    '2020-02-29',
    '43831',
    '1E+99',
    'seven quiet otters',
    '4417',
  ],
  ...['=1+1', '@x', '-1', "'=1", 'Раурal', '\u202email', 'a\u200bb', '4111 1111 1111 1111', '\0'],
  ...[
    '"',
    '""',
    'a"b',
    ',',
    ';;',
    'a\tb',
    'a|b',
    'a\r\nb',
    '\n',
    '',
    ' ',
    '\ufeff',
    '\ufffd',
    '\ud800',
  ],
  ...[
    '__proto__',
    'constructor',
    '_x0000_',
    '_xD800_',
    '&lt;',
    '<![CDATA[',
    ']]>',
    '-->',
    '\\u0000',
  ],
];

const text = (draw: Draw): string =>
  draw.oneIn(200) ? draw.of(texts).repeat(draw.below(3000)) : draw.of(texts);

/** Mostly a few rows; now and then so many that they span pieces of a file. */
const rowCount = (draw: Draw) => (draw.oneIn(40) ? 1500 : 6);

/** What is fine under some headings. */
const fine = {
  'Client ID': ['104882', 'C-1500', '7'],
  username: ['larsen', 'jose.nunez', 'AB_2'],
  'First Name': ['Anna', 'José', 'Łukasz', '太郎'],
  'Last Name': ['Larsen', "O'Brien", 'Żak', '山田'],
  company: ['Larsen Data AS', '', 'NULL'],
  email: ['anna@larsen.no', 'a.b@c.co.uk'],
  phone: ['22 33 44 55', '+47.22334466', "'+47 22 33 44 77"],
  country: ['NO', 'Norway', ''],
  address1: ['Storgata 5', 'Storgata 5\r\n2. etg.'],
  zip: ['0155', '5003'],
  city: ['Oslo', 'Bergen; sentrum'],
  'Support PIN': ['seven quiet otters', '4417', 'N/A', ''],
  'Contact 1 Name': ['Per Holm', 'Ida "Idun" Berg'],
  'Contact 1 Permissions': ['billing, technical', ''],
  Notes: ['Pays late, but pays', ''],
} as const;

interface Table {
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Rows of accounts with something odd now and then, or of anything. */
function table(draw: Draw): Table {
  if (draw.oneIn(3)) return oddTable(draw);
  const columns = Object.entries<readonly string[]>(fine);
  return {
    names: columns.map(([name]) => name),
    rows: draw.many(0, rowCount(draw), () =>
      columns.map(([, values]) => (draw.oneIn(80) ? text(draw) : draw.of(values))),
    ),
  };
}

function oddTable(draw: Draw): Table {
  const names = draw.many(1, draw.oneIn(50) ? 300 : 8, () => draw.of(headings));
  const rows = draw.many(0, rowCount(draw), () =>
    names.slice(draw.oneIn(20) ? 1 : 0).map(() => text(draw)),
  );
  return { names, rows };
}

type Maker = (draw: Draw) => readonly [made: string, bytes: Buffer];

const makers: readonly Maker[] = [
  function csv(draw) {
    const { names, rows } = table(draw);
    const delimiter = draw.of(delimiters);
    const cell = (one: string) =>
      draw.oneIn(500) ? one : /[",;|\t\r\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one;
    const end = () => (draw.oneIn(10) ? '\r' : draw.of(['\n', '\r\n']));
    const lines = [names, ...rows].map((row) => row.map(cell).join(delimiter) + end());
    return ['csv', inSomeEncoding(draw, lines.join(''))];
  },
  function jsonLines(draw) {
    const { names, rows } = table(draw);
    const value = (one: string): unknown =>
      draw.oneIn(100)
        ? draw.of<unknown>([null, true, 1e21, [1, 'a'], { a: { b: one } }, [{ name: one }], []])
        : one;
    const lines = rows.map((row) =>
      JSON.stringify(Object.fromEntries(row.map((one, at) => [names[at] ?? '', value(one)]))),
    );
    return ['jsonl', inSomeEncoding(draw, lines.join(draw.of(['\n', '\r\n'])))];
  },
  (draw) => ['xlsx', makeZip(workbook(draw))],
  function brokenXml(draw) {
    const parts = workbook(draw).map((part) =>
      draw.oneIn(3) ? { ...part, data: brokenText(draw, part.data.toString()) } : part,
    );
    return ['xlsx with broken XML', makeZip(parts)];
  },
  function lyingZip(draw) {
    const parts = workbook(draw).map((part) =>
      draw.oneIn(4) ? { ...part, claims: lie(draw) } : part,
    );
    return ['xlsx with a lying table of contents', makeZip(parts)];
  },
  function structure(draw) {
    const tokens = draw.many(0, 400, () => draw.of([...draw.of(grammars), ...texts]));
    return ['random structure', inSomeEncoding(draw, tokens.join(''))];
  },
  function noise(draw) {
    const start = draw.of(['', 'PK\x03\x04', '\xef\xbb\xbf', '\xff\xfe', '{', 'Client ID,Name\n']);
    return [
      'noise',
      Buffer.from([...Buffer.from(start, 'latin1'), ...draw.many(0, 3000, () => draw.below(256))]),
    ];
  },
];

const grammars = [
  ['"', ',', '\n', '\r', ';', '\t', '|', '""'],
  ['{', '}', '[', ']', ':', '"', ',', '\\u', 'null', '1e999', '\n', '{"a":', '"a.b":'],
  [
    '<row>',
    '<c t="s">',
    '<v>',
    '</v>',
    '</c>',
    '</row>',
    '&amp;',
    '&x;',
    '<!--',
    '<!DOCTYPE a [',
    '<?xml ?>',
  ],
] as const;

function workbook(draw: Draw): readonly ZipEntry[] {
  const { names, rows } = table(draw);
  const shared: string[] = [];
  const cell = (one: string): Cell => {
    if (draw.oneIn(3)) return { attributes: 't="s"', inside: `<v>${shared.push(one) - 1}</v>` };
    if (!draw.oneIn(12)) return one;
    return draw.of<Cell>([
      { attributes: `s="${draw.below(4)}"`, inside: `<v>${draw.below(60_000)}.5</v>` },
      { attributes: 't="e"', inside: '<v>#REF!</v>' },
      { inside: '<f>1+1</f><v>2</v>' },
      { attributes: 't="b"', inside: '<v>1</v>' },
      { attributes: 't="d"', inside: '<v>2020-02-29</v>' },
    ]);
  };
  const sheets = Object.fromEntries(
    draw.many(1, 2, (at) => [`Sheet${at}`, [names, ...rows].map((row) => row.map(cell))]),
  );
  const styles =
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs><numFmts><numFmt numFmtId="164" formatCode="00000"/></numFmts>';
  return xlsxParts({
    sheets,
    from1904: draw.oneIn(5),
    ...(shared.length > 0
      ? { sharedStrings: shared.map((one) => `<si><t>${escaped(one)}</t></si>`).join('') }
      : {}),
    ...(draw.oneIn(2) ? { styles } : {}),
  });
}

function lie(draw: Draw): NonNullable<ZipEntry['claims']> {
  return draw.of<NonNullable<ZipEntry['claims']>>([
    { size: draw.of([0, 1, 100, 0x7fffffff, 0xffffffff]) },
    { crc: draw.below(1000) },
    { method: draw.of([0, 1, 9, 14, 99]) },
    { flags: draw.of([0, 1, 8, 0x40, 0xffff]) },
  ]);
}

function inSomeEncoding(draw: Draw, written: string): Buffer {
  const encoding = draw.oneIn(6) ? draw.of(encodings) : 'utf-8';
  return iconv.encode(draw.oneIn(8) ? `\ufeff${written}` : written, encoding);
}

function brokenText(draw: Draw, whole: string): string {
  const at = draw.below(whole.length + 1);
  return draw.of([
    whole.slice(0, at),
    whole.slice(0, at) + draw.of([...draw.of(grammars), ...texts]) + whole.slice(at),
    whole.slice(0, at) + whole.slice(at + draw.below(20)),
    whole.replace(/r="[A-Z]+\d+"/, `r="${draw.of(['A0', 'ZZZ1', '1A', 'XFD1048577', ''])}"`),
  ]);
}

type Mutation = (draw: Draw, bytes: Buffer) => readonly [done: string, bytes: Buffer];

const mutations: readonly Mutation[] = [
  (draw, bytes) => ['cut short', bytes.subarray(0, draw.below(bytes.length + 1))],
  function flipped(draw, bytes) {
    const copy = Buffer.from(bytes);
    for (const at of draw.many(1, 20, () => draw.below(bytes.length || 1)))
      if (at < copy.length) copy[at] = (copy[at] ?? 0) ^ (1 << draw.below(8));
    return ['bits flipped', copy];
  },
  function overwritten(draw, bytes) {
    const copy = Buffer.from(bytes);
    const at = draw.below(bytes.length + 1);
    copy.fill(draw.of([0, 0x22, 0x0a, 0xff]), at, Math.min(copy.length, at + draw.below(40)));
    return ['overwritten', copy];
  },
  function inserted(draw, bytes) {
    const at = draw.below(bytes.length + 1);
    const more = Buffer.from(draw.many(1, 40, () => draw.of(texts)).join(''));
    return ['something inserted', Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])];
  },
  function taken(draw, bytes) {
    const at = draw.below(bytes.length + 1);
    return [
      'something taken out',
      Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + draw.below(60))]),
    ];
  },
  function joined(draw, bytes) {
    const [, other] = draw.of(makers)(draw);
    return [
      'joined to another',
      Buffer.concat([bytes.subarray(0, draw.below(bytes.length + 1)), other]),
    ];
  },
];
