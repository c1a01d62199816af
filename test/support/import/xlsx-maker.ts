import { makeZip, type ZipEntry } from './zip-maker.ts';

const header = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A cell: a text; or its XML's inside with its attributes. */
export type Cell = string | { readonly attributes?: string; readonly inside: string };

export interface WorkbookParts {
  /** Rows by the sheet's name. */
  readonly sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>;
  /** XML of the shared strings; without it texts stand in their cells. */
  readonly sharedStrings?: string;
  readonly styles?: string;
  readonly from1904?: boolean;
  /** Parts that take the place of others of their name, or come besides. */
  readonly parts?: readonly ZipEntry[];
}

/** A workbook as Excel writes it (ECMA-376), as far as it matters. */
export function makeXlsx(workbook: WorkbookParts): Buffer {
  return makeZip(xlsxParts(workbook));
}

export function xlsxParts(workbook: WorkbookParts): readonly ZipEntry[] {
  const { sheets, sharedStrings, styles, from1904, parts = [] } = workbook;
  const names = Object.keys(sheets);
  const related = [
    ...names.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    ...(sharedStrings ? [relation('strings', 'sharedStrings', 'sharedStrings.xml')] : []),
    ...(styles ? [relation('styles', 'styles', 'styles.xml')] : []),
  ];
  const made: ZipEntry[] = [
    {
      name: '_rels/.rels',
      data: relationList([relation('rId1', 'officeDocument', 'xl/workbook.xml')]),
    },
    {
      name: 'xl/workbook.xml',
      data: `${header}<workbook xmlns="${main}" xmlns:r="${relations}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${names
        .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
        .join('')}</sheets></workbook>`,
    },
    { name: 'xl/_rels/workbook.xml.rels', data: relationList(related) },
    ...names.map((name, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      data: sheetXml(sheets[name] ?? []),
    })),
    ...(sharedStrings
      ? [
          {
            name: 'xl/sharedStrings.xml',
            data: `${header}<sst xmlns="${main}">${sharedStrings}</sst>`,
          },
        ]
      : []),
    ...(styles
      ? [
          {
            name: 'xl/styles.xml',
            data: `${header}<styleSheet xmlns="${main}">${styles}</styleSheet>`,
          },
        ]
      : []),
  ];
  const replaced = new Set(parts.map(({ name }) => name));
  return [...made.filter(({ name }) => !replaced.has(name)), ...parts];
}

export function sheetXml(rows: readonly (readonly Cell[])[]): string {
  const lines = rows.map(
    (cells, at) =>
      `<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`)).join('')}</row>`,
  );
  return `${header}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: Cell, place: string): string {
  if (typeof cell !== 'string')
    return `<c r="${place}"${cell.attributes ? ` ${cell.attributes}` : ''}>${cell.inside}</c>`;
  return cell === ''
    ? ''
    : `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

/** What XML can't hold, and what looks like it was escaped, as Excel escapes it. */
export function escaped(text: string): string {
  return text
    .replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (sign) =>
      /[\t\n]/.test(sign) ? sign : `_x${hex(sign)}_`,
    )
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

const hex = (sign: string) => sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase();

/** The letters of a column, from 0: `A`, `Z`, `AA`. */
export function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

const relation = (id: string, kind: string, target: string) =>
  `<Relationship Id="${id}" Type="${relations}/${kind}" Target="${target}"/>`;

const relationList = (all: readonly string[]) =>
  `${header}<Relationships xmlns="${packageRelations}">${all.join('')}</Relationships>`;

/** Letters that pack badly, so that what is made of them is no bomb. */
export function badlyPacked(count: number): string {
  let seed = 1;
  let text = '';
  while (text.length < count) {
    seed = (seed * 48_271) % 2_147_483_647;
    text += seed.toString(36);
  }
  return text.slice(0, count);
}
