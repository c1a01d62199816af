import { SaxesParser } from 'saxes';
import { UnreadableFile } from '../records.ts';

/** Elements within elements. Spreadsheets have a dozen. */
const deepest = 64;
/** So many characters without a tag's end are no spreadsheet's, and would be held in memory. */
const longestToken = 1024 ** 2;

export interface XmlHandlers {
  /** The name without its namespace's prefix. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Reads a part's XML and tells the handlers what is in it; yields after each piece of it, so that
 * what they gathered can be handed on. Knows no entities but XML's own five and no document type
 * (`doctype`), so nothing expands and nothing is fetched. Throws `UnreadableFile` (`damaged`) for
 * what is not well-formed, not UTF-8, nested too deep, or has a token without an end.
 */
export async function* xmlEvents(
  bytes: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let depth = 0;
  let quiet = 0;
  parser.on('error', () => {
    throw new UnreadableFile('damaged');
  });
  parser.on('doctype', () => {
    throw new UnreadableFile('doctype');
  });
  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (!/^utf-?8$/i.test(encoding)) throw new UnreadableFile('damaged');
  });
  parser.on('opentag', ({ name, attributes }) => {
    quiet = 0;
    depth += 1;
    if (depth > deepest) throw new UnreadableFile('damaged');
    handlers.open(localName(name), attributes);
  });
  parser.on('closetag', ({ name }) => {
    quiet = 0;
    depth -= 1;
    handlers.close(localName(name));
  });
  parser.on('text', (text) => handlers.text(text));
  parser.on('cdata', (text) => handlers.text(text));
  for await (const piece of bytes) {
    const text = decoded(decoder, piece);
    quiet += text.length;
    parser.write(text);
    if (quiet > longestToken) throw new UnreadableFile('damaged');
    yield;
  }
  decoded(decoder, null);
  parser.close();
  yield;
}

function decoded(decoder: InstanceType<typeof TextDecoder>, piece: Buffer | null): string {
  try {
    return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw new UnreadableFile('damaged');
  }
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** Reads a small part whole. */
export async function readXml(
  bytes: AsyncIterable<Buffer>,
  open: XmlHandlers['open'],
): Promise<void> {
  const handlers = { open, close: () => {}, text: () => {} };
  for await (const _ of xmlEvents(bytes, handlers));
}
