import { readXml } from './xml-events.ts';

/** Number formats that are dates or times without being written down (ECMA-376, part 1, 18.8.30). */
const isBuiltInDate = (format: number) =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58);

/** More formats of either kind than Excel takes (65,490). */
const most = 65_536;

/** The cell styles by which a number is a date. */
export async function dateStyles(bytes: AsyncIterable<Buffer>): Promise<ReadonlySet<number>> {
  const formats = new Set<number>();
  const dates = new Set<number>();
  let inCellStyles = false;
  let style = 0;
  await readXml(bytes, (name, attributes) => {
    if (name === 'numFmt' && formats.size < most && isDateFormat(attributes['formatCode'] ?? ''))
      formats.add(Number(attributes['numFmtId']));
    // The cells' styles and those that only other styles build on have the same elements.
    if (name === 'cellXfs') inCellStyles = true;
    if (name === 'cellStyleXfs' || name === 'cellStyles') inCellStyles = false;
    if (name !== 'xf' || !inCellStyles) return;
    const format = Number(attributes['numFmtId'] ?? 0);
    if ((isBuiltInDate(format) || formats.has(format)) && dates.size < most) dates.add(style);
    style += 1;
  });
  return dates;
}

/** A format with a day, month, year or hour outside of quotes, brackets and escapes. */
function isDateFormat(code: string): boolean {
  return /[dmyh]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, ''));
}
