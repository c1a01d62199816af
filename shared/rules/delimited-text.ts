/**
 * A line of a CSV file (RFC 4180) that a spreadsheet takes for text and nothing else: every cell is
 * quoted, what it would run as a formula begins with an apostrophe, and control characters are
 * spaces. (OWASP, "CSV Injection".)
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${asText(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/** Tells a spreadsheet that the file is UTF-8; stands before the first line. */
export const byteOrderMark = '\ufeff';

/**
 * Where a formula would begin: at the beginning of a cell, and inside of it after what a spreadsheet
 * may be set to for a delimiter, since the quotes keep nothing together then. East Asian settings
 * know the full-width signs as well.
 */
const formulaStart = /(^|[;|])(["'\s]*)(?=[=+\-@＝＋－＠])/gu;

function asText(cell: string): string {
  return cell.replace(/\p{Cc}/gu, ' ').replace(formulaStart, "$1$2'");
}
