import { hidesCharacters } from '#shared/rules/line-text.ts';
import { csvHeadings, guessDelimiter } from './csv-reader.ts';
import { guessEncoding, headText } from './encodings.ts';
import { jsonHeadings } from './jsonl-reader.ts';
import { headBytes, longestHeading, mostColumns } from './limits.ts';
import { type ByteSource, type FilePlan, type ReadHow, UnreadableFile } from './records.ts';
import { xlsxHeadings } from './xlsx-reader.ts';

/** JSON Lines may name a key for the first time after many lines; so much of them is looked at, in bytes. */
const jsonHeadBytes = 1024 ** 2;

/** Packed workbooks begin like any ZIP file (APPNOTE.TXT, 4.3.7). */
const zipped = Buffer.from('PK\x03\x04');

/**
 * How a file is to be read, and what its columns are called: as chosen, else as its first bytes tell.
 * Throws `UnreadableFile`.
 */
export async function planFile(source: ByteSource, how: ReadHow): Promise<FilePlan> {
  const head = await source.read(0, Math.min(headBytes, source.size));
  if (head.length === 0) throw new UnreadableFile('empty');
  if (how.format === 'xlsx' || (!how.format && head.subarray(0, 4).equals(zipped))) {
    const { headings, ...sheets } = await xlsxHeadings(source, how.sheet ?? null);
    const plan = { ...sheets, headings: headings.map(onOneLine) };
    checkHeadings(plan.headings);
    return { format: 'xlsx', encoding: null, delimiter: null, ...plan };
  }
  const plan = await planText(source, head, how);
  checkHeadings(plan.headings);
  return plan;
}

async function planText(source: ByteSource, head: Buffer, how: ReadHow): Promise<FilePlan> {
  const encoding = how.encoding ?? guessEncoding(head);
  const text = headText(head, encoding);
  const noSheets = { sheet: null, sheets: [] };
  const whole = head.length === source.size;
  if (whole && text.trim() === '') throw new UnreadableFile('empty');
  const looksLikeJson = text.trimStart().startsWith('{');
  if (how.format === 'jsonl' || (!how.format && looksLikeJson)) {
    const more = await source.read(0, Math.min(jsonHeadBytes, source.size));
    const headings = jsonHeadings(headText(more, encoding), more.length === source.size);
    return { format: 'jsonl', encoding, delimiter: null, ...noSheets, headings };
  }
  if (isOther(text)) throw new UnreadableFile('format');
  const delimiter = how.delimiter ?? guessDelimiter(text, whole);
  const headings = csvHeadings(text, whole, delimiter).map(onOneLine);
  return { format: 'csv', encoding, delimiter, ...noSheets, headings };
}

/** A list of JSON objects, a page, or a file that is no text: an old workbook, a picture, a PDF. */
function isOther(text: string): boolean {
  return (
    /^\s*\[\s*\{/.test(text) ||
    /^\s*<(?:!doctype|html|\?xml)/i.test(text) ||
    text.startsWith('%PDF-') ||
    text.includes('\0')
  );
}

/** Sheets break long headings. */
const onOneLine = (heading: string) => heading.replace(/\s+/g, ' ').trim();

/** Names that mean something to a program that keeps objects by them. */
const special = new Set(['__proto__', 'constructor', 'prototype']);

function checkHeadings(headings: readonly string[]): void {
  if (headings.length > mostColumns) throw new UnreadableFile('too_many_columns');
  if (headings.every((heading) => heading.trim() === '')) throw new UnreadableFile('headings');
  for (const heading of headings) {
    const ways = heading.split('.');
    if (
      heading.length > longestHeading ||
      hidesCharacters(heading) ||
      !heading.isWellFormed() ||
      ways.some((way) => special.has(way.trim().toLowerCase()))
    )
      throw new UnreadableFile('headings');
  }
}
