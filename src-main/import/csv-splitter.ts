import { longestLine } from './limits.ts';
import { UnreadableFile } from './records.ts';

export interface CsvRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** The characters it was read from. */
  readonly text: string;
  readonly problem: 'quotes' | 'row_too_long' | null;
}

const quote = 0x22;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

interface Found {
  readonly cells: readonly string[];
  /** Where the row's line end begins, and where the next row does. */
  readonly end: number;
  readonly next: number;
  /** A quote where none may be. */
  readonly misplaced: boolean;
  /** It has a quoted cell. */
  readonly quoted: boolean;
}

/** More text is needed; `within` a quoted cell or not. */
type Unfinished = 'within' | 'outside';

/**
 * Splits comma-separated values (RFC 4180) into rows as their text arrives, with the line of each.
 * Any delimiter of one character; line ends CRLF, LF and CR, also mixed; empty lines are passed
 * over. A row with a quote out of place has a problem, and so has one of more characters than
 * `longestLine`. Throws `UnreadableFile` (`unclosed_quote`) when a quoted cell goes on for so long:
 * where it would end nobody can tell. How the text is cut into pieces makes no difference.
 */
export class CsvSplitter {
  readonly #delimiter: number;
  #rest = '';
  #line = 1;
  /** In the part of a row that is passed over because it is too long. */
  #skipping = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The rows that the text ends; `last` when there is no more. */
  *push(piece: string, last: boolean): Generator<CsvRow> {
    const text = this.#rest + piece;
    let at = 0;
    while (at < text.length) {
      if (this.#skipping) {
        const next = this.#pastLine(text, at, last);
        if (next === null) {
          at = text.endsWith('\r') && !last ? text.length - 1 : text.length;
          break;
        }
        at = next;
        continue;
      }
      const found = this.#row(text, at, last);
      if (found === 'within' || found === 'outside') {
        if (text.length - at <= longestLine && !last) break;
        if (found === 'within') throw new UnreadableFile('unclosed_quote', this.#line);
        yield { line: this.#line, cells: [], text: '', problem: 'row_too_long' };
        this.#line += lineEnds(text.slice(at, at + longestLine));
        at += longestLine;
        this.#skipping = true;
        continue;
      }
      const row = text.slice(at, found.end);
      if (row !== '')
        yield {
          line: this.#line,
          cells: found.cells,
          text: row,
          problem: found.misplaced ? 'quotes' : null,
        };
      this.#line += 1 + (found.quoted ? lineEnds(row) : 0);
      at = found.next;
    }
    this.#rest = text.slice(at);
  }

  /** Looks at no more than `longestLine` characters. */
  #row(text: string, start: number, last: boolean): Found | Unfinished {
    const stop = Math.min(text.length, start + longestLine);
    const final = last && stop === text.length;
    const cells: string[] = [];
    let misplaced = false;
    let quoted = false;
    for (let at = start; ; at += 1) {
      let value = '';
      let from = at;
      const isQuoted = at < stop && text.charCodeAt(at) === quote;
      if (isQuoted) {
        quoted = true;
        const close = closingQuote(text, at, stop, final);
        if (close === null) return 'within';
        value = text.slice(at + 1, close).replaceAll('""', '"');
        from = close + 1;
        at = from;
      }
      let code = 0;
      for (; at < stop; at += 1) {
        code = text.charCodeAt(at);
        if (code === this.#delimiter || code === lineFeed || code === carriageReturn) break;
        if (code === quote) misplaced = true;
      }
      if (isQuoted && at > from) misplaced = true;
      if (at === stop && !final) return 'outside';
      cells.push(value + text.slice(from, at));
      if (at === stop) return { cells, end: at, next: at, misplaced, quoted };
      if (code === this.#delimiter) continue;
      const next = afterLineEnd(text, at, last);
      return next === null ? 'outside' : { cells, end: at, next, misplaced, quoted };
    }
  }

  #pastLine(text: string, start: number, last: boolean): number | null {
    for (let at = start; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== lineFeed && code !== carriageReturn) continue;
      const next = afterLineEnd(text, at, last);
      if (next === null) return null;
      this.#skipping = false;
      this.#line += 1;
      return next;
    }
    return null;
  }
}

/** The quote that ends a quoted cell, or null if it can't be told yet. */
function closingQuote(text: string, open: number, stop: number, final: boolean): number | null {
  for (let at = open + 1; at < stop; at += 1) {
    if (text.charCodeAt(at) !== quote) continue;
    if (at + 1 === stop) return final ? at : null;
    if (text.charCodeAt(at + 1) !== quote) return at;
    at += 1;
  }
  return null;
}

/** Where a line goes on after its end, or null while its second half may still come. */
function afterLineEnd(text: string, at: number, last: boolean): number | null {
  if (text.charCodeAt(at) === lineFeed) return at + 1;
  if (at + 1 === text.length) return last ? at + 1 : null;
  return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
}

const lineEnds = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0;
