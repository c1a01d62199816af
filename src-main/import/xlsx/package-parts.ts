import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { readBytes } from '../limits.ts';
import { type ByteSource, UnreadableFile } from '../records.ts';

const mostParts = 200;
/** What a part may unpack to, and all of them together, in bytes. */
const largestPart = 1024 ** 3;
const largestPackage = 4 * 1024 ** 3;
/** A part over a mebibyte may unpack to so many times its packed size; XML of real tables to 20 or 50. */
const mostUnpacked = 200;
const alwaysFine = 1024 ** 2;

/** Lets yauzl read a file wherever it is kept, and remembers when that fails. */
class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;
  failure: unknown = null;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#read(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset);
        callback(bytes.length === length ? null : new Error('The file ends early'));
      },
      (error: unknown) => callback(error as Error),
    );
  }

  async *#pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; at += readBytes)
      yield await this.#read(at, Math.min(readBytes, end - at));
  }

  async #read(offset: number, length: number): Promise<Buffer> {
    try {
      return await this.#source.read(offset, length);
    } catch (error) {
      this.failure = error;
      throw error;
    }
  }
}

/**
 * The parts of an Office Open XML package (ECMA-376, part 2), unpacked as they are read. Opening
 * looks at the table of contents alone and throws `UnreadableFile`: `too_large` for bombs, `damaged`
 * for what is broken, locked, twice there, or named with a way out of the package (`..`, a drive, a
 * leading or backward slash). Packages within it are never opened.
 */
export class PackageParts {
  readonly #zip: ZipFile;
  readonly #reader: SourceReader;
  readonly #entries = new Map<string, Entry>();

  private constructor(zip: ZipFile, reader: SourceReader) {
    this.#zip = zip;
    this.#reader = reader;
  }

  static async open(source: ByteSource): Promise<PackageParts> {
    const reader = new SourceReader(source);
    return orDamaged(reader, async () => {
      const zip = await fromRandomAccessReaderPromise(reader, source.size, {
        autoClose: false,
        strictFileNames: true,
      });
      const parts = new PackageParts(zip, reader);
      await parts.#list();
      return parts;
    });
  }

  async #list(): Promise<void> {
    if (this.#zip.entryCount > mostParts) throw new UnreadableFile('too_large');
    let all = 0;
    for await (const entry of this.#zip.eachEntry()) {
      const { uncompressedSize: size, compressedSize: packed } = entry;
      all += size;
      if (size > largestPart || all > largestPackage) throw new UnreadableFile('too_large');
      if (size > alwaysFine && size > packed * mostUnpacked) throw new UnreadableFile('too_large');
      const name = entry.fileName.toLowerCase();
      if (this.#entries.has(name)) throw new UnreadableFile('damaged');
      this.#entries.set(name, entry);
    }
  }

  /** Part names are compared without regard to case (ECMA-376, part 2, 6.2.2.3). */
  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** A part's bytes as they unpack. Throws `UnreadableFile` (`damaged`) where they are not what was packed. */
  async *bytes(name: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(name.toLowerCase());
    if (!entry || entry.isEncrypted() || !entry.canDecodeFileData())
      throw new UnreadableFile('damaged');
    const stream = await orDamaged(this.#reader, () => this.#zip.openReadStreamPromise(entry));
    let sum = 0;
    const pieces = stream.iterator() as AsyncIterator<Buffer>;
    try {
      for (;;) {
        const piece = await orDamaged(this.#reader, () => pieces.next());
        if (piece.done) break;
        sum = crc32(piece.value, sum);
        yield piece.value;
      }
    } finally {
      stream.destroy();
    }
    if (sum !== entry.crc32) throw new UnreadableFile('damaged');
  }
}

/** What yauzl and zlib refuse is a damaged file; what the source refuses is passed on. */
async function orDamaged<T>(reader: SourceReader, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (reader.failure) throw reader.failure;
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('damaged');
  }
}
