import { type Canary, canaryStart, type OtherSecret } from './canaries.ts';

/** Every way in which a text could stand in bytes, as the bytes to look for. */
export const forms: Readonly<Record<string, (text: string) => readonly Buffer[]>> = {
  plain: (text) => [Buffer.from(text), Buffer.from(text.toUpperCase())],
  'UTF-16': (text) =>
    [text, text.toUpperCase()].flatMap((one) => {
      const little = Buffer.from(one, 'utf16le');
      return [little, Buffer.from(little).swap16()];
    }),
  hex: (text) =>
    [text, text.toUpperCase()].flatMap((one) => {
      const hex = Buffer.from(one).toString('hex');
      return [Buffer.from(hex), Buffer.from(hex.toUpperCase())];
    }),
  base64: (text) => ['', 'a', 'aa'].map((before) => Buffer.from(insideBase64(before, text))),
};

/** The characters of base64 that depend on the text alone when so many bytes stand before it. */
function insideBase64(before: string, text: string): string {
  const bytes = Buffer.from(before + text);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString('base64').slice(Math.ceil((before.length * 8) / 6), whole);
}

/** Something found where it must not be: names, never the secret. */
export interface Found {
  readonly place: string;
  readonly form: string;
  readonly path: string;
}

/** Gathers what the program wrote, kept and sent, and looks for canaries in it. */
export class SecretPlaces {
  readonly #places: { name: string; bytes: Buffer; mayHold: readonly string[] }[] = [];

  /** Adds a place; `mayHold` are the texts that are allowed to stand in it. */
  add(name: string, content: string | Buffer, mayHold: readonly string[] = []): void {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    this.#places.push({ name, bytes, mayHold });
  }

  get count(): number {
    return this.#places.length;
  }

  get bytes(): number {
    return this.#places.reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  /** The names of places that hold any of these bytes. */
  holding(needles: readonly Buffer[]): string[] {
    return this.#places
      .filter(({ bytes }) => needles.some((needle) => bytes.includes(needle)))
      .map(({ name }) => name);
  }

  /** Every place where one of these stands that may not; a channel's place ends with its name. */
  searchOthers(secrets: readonly OtherSecret[]): Found[] {
    return secrets.flatMap(({ path, text, channels }) =>
      Object.entries(forms).flatMap(([form, encode]) =>
        this.holding(encode(text))
          .filter((place) => !channels.some((channel) => place.endsWith(channel)))
          .map((place) => ({ place, form, path })),
      ),
    );
  }

  /** Every place where a canary stands that may not, or a part of one. */
  search(canaries: readonly Canary[]): Found[] {
    const found: Found[] = [];
    for (const { name: place, bytes, mayHold } of this.#places)
      for (const [form, encode] of Object.entries(forms)) {
        if (!encode(canaryStart).some((start) => bytes.includes(start))) continue;
        const here = canaries.filter(({ core }) => encode(core).some((one) => bytes.includes(one)));
        for (const { core, path } of here)
          if (!mayHold.some((text) => text.includes(core))) found.push({ place, form, path });
        // A piece of a canary, with nothing whole around it.
        if (here.length === 0) found.push({ place, form, path: 'a part of some canary' });
      }
    return found;
  }
}
