import type { Fixed } from './columns.ts';

export interface MetaTable {
  key: Fixed<string>;
  value: string;
}

/** Which process works on something that only one at a time may. */
export interface LeaseTable {
  name: Fixed<string>;
  holder: string;
  until: number;
}
