import { readFileSync } from 'node:fs';
import type { NewAccount, NewContact } from '../accounts/new-account.ts';

/** A code of the demo, in the clear: it is in the repository for everybody to try. */
export interface DemoCode {
  readonly say: string;
  /** Drawn by the program, hence strong whatever its length. */
  readonly generated?: true;
  /** From the old Phone/Chat Code, which had no rules. */
  readonly old?: true;
  /** Stood in a chat transcript. */
  readonly exposed?: true;
}

export interface DemoContact extends NewContact {
  readonly ownCode?: DemoCode;
  /** Ten failures in a row. */
  readonly disabled?: true;
}

export interface DemoAccount extends Omit<NewAccount, 'codeSalt' | 'contacts'> {
  readonly mainCode?: DemoCode;
  readonly contacts: readonly DemoContact[];
}

/** Reads the packaged demo data (assets/demo-data.json), made by scripts/make-demo-data.ts. */
export function readDemoData(file: string): readonly DemoAccount[] {
  return JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[];
}
