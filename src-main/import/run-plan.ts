import type { z } from 'zod';
import { importHow } from '#shared/contract/import.contract.ts';
import type { Mapping } from '#shared/rules/import-mapping.ts';
import type { RunRow } from './import.queries.ts';
import type { ImportDefaults, ReadHow } from './records.ts';

/** What a person confirmed about a file: which column holds what, and what holds where it is silent. */
export interface Confirmed {
  readonly mapping: Mapping;
  readonly defaults: ImportDefaults;
}

/** What was confirmed about a run's file. Throws for one that was not. */
export function confirmedOf({ id, mapping }: RunRow): Confirmed {
  if (mapping === null) throw new Error(`Nothing was confirmed about import ${id}`);
  return remembered(mapping);
}

/** What was confirmed, as the store keeps it. */
export function remembered(text: string): Confirmed {
  return JSON.parse(text) as Confirmed;
}

/** How a run's file is read, as it was confirmed. */
export function howOf({ format, encoding, delimiter, sheet }: RunRow): ReadHow {
  return asChosen(importHow.parse({ format, encoding, delimiter, sheet }));
}

/** What a person chose about a file: the rest is as it looks. */
export function asChosen({
  format,
  encoding,
  delimiter,
  sheet,
}: z.infer<typeof importHow>): ReadHow {
  return {
    ...(format === null ? {} : { format }),
    ...(encoding === null ? {} : { encoding }),
    ...(delimiter === null ? {} : { delimiter }),
    ...(sheet === null ? {} : { sheet }),
  };
}
