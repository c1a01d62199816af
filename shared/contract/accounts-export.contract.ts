import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { reason } from './fields.ts';

/**
 * `csv`: a line for each person, for a spreadsheet; `jsonl`: an account a line as JSON, for a program.
 */
export const exportFormats = ['csv', 'jsonl'] as const;
export const exportFormat = z.enum(exportFormats);
export type ExportFormat = z.infer<typeof exportFormat>;

export const exportedPage = z.strictObject({
  /** To be put behind the pages before it. */
  text: z.string(),
  /** How many accounts are in this page. */
  accounts: z.number().int().nonnegative(),
  /** How many there were when the export was begun. */
  of: z.number().int().nonnegative(),
  /** Continues from here; null: this is the last page. */
  next: z.string().nullable(),
});
export type ExportedPage = z.infer<typeof exportedPage>;

export const accountsExportChannels = defineChannels({
  /**
   * All accounts with their contacts and services, a page at a time, and nothing of codes or
   * passwords. The first page is logged with the reason and how many accounts there are, before any
   * of them is given. Refuses `conflict` for a `next` that is older than an hour or was given to
   * somebody else.
   */
  export: {
    access: ['supervisor', 'operator'],
    input: z.discriminatedUnion('page', [
      z.strictObject({ page: z.literal('first'), format: exportFormat, reason }),
      z.strictObject({ page: z.literal('next'), next: z.string().min(1).max(400) }),
    ]),
    output: exportedPage,
  },
});
