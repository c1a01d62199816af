import { z } from 'zod';
import { delimiters, encodings, fileFormats } from '../rules/import-formats.ts';
import { billingSystems } from '../rules/import-headings.ts';
import { rowProblems, targetFields } from '../rules/import-mapping.ts';
import { fileProblems, recordProblems } from '../rules/import-problems.ts';
import { defineChannels } from './channel.ts';
import { id, nothing, reason, time } from './fields.ts';

/** A file comes in pieces of so many bytes (the last one may be shorter): a call carries 64 KiB. */
export const pieceBytes = 45_000;
/** So many bytes a file may have: 2 GiB. */
export const mostBytes = 2_147_483_648;

/**
 * `receiving` until all pieces are there and its columns are confirmed; `reading` is the dry run, and
 * `ready` has its outcome; `applying` writes accounts, `undoing` takes them back. The others are over.
 */
export const importStates = [
  'receiving',
  'reading',
  'ready',
  'applying',
  'applied',
  'undoing',
  'undone',
  'cancelled',
  'failed',
] as const;
export const importState = z.enum(importStates);
export type ImportState = (typeof importStates)[number];

/** Why a row is refused: what stands in it, or what it would do to the accounts there are. */
export const rowReasons = [
  ...rowProblems,
  ...recordProblems,
  /** An earlier row of the file is about the same account. */
  'named_twice',
  /** Its Client ID is one account's, and its username another's. */
  'two_accounts',
  /** Two people on the account would have the same code. */
  'same_code',
  /** Somebody changed the account between the dry run and the row. */
  'changed_since',
] as const;
export const rowReason = z.enum(rowReasons);
export type RowReason = (typeof rowReasons)[number];

/** Why a run ended without its aim. */
export const importFailures = [
  ...fileProblems,
  /** An account was changed, or a name taken, between the dry run and the row. */
  'clash',
] as const;
export const importFailure = z.enum(importFailures);
export type ImportFailure = (typeof importFailures)[number];

export const rowVerdict = z.enum(['new', 'changed', 'same', 'refused']);
export type RowVerdict = z.infer<typeof rowVerdict>;

const column = z.number().int().min(0).max(255);
export const importTarget = z.enum(targetFields);
/** Which column, from 0, holds what. */
export const importMapping = z
  .partialRecord(importTarget, column)
  .refine(
    (mapping) => new Set(Object.values(mapping)).size === Object.keys(mapping).length,
    'uses a column twice',
  );

/** How a file is to be read, where that should be other than it looks; null: as it looks. */
export const importHow = z.strictObject({
  format: z.enum(fileFormats).nullable(),
  encoding: z.enum(encodings).nullable(),
  delimiter: z.enum(delimiters).nullable(),
  sheet: z.string().max(100).nullable(),
});

/** What holds for new accounts where the file is silent. Country: ISO 3166; empty: none. */
const defaults = z.strictObject({ country: z.string().regex(/^([A-Z]{2})?$/) });

const count = z.number().int().nonnegative();

export const importView = z.strictObject({
  runId: id,
  state: importState,
  /** Who began it; null: the command line. */
  startedBy: z.string().nullable(),
  startedAt: time,
  finishedAt: time.nullable(),
  bytes: count,
  pieces: count,
  /** How many pieces have come, from the first one on: the next is that number. */
  received: count,
  ...importHow.shape,
  rows: z.strictObject({ read: count, new: count, changed: count, same: count, refused: count }),
  /** Of what is done now: in bytes while it is read, in rows after; null while nothing is. */
  progress: z
    .strictObject({
      done: count,
      of: count,
      /** In milliseconds; null while that can't be told yet. */
      left: count.nullable(),
    })
    .nullable(),
  /** The codes it brings; those that wait are verified as others are, and hashed in their turn. */
  codes: z.strictObject({ brought: count, waiting: count, left: count.nullable() }),
  /** Whether it can still be taken back; that is refused once an account of it was used. */
  undoable: z.boolean(),
  failure: importFailure.nullable(),
});
export type ImportView = z.infer<typeof importView>;

/** A cell as it may be seen before anybody has said what its column is: at first by its length. */
const previewCell = z.strictObject({ text: z.string().nullable(), characters: count });

export const importPreview = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('preview'),
    format: z.enum(fileFormats),
    encoding: importHow.shape.encoding,
    delimiter: importHow.shape.delimiter,
    sheet: z.string().nullable(),
    sheets: z.array(z.string()),
    headings: z.array(z.string()),
    /** The billing system whose export has such headings. */
    system: z.enum(billingSystems).nullable(),
    mapping: importMapping,
    /** Whether somebody confirmed this mapping for these headings before. */
    remembered: z.boolean(),
    defaults,
    /** The first rows. Text stands only under columns that are mapped, never a code or a card's number. */
    rows: z.array(z.strictObject({ line: count, cells: z.array(previewCell) })),
  }),
  z.strictObject({
    kind: z.literal('unreadable'),
    problem: z.enum(fileProblems),
    line: count.nullable(),
  }),
]);
export type ImportPreview = z.infer<typeof importPreview>;

export const importedRow = z.strictObject({
  row: z.number().int().positive(),
  /** Where it begins in the file, from 1. */
  line: z.number().int().positive(),
  /** Null where the row could not be read that far. */
  clientId: z.string().nullable(),
  username: z.string().nullable(),
  problem: rowReason.nullable(),
  /** What of an account the problem is about. */
  target: importTarget.nullable(),
  column: column.nullable(),
  /** What it changes. */
  changes: z.array(z.string()),
});
export type ImportedRow = z.infer<typeof importedRow>;

const access = ['supervisor', 'operator'] as const;
const run = z.strictObject({ runId: id });

/**
 * Accounts from a file: received in pieces, read as a dry run, confirmed, applied as a whole or not at
 * all. What is long goes on by itself, in whichever process is there, also after a crash. All refuse
 * `not_found` for a run that is not there, and `conflict` for one in a state in which that can't be
 * done.
 */
export const importChannels = defineChannels({
  /** Begins a run. Refuses `conflict` while another one is under way. */
  begin: {
    access,
    input: z.strictObject({ bytes: z.number().int().min(1).max(mostBytes) }),
    output: importView,
  },
  /**
   * Takes one piece, from number 0, base64. Sent again, the same is taken once. Refuses `conflict`
   * for a number that is not next, or one that was another piece before, and `invalid_input` for a
   * piece of another length than its place asks for.
   */
  receive: {
    access,
    input: z.strictObject({
      runId: id,
      number: count,
      data: z.base64().max(Math.ceil(pieceBytes / 3) * 4),
    }),
    output: z.strictObject({ received: count }),
  },
  /** How the file would be read; `mapping` null: as it was confirmed before, else as it looks. */
  preview: {
    access,
    passive: true,
    input: z.strictObject({ runId: id, how: importHow, mapping: importMapping.nullable() }),
    output: importPreview,
  },
  /**
   * Confirms the columns, and begins the dry run; again for a run that is `ready`, from the start.
   * The mapping is remembered for these headings. Refuses `invalid_input` for a mapping that names
   * neither Client ID nor username, or a column that is not there.
   */
  read: {
    access,
    input: z.strictObject({ runId: id, how: importHow, mapping: importMapping, defaults }),
    output: importView,
  },
  /** How far it is. */
  view: { access, passive: true, input: run, output: importView },
  /** The rows of one verdict, from after that row on. */
  rows: {
    access,
    passive: true,
    input: z.strictObject({ runId: id, verdict: rowVerdict, after: count }),
    output: z.strictObject({
      rows: z.array(importedRow),
      /** To continue from; null: there are no more. */
      next: count.nullable(),
    }),
  },
  /**
   * Writes what the dry run found, but for what it refused. Refuses `conflict`, with
   * `details.accounts`, when so many accounts that it changes were changed since.
   */
  apply: { access, input: z.strictObject({ runId: id, reason }), output: importView },
  /** Gives a run up; what it has written is taken back. */
  cancel: { access, input: run, output: importView },
  /**
   * Takes an applied run back. Refuses `conflict`, with `details.accounts`, when so many accounts of
   * it were edited or used since, or lost a username to another; and while another run is under way.
   */
  undo: { access, input: z.strictObject({ runId: id, reason }), output: importView },
  /** The newest runs, at most fifty. */
  list: {
    access,
    passive: true,
    input: nothing,
    output: z.strictObject({ runs: z.array(importView) }),
  },
});
