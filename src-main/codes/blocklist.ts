import { readFileSync } from 'node:fs';
import type { IsBlocklisted } from '#shared/rules/code-policy.ts';

const newline = 0x0a;

/** Whether a line of a file of sorted lines is the text. Looks at a handful of its lines only. */
function holds(lines: Buffer, text: Buffer): boolean {
  let from = 0;
  let to = lines.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const start = middle === 0 ? 0 : lines.lastIndexOf(newline, middle - 1) + 1;
    const found = lines.indexOf(newline, middle);
    const end = found < 0 ? lines.length : found;
    const order = lines.compare(text, 0, text.length, start, end);
    if (order === 0) return true;
    if (order < 0) from = end + 1;
    else to = start;
  }
  return false;
}

/**
 * The packaged list of common and leaked passwords (assets/blocklist.txt: canonical, one a line,
 * sorted by bytes). The file is read at the first question and kept as bytes, about a megabyte,
 * rather than as a hundred thousand strings. Asking throws when the file can't be read.
 */
export function loadBlocklist(file: string): IsBlocklisted {
  let lines: Buffer | undefined;
  return (canonical) => {
    lines ??= readFileSync(file);
    return canonical.length > 0 && holds(lines, Buffer.from(canonical, 'utf8'));
  };
}
