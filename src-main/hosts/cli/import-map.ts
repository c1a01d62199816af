import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { importHow, importTarget } from '#shared/contract/import.contract.ts';
import type { Mapping } from '#shared/rules/import-mapping.ts';
import { CommandFailure } from './exit.ts';

/** What a file of `--map` says: which heading holds what, and how the file is read. */
const importMap = z.strictObject({
  columns: z.partialRecord(importTarget, z.string().min(1)),
  /** ISO 3166, for new accounts whose row names none. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default(''),
  format: importHow.shape.format.default(null),
  encoding: importHow.shape.encoding.default(null),
  delimiter: importHow.shape.delimiter.default(null),
  sheet: importHow.shape.sheet.default(null),
});
export type ImportMap = z.infer<typeof importMap>;

/** Reads a map; fails when it is none, and says which part of it. */
export async function readImportMap(file: string): Promise<ImportMap> {
  const parsed = importMap.safeParse(asJson(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.map(String).join('.') || 'the whole of it';
  throw new CommandFailure(
    `The map of columns can't be used: look at ${path}. See: countersign import --help`,
  );
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The columns by their place; fails for a heading that the file does not have, or has twice. */
export function mappingBy({ columns }: ImportMap, headings: readonly string[]): Mapping {
  const entries = Object.entries(columns).map(([target, heading]) => {
    const column = headings.indexOf(heading);
    if (column < 0)
      throw new CommandFailure(`The file has no column “${heading}”, which the map names.`);
    if (headings.lastIndexOf(heading) !== column)
      throw new CommandFailure(`The file has two columns “${heading}”. Give them different names.`);
    return [target, column];
  });
  return Object.fromEntries(entries);
}
