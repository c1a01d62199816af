/** Rows in one statement: stays well under the number of values a statement may carry. */
const rowsAtOnce = 500;

/** Rows in parts, each as many as one statement takes. */
export function* inParts<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += rowsAtOnce) yield rows.slice(at, at + rowsAtOnce);
}

/**
 * Inserts rows part by part; returns their ids in the order of the rows. Ids grow in the order of the
 * rows of a statement, whatever order they come back in.
 */
export async function insertInOrder<Row>(
  rows: readonly Row[],
  insert: (some: readonly Row[]) => Promise<{ id: number }[]>,
): Promise<number[]> {
  const ids: number[] = [];
  for (const some of inParts(rows)) {
    const inserted = await insert(some);
    ids.push(...inserted.map(({ id }) => id).sort((one, other) => one - other));
  }
  return ids;
}
