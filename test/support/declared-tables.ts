import { readFile } from 'node:fs/promises';

/**
 * The tables and columns that `schema.ts` declares, read from its source: its types are gone when
 * the program runs, and a second list kept by hand would prove nothing.
 */
export async function declaredTables(): Promise<Record<string, string[]>> {
  const source = await readFile(
    new URL('../../src-main/platform/database/schema.ts', import.meta.url),
    'utf8',
  );
  const bodies = new Map(
    [...source.matchAll(/^export interface (\w+) \{\n([\s\S]*?)^\}/gm)].map(
      ([, name = '', body = '']) => [name, [...body.matchAll(/^ {2}(\w+): (\w*)/gm)]],
    ),
  );
  return Object.fromEntries(
    (bodies.get('Database') ?? []).map(([, table = '', type = '']) => [
      table,
      (bodies.get(type) ?? []).map(([, column = '']) => column),
    ]),
  );
}
