import { readXml } from './xml-events.ts';

/** How a number is shown: as a date, or with so many digits at least (`00042` has five). */
export type NumberForm = 'date' | number;

/** Number formats that are dates or times without being written down (ECMA-376, part 1, 18.8.30). */
const isBuiltInDate = (format: number) =>
  (format >= 14 && format <= 22) ||
  (format >= 27 && format <= 36) ||
  (format >= 45 && format <= 47) ||
  (format >= 50 && format <= 58);

/** More formats of either kind than Excel takes (65,490). */
const most = 65_536;

/** The cell styles by which a number is a date, or has zeros in front as postal codes and PINs do. */
export async function numberForms(
  bytes: AsyncIterable<Buffer>,
): Promise<ReadonlyMap<number, NumberForm>> {
  const formats = new Map<number, NumberForm>();
  const forms = new Map<number, NumberForm>();
  let inCellStyles = false;
  let style = 0;
  await readXml(bytes, (name, attributes) => {
    if (name === 'numFmt' && formats.size < most) {
      const form = formOf(attributes['formatCode'] ?? '');
      if (form) formats.set(Number(attributes['numFmtId']), form);
    }
    // The cells' styles and those that only other styles build on have the same elements.
    if (name === 'cellXfs') inCellStyles = true;
    if (name === 'cellStyleXfs' || name === 'cellStyles') inCellStyles = false;
    if (name !== 'xf' || !inCellStyles || style === most) return;
    const format = Number(attributes['numFmtId'] ?? 0);
    const form = isBuiltInDate(format) ? 'date' : formats.get(format);
    if (form) forms.set(style, form);
    style += 1;
  });
  return forms;
}

function formOf(code: string): NumberForm | null {
  if (/^0{2,32}$/.test(code)) return code.length;
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, '');
  return /[dmyh]/i.test(bare) ? 'date' : null;
}
