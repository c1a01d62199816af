import { readFileSync } from 'node:fs';
import type { AccountStatus, Permission } from '#shared/contract/accounts.contract.ts';

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

export interface DemoContact {
  readonly kind: 'owner' | 'authorized';
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly permissions: readonly Permission[];
  readonly viewingAccess: boolean;
  readonly ownCode?: DemoCode;
  /** Ten failures in a row. */
  readonly disabled?: true;
}

export interface DemoAccount {
  readonly clientId: string;
  readonly username: string;
  readonly name: string;
  readonly company: string | null;
  readonly email: string;
  readonly phone: string | null;
  readonly country: string;
  readonly status: AccountStatus;
  /** Unix milliseconds. */
  readonly createdAt: number;
  readonly mainCode?: DemoCode;
  readonly services: readonly {
    readonly kind: string;
    readonly name: string;
    readonly domain: string | null;
  }[];
  readonly contacts: readonly DemoContact[];
}

/** Reads the packaged demo data (assets/demo-data.json), made by scripts/make-demo-data.ts. */
export function readDemoData(file: string): readonly DemoAccount[] {
  return JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[];
}
