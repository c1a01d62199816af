import fc from 'fast-check';

/** Stands in every hostile payload: wherever an error repeats it, the product echoes its input. */
export const marker = 'Kanarie77Marker';

const texts = [
  // For the database and its full-text search.
  `'; drop table staff; -- ${marker}`,
  `" or "1"="1" /* ${marker} */`,
  `${marker}' union select password_hash, 1, 2 from staff --`,
  `"${marker}* NEAR(a b, 2) OR ^col : -not AND`,
  '* ( ) " \' : ^ { } + - NOT',
  '%_%\\%__',
  // For a page, a template, a log line, a shell, a format string.
  `<script>alert('${marker}')</script>`,
  `<img src=x onerror="${marker}"><style>*{display:none}</style>`,
  `{{constructor.constructor('return 1')()}} \${7*7} #{7*7} ${marker}`,
  `%s%n%x%d{} ${marker}`,
  `\`id\`; $(id) | ${marker} && rm -rf ./nowhere`,
  `${marker}\r\nSet-Cookie: a=b\r\n\r\n{"ok":true}`,
  `${marker}\n    at ${marker} (file.ts:1:1)`,
  `{"ok":true,"value":"${marker}"}`,
  // For paths. None of them is a path that could be made.
  `../../../../etc/passwd ${marker}`,
  '/etc/passwd',
  '/dev/null/x',
  '..\\..\\windows\\win.ini',
  'C:\\Windows\\System32',
  'file:///etc/passwd',
  // For whatever takes text for something else.
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '[object Object]'],
  ...[
    'null',
    'undefined',
    'true',
    'NaN',
    '-0',
    '1e308',
    '0x10',
    '１２３',
    '',
    ' ',
    '\t',
    '.',
    '..',
  ],
  // For whoever counts, folds, cuts or shows Unicode.
  `\ud800${marker}`,
  `${marker}\udc00`,
  '\udfff\ud800',
  `${marker}\0${marker}`,
  `\u202e${marker}\u2066\u2069`,
  `\u200b\u200d\ufeff${marker}\u2028\u2029`,
  `e${'\u0301'.repeat(100)}${marker}`,
  'K\u0430nari\u0435 \u03b1dmin',
  'ßẞŉǰΐﬃİıſ ς Σ ﷺ',
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇳🇴',
  '\uffff\ufffe\u{10ffff}\u{e0001}',
  'ก็็็็็็็็็็็็็็็็็็็็ กิิิิิิิิิิ',
  '각ᄀᆞᆨ각'.normalize('NFD'),
];

const lengths = [39, 40, 41, 60, 61, 80, 81, 127, 128, 129, 200, 201, 256, 257, 300, 301, 4097];

/** Text that has broken something somewhere, random text of every plane, and floods. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...texts) },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 0, max: 0xffff })).map(fromUnits) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...texts), hostileLength()).map(flood) },
);

/** Numbers at the edges of what integers, times, ids and SQLite hold. */
export const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    ...[0, -0, -1, 1, 1.5, 0.1, 5e-324, 1e308, -1e308, Number.POSITIVE_INFINITY],
    ...[2 ** 31, 2 ** 32, 2 ** 53, 2 ** 53 - 1, -(2 ** 53), 2 ** 63, -(2 ** 63)],
    ...[8.64e15, 8.64e15 + 1, 1e21, 1000, 1001],
  ),
  fc.integer(),
  fc.double({ noNaN: true }),
);

/** Names of fields that are no fields, or that an object has without being given them. */
export const hostileName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'then', 'toJSON', 'length'],
    ...['hasOwnProperty', '__defineGetter__', '', ' ', '0', 'token', 'operator', 'role', 'staffId'],
    `${marker}'; drop table staff`,
  ),
  hostileText,
);

const pollution = [
  `{"__proto__":{"polluted":"${marker}"}}`,
  `{"constructor":{"prototype":{"polluted":"${marker}"}}}`,
  '{"toString":1,"valueOf":null,"toJSON":"x","then":{}}',
  '{"length":4294967295,"0":1}',
].map((text) => JSON.parse(text));

/** Anything that JSON can carry, where something else is meant. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  { weight: 4, arbitrary: hostileNumber },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null]) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...pollution) },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.array(hostileText, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.constantFrom(nested(2000), Array(5000).fill(marker), wide(1000)) },
);

/** What a call within the process could bring and JSON can't. */
export const beyondJson: readonly unknown[] = [
  undefined,
  Number.NaN,
  10n,
  Symbol(marker),
  new Date(Number.NaN),
  new Map([['__proto__', marker]]),
  new Set([marker]),
  new Uint8Array(70_000),
  /x/,
  new Error(marker),
  () => marker,
  Object.create(null),
  cyclic(),
];

/** Bodies that are not what a body should be. */
export const brokenBodies: readonly string[] = [
  '',
  ' ',
  `{"query":"${marker}`,
  `${marker}`,
  `{"query":"${marker}"}}`,
  `\ufeff{"query":"${marker}"}`,
  `{"query":"${marker}","query":{"a":1}}`,
  '['.repeat(30_000),
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  `{"a":${'9'.repeat(10_000)}}`,
  `"${'x'.repeat(65_000)}"`,
  `"${marker.repeat(10_000)}"`,
  `{"\\u005f_proto__":{"polluted":"${marker}"}}`,
  'undefined',
  'NaN',
];

/** JSON as text, with the numbers that JSON.stringify would lose: infinity and minus zero. */
export function toJsonText(value: unknown): string {
  const text = JSON.stringify(value, (_key, one) => {
    if (one === Number.POSITIVE_INFINITY) return '@@1e999@@';
    return Object.is(one, -0) ? '@@-0@@' : one;
  });
  return (text ?? '').replace(/"@@(.+?)@@"/g, '$1');
}

function hostileLength() {
  return fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...lengths) },
    { weight: 1, arbitrary: fc.constantFrom(70_000, 300_000) },
  );
}

function flood([text, length]: [string, number]) {
  return (text || 'x').repeat(Math.ceil(length / (text.length || 1))).slice(0, length);
}

function fromUnits(units: readonly number[]) {
  return String.fromCharCode(...units);
}

function nested(depth: number): unknown {
  let value: unknown = marker;
  for (let level = 0; level < depth; level++) value = level % 2 ? [value] : { a: value };
  return value;
}

function wide(count: number) {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${marker}${at}`, at]));
}

function cyclic(): unknown {
  const value: Record<string, unknown> = { name: marker };
  value['self'] = value;
  return value;
}
