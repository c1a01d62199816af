import type { Handlers } from '../platform/call.ts';
import type { ImportService } from './import.service.ts';
import type { ImportedRows } from './imported-rows.ts';
import type { PreviewService } from './preview.service.ts';

/** The import room's channels. */
export function importHandlers(
  runs: ImportService,
  previews: PreviewService,
  rows: ImportedRows,
): Handlers<'import'> {
  return {
    begin: (input, { actor }) => runs.begin(actor, input),
    receive: (input) => runs.receive(input),
    preview: (input) => previews.preview(input),
    read: async (input, { actor }) => {
      await previews.confirm(actor, input);
      return runs.view(input);
    },
    view: (input) => runs.view(input),
    rows: (input) => rows.page(input),
    apply: (input, { actor }) => runs.apply(actor, input),
    cancel: (input, { actor }) => runs.cancel(actor, input),
    undo: (input, { actor }) => runs.undo(actor, input),
    list: () => runs.list(),
  };
}
