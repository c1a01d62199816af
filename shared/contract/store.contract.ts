import { z } from 'zod';
import { defineChannels } from './channel.ts';
import { requiredLine } from './fields.ts';

export const storeChannels = defineChannels({
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
