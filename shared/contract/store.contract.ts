import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { nothing, requiredLine } from './fields.ts';

export const storeChannels = defineChannels({
  /**
   * Records that a supervisor connects this desk to a team's server, while its own store is still
   * open. Called by the desktop app itself, never by a screen.
   */
  noteConnected: {
    access: ['supervisor'],
    /** The server's host and port; of a longer one the end. */
    input: z.strictObject({ server: z.string().regex(/^[A-Za-z0-9.:-]{1,60}$/) }),
    output: nothing,
  },
  /**
   * Makes a consistent, verified copy of the store in an empty or new folder while the program
   * runs. Refuses `invalid_input` for a folder that holds something.
   */
  backup: {
    access: ['operator'],
    input: z.strictObject({ folder: requiredLine(4096) }),
    output: z.strictObject({
      folder: z.string(),
      bytes: z.number().int(),
      auditRecords: z.number().int(),
      auditHeadHash: z.string(),
    }),
  },
});
