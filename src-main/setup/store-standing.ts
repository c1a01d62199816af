import type { StoreState } from '#shared/contract/setup.contract.ts';
import { isFileError } from '../platform/durable-files.ts';
import type { Logger } from '../platform/logger.ts';
import { Refusal } from '../platform/refusal.ts';

/** How the store stands, as `setup.status` tells it. */
export interface Standing {
  readonly state: StoreState;
  readonly message: string;
}

export const emptyFolder: Standing = { state: 'empty', message: '' };

export const remainsOnly: Standing = {
  state: 'store_damaged',
  message:
    'Parts of a store are in the data folder, but its main file, countersign.db, is not. Put the file back from the newest backup. Nothing new is made here, so that nothing is lost.',
};

const told = [
  'key_unavailable',
  'newer_store',
  'store_damaged',
  'store_unavailable',
  'moved',
] as const;

/** How a store stands that can't be opened: what was refused, or a defect that is logged. */
export function standingOf(error: unknown, logger: Logger): Standing {
  const state = error instanceof Refusal && told.find((code) => code === error.code);
  if (state) return { state, message: (error as Refusal).message };
  if (isFileError(error))
    return {
      state: 'store_unavailable',
      message:
        'The data folder can’t be read. Check that it is a folder and its permissions, and start again.',
    };
  logger.error('setup.open_failed', {
    kind: error instanceof Error ? error.name : typeof error,
    reason: error instanceof Error ? error.message : '',
  });
  return {
    state: 'store_unavailable',
    message:
      'The store could not be opened because of a fault in the program. Nothing was changed. Start again; if it stays so, the log says more.',
  };
}
