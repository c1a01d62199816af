import { setImmediate } from 'node:timers/promises';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { type Encoding, encodings } from '#shared/rules/import-formats.ts';
import { readBytes } from './limits.ts';
import { type ByteSource, UnreadableFile } from './records.ts';

const marks: readonly (readonly [hex: string, Encoding | null])[] = [
  ['efbbbf', 'utf-8'],
  // UTF-32's mark begins like UTF-16's.
  ['fffe0000', null],
  ['0000feff', null],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
  ['84319533', 'gb18030'],
];

/**
 * The encoding of a text by its first bytes: its byte order mark, else UTF-8 if they are that, else
 * what their frequencies tell, which is a guess for a person to look at. Throws `UnreadableFile`:
 * `encoding` for UTF-32, `format` for what is no text.
 */
export function guessEncoding(head: Buffer): Encoding {
  for (const [mark, encoding] of marks) {
    if (!head.subarray(0, mark.length / 2).equals(Buffer.from(mark, 'hex'))) continue;
    if (encoding) return encoding;
    throw new UnreadableFile('encoding');
  }
  if (head.includes(0)) return unmarkedUtf16(head);
  if (isUtf8(head)) return 'utf-8';
  for (const { name } of analyse(head)) {
    // Who says ISO 8859-1 means Windows-1252, which has its letters and more (WHATWG Encoding, 4.2).
    const known = name === 'ISO-8859-1' ? 'windows-1252' : name.toLowerCase();
    const encoding = encodings.find((one) => one === known);
    if (encoding && !encoding.startsWith('utf') && !hasUnreadable(headText(head, encoding)))
      return encoding;
  }
  return 'windows-1252';
}

/** Headings are mostly ASCII, of which every second byte is zero in UTF-16. */
function unmarkedUtf16(head: Buffer): Encoding {
  const zeros = [0, 0];
  for (const [place, byte] of head.entries())
    if (byte === 0) zeros[place % 2] = (zeros[place % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 8;
  if (odd > many && even < odd / 8) return 'utf-16le';
  if (even > many && odd < even / 8) return 'utf-16be';
  throw new UnreadableFile('format');
}

function isUtf8(head: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** What stands for bytes that are no text in an encoding. */
export const unreadable = '\ufffd';

/** Whether a piece of decoded text came from bytes that are no text in its encoding. */
export const hasUnreadable = (text: string) => text.includes(unreadable) || !text.isWellFormed();

/** A file's text in pieces, without its byte order mark; `unreadable` where bytes are no text. */
export async function* textOf(source: ByteSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: false });
  let begun = false;
  for await (const bytes of bytesOf(source)) {
    const text = decoder.write(bytes);
    if (text === '') continue;
    yield begun ? text : withoutMark(text);
    begun = true;
  }
  // Half a character at the end: iconv-lite passes over half a unit of UTF-16.
  const half = encoding.startsWith('utf-16') && source.size % 2 === 1 ? unreadable : '';
  const rest = (decoder.end() ?? '') + half;
  if (rest) yield begun ? rest : withoutMark(rest);
}

/** The text of a file's first bytes, which may end within a character. */
export function headText(head: Buffer, encoding: Encoding): string {
  return withoutMark(iconv.getDecoder(encoding, { stripBOM: false }).write(head));
}

async function* bytesOf(source: ByteSource): AsyncGenerator<Buffer> {
  for (let at = 0; at < source.size; at += readBytes) {
    yield await source.read(at, Math.min(readBytes, source.size - at));
    // A store's answer takes no turn of the event loop, and a file may hold nothing but line ends.
    await setImmediate();
  }
}

const withoutMark = (text: string) => (text.startsWith('\ufeff') ? text.slice(1) : text);
