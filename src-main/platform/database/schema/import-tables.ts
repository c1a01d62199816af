import type { Generated } from 'kysely';
import type { Fixed } from './columns.ts';

type RunState =
  | 'receiving'
  | 'reading'
  | 'ready'
  | 'applying'
  | 'applied'
  | 'undoing'
  | 'undone'
  | 'cancelled'
  | 'failed';

/** One file on its way into the accounts, and what became of it. */
export interface ImportRunTable {
  id: Generated<number>;
  /** Null: the command line. */
  started_by: Fixed<number | null>;
  started_at: Fixed<number>;
  state: RunState;
  /** What it is once everything is taken back; null while nothing is. */
  ending: 'undone' | 'cancelled' | 'failed' | null;
  /** The file's size, and in how many pieces it comes. */
  bytes: Fixed<number>;
  pieces: Fixed<number>;
  /** How many pieces have come, from the first one on. */
  received: Generated<number>;
  format: 'csv' | 'jsonl' | 'xlsx' | null;
  encoding: string | null;
  delimiter: string | null;
  /** Of a workbook. */
  sheet: string | null;
  /** HMAC-SHA-256 of the file's hash in hex, once it was read: tells whether two files were the same. */
  digest: string | null;
  /** What a person has confirmed of its columns, and of what is not in it, as JSON. */
  mapping: string | null;
  /** Since when it is in its state: how long what is left may take is judged by that. */
  stage_at: number;
  /** How far in the file the rows reach that were read. */
  bytes_read: Generated<number>;
  rows_read: Generated<number>;
  rows_new: Generated<number>;
  rows_changed: Generated<number>;
  rows_same: Generated<number>;
  rows_refused: Generated<number>;
  /** Codes that it brings. */
  codes: Generated<number>;
  /** The last row that was applied; counted down again while it is taken back. */
  applied_to: Generated<number>;
  /** When a person had it applied: what earlier runs did can't be taken back from then on. */
  confirmed_at: number | null;
  /** Why it ended without its aim: a closed word. */
  failure: string | null;
  finished_at: number | null;
}

/** A piece of a file, sealed; kept until its rows are in the accounts, or it is given up. */
export interface ImportPieceTable {
  run_id: Fixed<number>;
  /** From 0. */
  number: Fixed<number>;
  sealed: Fixed<Uint8Array>;
  seal_key_id: Fixed<string>;
}

/** A row of the file as it was judged, and what it put in the place of what. */
export interface ImportRowTable {
  run_id: Fixed<number>;
  /** From 1, in the order of the file. */
  number: Fixed<number>;
  /** Where it begins in the file, from 1. */
  line: Fixed<number>;
  verdict: 'new' | 'changed' | 'same' | 'refused';
  /** The account it changes, or has made. */
  account_id: number | null;
  /** Of the account: before the row, as it was judged. */
  version: number | null;
  /** Why it is refused: a closed word; what of an account it is about, and the column from 0. */
  problem: string | null;
  problem_field: string | null;
  problem_column: number | null;
  /** The row as it is to be stored; nothing once that is done. */
  sealed: Uint8Array | null;
  seal_key_id: string | null;
  /** What a changed account held, so that it can be put back. */
  before_sealed: Uint8Array | null;
  before_key_id: string | null;
}

/** A column mapping that a person confirmed, by the headings it was for. */
export interface ImportMappingTable {
  id: Generated<number>;
  /** A keyed hash: what stands in a file's first line may be somebody's data. */
  headings_hash: Fixed<string>;
  /** JSON. */
  mapping: string;
  /** Null: the command line. */
  confirmed_by: number | null;
  confirmed_at: number;
}

/** What a file has named so far, while it is read: finds what stands in it twice. */
export interface ImportKeyTable {
  run_id: Fixed<number>;
  /** A Client ID or a username, in the form in which two of them are the same. */
  value: Fixed<string>;
  /** The row that named it first. */
  number: Fixed<number>;
}
