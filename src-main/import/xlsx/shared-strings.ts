import { UnreadableFile } from '../records.ts';
import { appended, unescaped } from './cell-text.ts';
import { xmlEvents } from './xml-events.ts';

/** What all shared strings may take in memory, in bytes; who has more saves the sheet as CSV. */
const largest = 64 * 1024 ** 2;
/** What a string takes besides its characters, about, in bytes. */
const overhead = 32;

/** The strings that a workbook's cells share, by their number. Throws `UnreadableFile` (`too_large`). */
export async function readSharedStrings(bytes: AsyncIterable<Buffer>): Promise<readonly string[]> {
  const strings: string[] = [];
  let size = 0;
  let text = '';
  let reading = false;
  // What is read out beside a text (phonetic runs) has the same elements.
  let beside = 0;
  const handlers = {
    open(name: string) {
      if (name === 'si') text = '';
      if (name === 'rPh') beside += 1;
      reading = name === 't' && beside === 0;
    },
    close(name: string) {
      reading = false;
      if (name === 'rPh') beside -= 1;
      if (name !== 'si') return;
      size += text.length * 2 + overhead;
      if (size > largest) throw new UnreadableFile('too_large');
      strings.push(unescaped(text));
    },
    text(more: string) {
      if (reading) text = appended(text, more);
    },
  };
  for await (const _ of xmlEvents(bytes, handlers));
  return strings;
}
