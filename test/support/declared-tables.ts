import { readdir, readFile } from 'node:fs/promises';

/**
 * The tables and columns that `schema.ts` and `schema/` declare, read from their sources: types are
 * gone when the program runs, and a second list kept by hand would prove nothing.
 */
export async function declaredTables(): Promise<Record<string, string[]>> {
  const database = new URL('../../src-main/platform/database/', import.meta.url);
  const tables = (await readdir(new URL('schema/', database))).map((file) => `schema/${file}`);
  const sources = await Promise.all(
    ['schema.ts', ...tables].map((file) => readFile(new URL(file, database), 'utf8')),
  );
  const source = sources.join('\n');
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
