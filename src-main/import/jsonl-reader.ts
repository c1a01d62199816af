import { hasUnreadable, textOf } from './encodings.ts';
import { flatJson } from './flat-json.ts';
import { longestCell, longestLine, mostColumns } from './limits.ts';
import { type ByteSource, type FilePlan, type FileRecord, UnreadableFile } from './records.ts';

interface Line {
  readonly line: number;
  /** Null: longer than is read. */
  readonly text: string | null;
}

/** Splits JSON Lines as their text arrives; empty lines are passed over. */
class LineSplitter {
  #rest = '';
  #line = 1;
  #skipping = false;

  *push(piece: string, last: boolean): Generator<Line> {
    const text = this.#rest + piece;
    let at = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', at)) {
      yield* this.#take(text.slice(at, end));
      this.#line += 1;
      at = end + 1;
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > longestLine || last) {
      yield* this.#take(this.#rest);
      this.#rest = '';
      this.#skipping = true;
    }
  }

  *#take(text: string): Generator<Line> {
    const passedOver = this.#skipping;
    this.#skipping = false;
    if (passedOver || text.trim() === '') return;
    yield { line: this.#line, text: text.length > longestLine ? null : text };
  }
}

/** Reads JSON Lines: an object a line, whose keys are among the plan's headings. */
export async function* readJsonLines(
  source: ByteSource,
  plan: FilePlan,
): AsyncGenerator<FileRecord> {
  const splitter = new LineSplitter();
  const columns = new Map(plan.headings.map((heading, column) => [heading, column]));
  for await (const text of textOf(source, plan.encoding ?? 'utf-8'))
    for (const line of splitter.push(text, false)) yield recordOf(line, columns);
  for (const line of splitter.push('', true)) yield recordOf(line, columns);
}

function recordOf({ line, text }: Line, columns: ReadonlyMap<string, number>): FileRecord {
  if (text === null) return { line, problem: 'row_too_long', column: null };
  if (hasUnreadable(text)) return { line, problem: 'encoding', column: null };
  const object = flatJson(text);
  if (!object) return { line, problem: 'json', column: null };
  const cells = new Array<string>(columns.size).fill('');
  for (const [key, cell] of object) {
    const column = columns.get(key);
    if (column === undefined) return { line, problem: 'columns', column: null };
    // An escape can write half a character, which no text holds.
    if (hasUnreadable(cell)) return { line, problem: 'encoding', column };
    if (cell.length > longestCell) return { line, problem: 'cell_too_long', column };
    cells[column] = cell;
  }
  return { line, cells };
}

/** The keys of the objects in the text at a file's beginning, in the order in which they appear. */
export function jsonHeadings(head: string, whole: boolean): readonly string[] {
  const headings = new Set<string>();
  for (const { text } of new LineSplitter().push(head, whole))
    for (const key of (text !== null && flatJson(text)?.keys()) || []) headings.add(key);
  if (headings.size > mostColumns) throw new UnreadableFile('too_many_columns');
  return [...headings];
}
