import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { type ExportFormat, exportFormat } from '#shared/contract/accounts-export.contract.ts';

/** How far an export has come: it goes on behind `after`, and ends at `upTo`. */
export interface ExportPlace {
  readonly format: ExportFormat;
  /** The colleague it was begun by; null: the operator. */
  readonly staffId: number | null;
  /** When it must be finished (Unix milliseconds). */
  readonly until: number;
  /** How many accounts there were when it was begun. */
  readonly of: number;
  /** Ids of accounts. */
  readonly after: number;
  readonly upTo: number;
}

const whole = z.number().int().nonnegative();
const exportPlace = z.strictObject({
  format: exportFormat,
  staffId: whole.nullable(),
  until: whole,
  of: whole,
  after: whole,
  upTo: whole,
});

/** What signs with a key that only this store's programs have. */
interface Signer {
  keyedName(text: string): string;
}

/**
 * Carries an export from page to page at whoever asks for it, signed: nobody gets a page of an export
 * that was not begun, and so not logged, whichever server of a team is asked.
 */
export class ExportCursors {
  readonly #signer: Signer;

  constructor(signer: Signer) {
    this.#signer = signer;
  }

  write(place: ExportPlace): string {
    const words = Buffer.from(JSON.stringify(place)).toString('base64url');
    return `${words}.${this.#sign(words)}`;
  }

  /** The place that was written, or null for what this store never wrote. */
  read(cursor: string): ExportPlace | null {
    const [words = '', signature = ''] = cursor.split('.');
    const given = Buffer.from(signature);
    const expected = Buffer.from(this.#sign(words));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
    return exportPlace.parse(JSON.parse(Buffer.from(words, 'base64url').toString()));
  }

  #sign(words: string): string {
    return this.#signer.keyedName(`export ${words}`);
  }
}
