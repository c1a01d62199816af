import { mostColumns } from '../limits.ts';
import { UnreadableFile } from '../records.ts';
import { appended, dateOf, plainNumber, unescaped } from './cell-text.ts';
import type { NumberForm } from './styles.ts';
import { type XmlHandlers, xmlEvents } from './xml-events.ts';

export interface SheetRow {
  /** As the sheet counts, from 1. */
  readonly line: number;
  /** Up to the last that is not empty. */
  readonly cells: readonly string[];
  /** The first column (from 0) with a formula, or with the error that one came to. */
  readonly formula: number | null;
  /** There is something to the right of the columns that are read. */
  readonly wide: boolean;
}

export interface CellContext {
  readonly strings: readonly string[];
  readonly forms: ReadonlyMap<number, NumberForm>;
  readonly from1904: boolean;
}

/** Excel's last row. */
const lastLine = 1_048_576;

/**
 * The rows of a sheet's part that hold anything, in order. A formula's result is never taken: it is
 * what some program once computed. Throws `UnreadableFile` (`damaged`) for rows out of order, two
 * cells in one place, and strings that are not there.
 */
export async function* sheetRows(
  bytes: AsyncIterable<Buffer>,
  context: CellContext,
): AsyncGenerator<SheetRow> {
  const rows = new RowGatherer(context);
  for await (const _ of xmlEvents(bytes, rows)) yield* rows.take();
}

class RowGatherer implements XmlHandlers {
  readonly #context: CellContext;
  #rows: SheetRow[] = [];
  #line = 0;
  #cells: string[] = [];
  #formula: number | null = null;
  #wide = false;
  /** Of the cell that is being read. */
  #column = -1;
  #type = 'n';
  #style = 0;
  #text = '';
  #hasFormula = false;
  #reading = false;
  #beside = 0;

  constructor(context: CellContext) {
    this.#context = context;
  }

  take(): readonly SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#reading = name === 'v' || (name === 't' && this.#beside === 0);
    if (name === 'rPh') this.#beside += 1;
    if (name === 'f') this.#hasFormula = true;
    if (name === 'row') this.#openRow(attributes['r']);
    if (name === 'c') this.#openCell(attributes);
  }

  close(name: string): void {
    this.#reading = false;
    if (name === 'rPh') this.#beside -= 1;
    if (name === 'c') this.#closeCell();
    if (name === 'row' && (this.#cells.length > 0 || this.#formula !== null || this.#wide))
      this.#rows.push({
        line: this.#line,
        cells: this.#cells,
        formula: this.#formula,
        wide: this.#wide,
      });
  }

  text(more: string): void {
    if (this.#reading) this.#text = appended(this.#text, more);
  }

  #openRow(given: string | undefined): void {
    const line = given === undefined ? this.#line + 1 : Number(given);
    if (!Number.isInteger(line) || line <= this.#line || line > lastLine)
      throw new UnreadableFile('damaged', this.#line);
    this.#line = line;
    this.#cells = [];
    this.#formula = null;
    this.#wide = false;
    this.#column = -1;
  }

  #openCell({ r, t = 'n', s = '0' }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.#column + 1 : columnOf(r);
    if (column <= this.#column) throw new UnreadableFile('damaged', this.#line);
    this.#column = column;
    this.#type = t;
    this.#style = Number(s);
    this.#text = '';
    this.#hasFormula = false;
  }

  #closeCell(): void {
    if (this.#hasFormula || this.#type === 'e') {
      this.#formula ??= this.#column;
      return;
    }
    const value = this.#value();
    if (value === '') return;
    if (this.#column >= mostColumns) {
      this.#wide = true;
      return;
    }
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells.push(value);
  }

  #value(): string {
    const { strings, forms, from1904 } = this.#context;
    if (this.#type === 's') {
      if (this.#text === '') return '';
      const string = strings[Number(this.#text)];
      if (string === undefined) throw new UnreadableFile('damaged', this.#line);
      return string;
    }
    if (this.#type === 'inlineStr' || this.#type === 'str') return unescaped(this.#text);
    if (this.#type === 'b') return this.#text.trim() === '1' ? 'true' : 'false';
    if (this.#type === 'd') return this.#text.trim();
    const form = forms.get(this.#style);
    if (form === 'date') return dateOf(this.#text, from1904);
    const number = plainNumber(this.#text);
    return form !== undefined && /^\d+$/.test(number) ? number.padStart(form, '0') : number;
  }
}

/** The column (from 0) of a cell's name: `AB12` is 27. */
function columnOf(name: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(name)?.[1];
  if (letters === undefined) throw new UnreadableFile('damaged');
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
